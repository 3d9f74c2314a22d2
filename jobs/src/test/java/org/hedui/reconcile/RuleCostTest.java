package org.hedui.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Rule;
import org.hedui.lake.Lake;
import org.hedui.lake.SparkSessions;
import org.hedui.run.TestTerminal;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What one rule more costs, measured on the sample county. */
@Tag("slow") // A whole run, and all rules many times.
@ExtendWith(SparkTest.class)
class RuleCostTest {
  private static final int TIMES = 4;

  @TempDir private static Path folder;
  private static RunContext context;

  @BeforeAll
  static void runTheSampleCounty() throws IOException, InterruptedException {
    Path root = folder.resolve("lake");
    Process process = TestTerminal.process("demo", "--lake", root.toString());
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Lake lake = new Lake(SparkTest.session(), root.toString(), Fixtures.schemas());
    context =
        new RunContext(
            lake.published(Fixtures.DATE).orElseThrow(),
            Fixtures.DATE,
            "",
            lake.publishedRun(Fixtures.DATE).orElseThrow());
    SparkSessions.fit(SparkTest.session(), root.toString());
  }

  @Test
  void oneRuleMoreTakesLessThanTwoPercentMoreTime() {
    List<Rule> all =
        Fixtures.schemas().rules().values().stream()
            .sorted(Comparator.comparing(Rule::code))
            .toList();
    // Of each grain about the half, so that both open the same tables.
    List<Rule> half =
        RuleEngine.byGrain(all).values().stream()
            .flatMap(
                rules ->
                    IntStream.iterate(0, i -> i < rules.size(), i -> i + 2).mapToObj(rules::get))
            .toList();
    judge(all);
    judge(half);

    double ofHalf = leastSeconds(half);
    double ofAll = leastSeconds(all);
    double growth = (ofAll / ofHalf - 1) / (all.size() - half.size());

    System.out.printf(
        "%d rules %.1f CPU-s, %d rules %.1f CPU-s: %.2f %% a rule%n",
        half.size(), ofHalf, all.size(), ofAll, 100 * growth);
    assertThat(growth).isLessThan(0.02);
  }

  private static double leastSeconds(List<Rule> rules) {
    return IntStream.range(0, TIMES)
        .mapToDouble(
            time -> {
              long before = processNanos();
              judge(rules);
              return (processNanos() - before) / 1e9;
            })
        .min()
        .orElseThrow();
  }

  private static void judge(List<Rule> rules) {
    RunViews views = new RunViews(context);
    RuleEngine engine = RuleEngine.of(views);
    RuleEngine.byGrain(rules)
        .forEach(
            (grain, ofGrain) ->
                engine
                    .prepare(views.select("grain/" + grain), grain, ofGrain)
                    .computed()
                    .results());
  }

  private static long processNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
