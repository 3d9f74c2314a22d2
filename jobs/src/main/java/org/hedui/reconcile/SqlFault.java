package org.hedui.reconcile;

/** Says what is wrong with a piece of SQL, in one line. */
final class SqlFault {
  private SqlFault() {}

  /** The first line of Spark's message: it names columns and functions, never values of rows. */
  static String message(Exception fault) {
    String text = String.valueOf(fault.getMessage());
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
