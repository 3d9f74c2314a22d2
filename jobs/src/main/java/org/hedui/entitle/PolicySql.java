package org.hedui.entitle;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.PolicyPack;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.hedui.stage.SqlFault;

/**
 * Analyses the SQL conditions of the policy packs against the pupil view, without reading a row.
 */
public final class PolicySql {
  private PolicySql() {}

  /**
   * The standards whose conditions do not fit the view {@code schemas/views/pupil.sql}.
   *
   * @param context a context; its tables may be empty
   * @param packs the packs to be checked
   * @return what is wrong, by policy id
   */
  public static Map<String, String> faults(RunContext context, Collection<PolicyPack> packs) {
    Dataset<Row> pupils = new RunViews(context).select("pupil");
    Map<String, String> faults = new TreeMap<>();
    for (PolicyPack pack : packs) {
      for (PolicyPack.Programme programme : pack.programmes()) {
        Stream<String> conditions =
            Stream.concat(
                Stream.of(programme.eligible()),
                programme.standards().stream().flatMap(standard -> standard.when().stream()));
        conditions.forEach(
            condition ->
                fault(pupils, condition)
                    .ifPresent(message -> faults.put(programme.policyId(), message)));
      }
    }
    return faults;
  }

  private static Optional<String> fault(Dataset<Row> pupils, String condition) {
    try {
      pupils.where(condition).schema();
      return Optional.empty();
    } catch (Exception e) {
      // Scala throws AnalysisException undeclared: no narrower type can be caught.
      return Optional.of(SqlFault.message(e));
    }
  }
}
