package org.hedui.serve;

import java.util.concurrent.CancellationException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.sql.AnalysisException;
import org.hedui.contract.HeduiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client is told of a failure: never a row, never a place on the server.
 *
 * @param message the message, with its code
 */
record Fault(String message) {
  /** What the message is about, as JDBC names it: SQL or rights. */
  static final String SQL_STATE = "42000";

  private static final Logger LOG = LoggerFactory.getLogger(Fault.class);

  /** Finds out what to say. */
  static Fault of(Throwable thrown) {
    for (Throwable cause : ExceptionUtils.getThrowableList(thrown)) {
      if (cause instanceof HeduiException fault) {
        return new Fault("[" + fault.code() + "] " + fault.getMessage());
      }
      if (cause instanceof CancellationException) {
        return new Fault("[STOPPED] The statement was stopped, or took longer than it may.");
      }
      // Spark says here what is wrong with the statement; it has read no row yet. Delta's would
      // speak of files.
      if (cause instanceof AnalysisException analysis
          && !cause.getClass().getName().contains(".delta.")) {
        return new Fault("[SQL_INVALID] " + firstLine(analysis));
      }
    }
    LOG.warn("A statement failed: {}", ExceptionUtils.getRootCause(thrown).getClass().getName());
    return new Fault(
        "[QUERY_FAILED] The statement failed while it ran; simplify it, or ask who runs the server.");
  }

  private static String firstLine(AnalysisException fault) {
    String line =
        fault
            .getSimpleMessage()
            .lines()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("wrong SQL");
    return line.replaceAll("(?:[a-z0-9]+:)?/[^\\s'`\"]+", "…");
  }
}
