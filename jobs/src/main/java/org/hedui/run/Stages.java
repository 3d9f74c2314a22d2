package org.hedui.run;

import java.util.List;
import org.hedui.stage.Stage;

/** The stages of a run in their order. */
final class Stages {
  private Stages() {}

  /** All stages, each a step of the job. */
  static List<Stage> all() {
    return List.of();
  }
}
