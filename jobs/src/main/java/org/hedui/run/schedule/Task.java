package org.hedui.run.schedule;

/** What is to be done for a slot. */
public record Task(Slot slot, Kind kind) {

  /** How a slot is worked on. */
  public enum Kind {
    /** A new run. */
    RUN,
    /** The run that was begun for it is continued. */
    RESTART,
    /** Its command. */
    COMMAND
  }
}
