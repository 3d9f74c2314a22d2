package org.hedui.stage;

/** Says what is wrong with a piece of SQL, in one line. */
public final class SqlFault {
  private SqlFault() {}

  /** The first line of Spark's message: it names columns and functions, never values of rows. */
  public static String message(Exception fault) {
    String text = String.valueOf(fault.getMessage());
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
