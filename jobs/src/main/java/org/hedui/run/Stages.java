package org.hedui.run;

import java.util.List;
import org.hedui.assess.AssessStage;
import org.hedui.entitle.EntitleStage;
import org.hedui.ingest.IngestStage;
import org.hedui.link.registry.LinkStage;
import org.hedui.publish.PublishStage;
import org.hedui.reconcile.ReconcileStage;
import org.hedui.stage.Stage;
import org.hedui.standardise.StandardiseStage;

/** The stages of a run in their order. */
final class Stages {
  private Stages() {}

  /** All stages, each a step of the job. */
  static List<Stage> all() {
    return List.of(
        new IngestStage(),
        new StandardiseStage(),
        new AssessStage(),
        new LinkStage(),
        new EntitleStage(),
        new ReconcileStage(),
        new PublishStage());
  }
}
