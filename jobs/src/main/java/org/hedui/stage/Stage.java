package org.hedui.stage;

/**
 * One stage of a run. It reads tables of earlier stages and writes its own, each in one commit, so
 * that it can be repeated at any time with the same result.
 */
public interface Stage {

  /** The stage's name: its package, its Spring Batch step and its Spark job group. */
  String name();

  /**
   * Does the stage's work for one business date.
   *
   * @throws org.hedui.contract.HeduiException if a person has to mend something first
   */
  StageReport run(RunContext context);
}
