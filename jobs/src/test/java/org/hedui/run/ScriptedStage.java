package org.hedui.run;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;

/** A stage that does what a test says and counts how often. */
final class ScriptedStage implements Stage {
  private final String name;
  private final Consumer<RunContext> work;
  private final AtomicInteger runs = new AtomicInteger();

  ScriptedStage(String name, Consumer<RunContext> work) {
    this.name = name;
    this.work = work;
  }

  static ScriptedStage idle(String name) {
    return new ScriptedStage(name, context -> {});
  }

  int runs() {
    return runs.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public StageReport run(RunContext context) {
    runs.incrementAndGet();
    work.accept(context);
    return new StageReport(name, Map.of("rows", 7L));
  }
}
