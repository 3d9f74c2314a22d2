package org.hedui.stage;

/** Says what is wrong with a piece of SQL, in one line. */
public final class SqlFault {
  private SqlFault() {}

  /**
   * The first line with text of Spark's message: it names columns and functions, never values of
   * rows.
   */
  public static String message(Exception fault) {
    return String.valueOf(fault.getMessage())
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse(fault.getClass().getSimpleName());
  }
}
