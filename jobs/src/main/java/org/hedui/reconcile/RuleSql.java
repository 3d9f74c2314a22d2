package org.hedui.reconcile;

import java.util.Map;
import java.util.TreeMap;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;

/** Analyses the SQL of the rules against the grain views, without reading a row. */
public final class RuleSql {
  private RuleSql() {}

  /**
   * The rules whose SQL does not fit their grain.
   *
   * @param context a context; its tables may be empty
   * @return what is wrong, by rule code
   */
  public static Map<String, String> faults(RunContext context) {
    RunViews views = new RunViews(context);
    RuleEngine engine = RuleEngine.of(views);
    Map<String, String> faults = new TreeMap<>();
    RuleEngine.byGrain(context.schemas().rules().values())
        .forEach(
            (grain, rules) ->
                engine
                    .prepare(views.select("grain/" + grain), grain, rules)
                    .errors()
                    .forEach(error -> faults.put(error.code(), error.message())));
    return faults;
  }
}
