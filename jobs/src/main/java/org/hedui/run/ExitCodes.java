package org.hedui.run;

/** The exit codes of every command. */
final class ExitCodes {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USE = 2;
  static final int REFUSED = 3;
  static final int LOCKED = 4;

  private ExitCodes() {}
}
