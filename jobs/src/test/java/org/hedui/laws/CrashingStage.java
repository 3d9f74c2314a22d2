package org.hedui.laws;

import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;

/** A stage that fails twice before it succeeds: once before its work, once after it. */
final class CrashingStage implements Stage {
  private final Stage stage;
  private int runs;

  CrashingStage(Stage stage) {
    this.stage = stage;
  }

  @Override
  public String name() {
    return stage.name();
  }

  @Override
  public StageReport run(RunContext context) {
    runs++;
    if (runs == 1) {
      throw new IllegalStateException("before the work");
    }
    StageReport report = stage.run(context);
    if (runs == 2) {
      throw new IllegalStateException("after the work");
    }
    return report;
  }
}
