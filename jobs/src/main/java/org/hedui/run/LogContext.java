package org.hedui.run;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.core.util.ContextDataProvider;

/**
 * Run, business date and stage, for every log line of the process, whichever thread writes it.
 * Log4j finds this class by {@code META-INF/services}.
 */
public final class LogContext implements ContextDataProvider {
  private static volatile Map<String, String> context = Map.of();

  /** A run begins. */
  static void run(String runId, LocalDate businessDate) {
    context = Map.of("run", runId, "business_date", businessDate.toString());
  }

  /** A stage of the run begins. */
  static void stage(String name) {
    Map<String, String> more = new TreeMap<>(context);
    more.put("stage", name);
    context = Map.copyOf(more);
  }

  /** The stage has ended. */
  static void endStage() {
    Map<String, String> less = new TreeMap<>(context);
    less.remove("stage");
    context = Map.copyOf(less);
  }

  /** The run has ended. */
  static void clear() {
    context = Map.of();
  }

  @Override
  public Map<String, String> supplyContextData() {
    return context;
  }
}
