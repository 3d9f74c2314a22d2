package org.hedui.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.HeduiException;
import org.hedui.lake.Lake;
import org.hedui.stage.Parallel;

/** Reads the facts of a run: one Spark job a {@link Question}. */
public final class FactsReader {
  private FactsReader() {}

  /**
   * The facts of a run.
   *
   * @param lake the lake in its newest state
   * @param runs its runs
   * @param stages the run's stages, which no table tells of
   * @throws HeduiException REPORT_NO_RUN, exit code 2, if there is no such run
   */
  public static RunFacts read(Lake lake, Runs runs, String runId, List<RunFacts.StageTime> stages) {
    RunFacts.Run run = runs.run(runId);
    List<Scope.Published> past = runs.before(run);
    Optional<RunFacts.Run> before =
        past.stream().reduce((first, last) -> last).map(last -> runs.run(last.runId()));
    return of(new Scope(lake.publishedBy(runId).orElse(lake), run, before, past), stages);
  }

  private static RunFacts of(Scope scope, List<RunFacts.StageTime> stages) {
    Map<Question, List<Row>> answers = answers(scope);
    boolean published = scope.run().published();
    Map<String, String> divisions = new TreeMap<>();
    answers
        .get(Question.DIVISIONS)
        .forEach(row -> divisions.put(row.getString(0), row.getString(1)));
    List<RunFacts.Delivery> deliveries =
        new Feeds(scope, answers.get(Question.FEED)).deliveries(answers.get(Question.LATE));
    Measured measured = new Measured(scope, answers.get(Question.QUALITY));
    Counted counted =
        new Counted(
            scope,
            Stream.of(Question.LINKS, Question.TABLES)
                .flatMap(question -> answers.get(question).stream())
                .toList());
    return new RunFacts(
        scope.run(),
        scope.before(),
        stages,
        deliveries,
        Feeds.refused(answers.get(Question.REFUSED)),
        measured.quality(),
        measured.flaws(),
        published ? Optional.of(counted.links()) : Optional.empty(),
        published
            ? Optional.of(
                new CaseCounts(scope, divisions)
                    .of(answers.get(Question.CASES), answers.get(Question.TREND)))
            : Optional.empty(),
        ErrorRates.of(scope, divisions, answers.get(Question.RATES)),
        scope
            .before()
            .map(
                before ->
                    Differences.of(
                        scope, before, answers.get(Question.RULES), deliveries, counted)));
  }

  private static Map<Question, List<Row>> answers(Scope scope) {
    Map<Question, List<Row>> answers = new EnumMap<>(Question.class);
    Parallel.map(
            scope.lake().spark(),
            List.of(Question.values()),
            question -> Map.entry(question, answer(question, scope)))
        .forEach(answer -> answers.put(answer.getKey(), answer.getValue()));
    return answers;
  }

  private static List<Row> answer(Question question, Scope scope) {
    return question.isAskedOf(scope)
        ? question.of(scope).map(Dataset::collectAsList).orElse(List.of())
        : List.of();
  }
}
