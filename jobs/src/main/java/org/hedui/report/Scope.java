package org.hedui.report;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Bilingual;
import org.hedui.contract.Contract;
import org.hedui.contract.Rule;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;

/**
 * What is read for a report.
 *
 * @param lake the lake as the run published it, or its newest state for a run that was not
 * @param run the run
 * @param before the run it is compared with
 * @param past the newest published run of each business date before, the oldest first
 */
record Scope(Lake lake, RunFacts.Run run, Optional<RunFacts.Run> before, List<Published> past) {
  /** Copies the list. */
  Scope {
    past = List.copyOf(past);
  }

  /** A run that was published. */
  record Published(LocalDate date, String runId) {}

  /** The runs of a trend, this one last. */
  List<Published> line() {
    return Stream.concat(past.stream(), Stream.of(new Published(run.businessDate(), run.runId())))
        .toList();
  }

  /** What the runs of the trend wrote into a table of {@code ops}. */
  Optional<Dataset<Row>> ofRuns(String table) {
    return table(table)
        .map(
            rows ->
                rows.where(col("run_id").isin(line().stream().map(Published::runId).toArray())));
  }

  /** A published table with the slices of some business dates. */
  Optional<Dataset<Row>> ofDates(String table, List<LocalDate> dates) {
    return table(table).map(rows -> rows.where(col("business_date").isin(dates.toArray())));
  }

  /** The business dates of this run and of the one before. */
  List<LocalDate> dates() {
    return Stream.concat(before.stream(), Stream.of(run)).map(RunFacts.Run::businessDate).toList();
  }

  private Optional<Dataset<Row>> table(String table) {
    TableName name = TableName.of(table);
    return lake.exists(name) ? Optional.of(lake.read(name)) : Optional.empty();
  }

  /** The Chinese title of a contract; empty if there is none. */
  String titleZh(String contract) {
    Contract found = lake.schemas().contracts().get(contract);
    return found == null ? "" : found.titleZh();
  }

  /** The words of a code; the code itself if its list does not know it. */
  Bilingual words(String list, String code) {
    return Optional.ofNullable(lake.schemas().codes().get(list)).stream()
        .flatMap(codes -> codes.codes().stream())
        .filter(known -> known.code().equals(code))
        .map(known -> new Bilingual(known.zh(), known.en()))
        .findFirst()
        .orElse(new Bilingual(code, code));
  }

  /** The title of a rule; empty if there is no such rule any more. */
  Bilingual rule(String code) {
    return Optional.ofNullable(lake.schemas().rules().get(code))
        .map(Rule::title)
        .orElse(new Bilingual("", ""));
  }
}
