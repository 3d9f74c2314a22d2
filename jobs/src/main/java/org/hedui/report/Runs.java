package org.hedui.report;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.hedui.contract.HeduiException;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;

/** The runs of a lake and when each was published: a row a run, in two Spark jobs. */
public final class Runs {
  /** So many business dates before a run's are shown in trends. */
  private static final int PAST = 23;

  private static final TableName RUN = TableName.of("ops.run");
  private static final TableName PUBLICATION = TableName.of("ops.publication");

  private final Map<String, RunFacts.Run> runs;
  private final Map<String, Instant> publishedAt;

  private Runs(Map<String, RunFacts.Run> runs, Map<String, Instant> publishedAt) {
    this.runs = runs;
    this.publishedAt = publishedAt;
  }

  /** Reads them. */
  public static Runs of(Lake lake) {
    Map<String, Instant> publishedAt = publications(lake);
    Map<String, RunFacts.Run> runs =
        lake
            .readOrEmpty(RUN)
            .select(
                col("run_id"),
                col("business_date").cast("string"),
                col("attempt"),
                col("state"),
                col("started_at"),
                col("ended_at"),
                col("code_version"),
                col("schemas_hash"),
                col("use_unconfirmed"),
                col("message"))
            .collectAsList()
            .stream()
            .map(row -> run(row, publishedAt.containsKey(row.getString(0))))
            .collect(Collectors.toMap(RunFacts.Run::runId, Function.identity()));
    return new Runs(runs, publishedAt);
  }

  private static Map<String, Instant> publications(Lake lake) {
    if (!lake.exists(PUBLICATION)) {
      return Map.of();
    }
    // One row a run.
    return lake.read(PUBLICATION).select("run_id", "published_at").collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getTimestamp(1).toInstant()));
  }

  private static RunFacts.Run run(Row row, boolean published) {
    return new RunFacts.Run(
        row.getString(0),
        LocalDate.parse(row.getString(1)),
        row.getInt(2),
        row.getString(3),
        published,
        row.getTimestamp(4).toInstant(),
        row.isNullAt(5) ? Optional.empty() : Optional.of(row.getTimestamp(5).toInstant()),
        row.getString(6),
        row.getString(7),
        row.isNullAt(8) ? Optional.empty() : Optional.of(row.getBoolean(8)),
        Optional.ofNullable(row.getString(9)).map(LongNumbers::hidden));
  }

  /**
   * A run.
   *
   * @throws HeduiException REPORT_NO_RUN, exit code 2, if {@code ops.run} does not know it
   */
  RunFacts.Run run(String runId) {
    return Optional.ofNullable(runs.get(runId))
        .orElseThrow(
            () ->
                new HeduiException(
                    "REPORT_NO_RUN",
                    2,
                    "There is no run " + runId + "; `hedui status` names the runs."));
  }

  /** All runs, the one begun last first. */
  public List<RunFacts.Run> newestFirst() {
    return runs.values().stream()
        .sorted(
            Comparator.comparing(RunFacts.Run::startedAt)
                .thenComparing(RunFacts.Run::runId)
                .reversed())
        .toList();
  }

  /**
   * The newest publication of each earlier business date, the greatest date last; as it was when
   * the run ended, so that a report that is written anew tells what the first one told.
   */
  List<Scope.Published> before(RunFacts.Run run) {
    Instant end =
        Optional.ofNullable(publishedAt.get(run.runId())).or(run::endedAt).orElse(Instant.MAX);
    Map<LocalDate, RunFacts.Run> newest = new TreeMap<>();
    runs.values().stream()
        .filter(RunFacts.Run::published)
        .filter(known -> known.businessDate().isBefore(run.businessDate()))
        .filter(known -> publishedAt.get(known.runId()).isBefore(end))
        .sorted(Comparator.comparing(known -> publishedAt.get(known.runId())))
        .forEach(known -> newest.put(known.businessDate(), known));
    List<Scope.Published> past =
        newest.values().stream()
            .map(known -> new Scope.Published(known.businessDate(), known.runId()))
            .toList();
    return past.subList(Math.max(0, past.size() - PAST), past.size());
  }
}
