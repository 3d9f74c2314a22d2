package org.hedui.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.PublishedTables;
import org.hedui.lake.SmallFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clearing up changes no row that anybody can ask for, and nothing twice. */
@ExtendWith(SparkTest.class)
class MaintenanceTest {
  private static final LocalDate FIRST = LocalDate.of(2023, 10, 31);
  private static final LocalDate SECOND = LocalDate.of(2023, 11, 30);
  private static final TableName PAYMENT = TableName.of("gold.payment");
  private static final TableName DECISION = TableName.of("silver.link_decision");
  private static final Duration WEEK = Duration.ofDays(7);

  /** Two dates, the first of them run twice; each slice in four files. */
  @TempDir private static Path twoDates;

  @TempDir private Path folder;
  private Lake lake;

  @BeforeAll
  static void runTwoDates() {
    MaintenanceTest first = new MaintenanceTest();
    first.openLake(twoDates);
    first.decide(1);
    first.run("r1", FIRST, 100);
    first.run("r2", FIRST, 110);
    first.run("r3", SECOND, 120);
  }

  @BeforeEach
  void copyTwoDates() throws IOException {
    // Times of files stay: what is removed depends on them.
    FileUtils.copyDirectory(twoDates.toFile(), folder.toFile());
    openLake(folder);
  }

  private void openLake(Path root) {
    lake = new Lake(SparkTest.session(), root.toString(), Fixtures.schemas());
  }

  private void run(String runId, LocalDate date, int payments) {
    began(runId, date, "COMPLETED");
    write(date, payments);
    lake.publish(
        runId,
        date,
        Map.of(
            PAYMENT.toString(),
            lake.version(PAYMENT),
            DECISION.toString(),
            lake.version(DECISION)));
  }

  private void write(LocalDate date, int payments) {
    lake.replace(
        PAYMENT,
        SparkTest.session()
            .sql(
                "SELECT string(id) AS payment_id, 'p' AS person_id, 'P' AS programme_code, '2023-1'"
                    + " AS term, NULL AS pay_date, 1 AS amount, 'PAID' AS status, NULL AS"
                    + " fund_source FROM range(0, %d, 1, 4)".formatted(payments)),
        date);
  }

  private void began(String runId, LocalDate date, String state) {
    lake.replaceRun(
        TableName.of("ops.run"),
        SparkTest.session()
            .sql(
                "SELECT DATE'%s' AS business_date, 1 AS attempt, '%s' AS state, current_timestamp() AS started_at, NULL AS ended_at, 'v' AS code_version, 'h' AS schemas_hash, NULL AS model, false AS use_unconfirmed, NULL AS message"
                    .formatted(date, state)),
        runId);
  }

  private void decide(int number) {
    lake.replaceWhere(
        lake.definition(DECISION),
        SparkTest.session()
            .sql(
                "SELECT 'l' AS lasting_id_l, 'r' AS lasting_id_r, %d AS decision_no, 'YES' AS answer, 'x' AS decided_by, DATE'2023-10-01' AS decided_on, NULL AS note, 'h' AS file_hash"
                    .formatted(number)),
        "decision_no = " + number);
  }

  private PublishedTables published() {
    return PublishedTables.newest(SparkTest.session(), new LakeAddress(folder.toString()));
  }

  /** What readers see: now, of a past date, of all dates, of the answers. */
  private List<Long> seen() {
    PublishedTables tables = published();
    return List.of(
        tables.table(PAYMENT).orElseThrow().count(),
        tables.asOf(PAYMENT, FIRST).count(),
        tables.history(PAYMENT).count(),
        tables.table(DECISION).orElseThrow().count(),
        lake.published(FIRST).orElseThrow().read(PAYMENT, FIRST).count());
  }

  private Maintenance maintenance(Duration keep) {
    return new Maintenance(lake, Instant.now(), keep);
  }

  /** Every file of the lake with its size. */
  private Map<String, Long> files() throws IOException {
    Map<String, Long> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.size(file));
      }
    }
    return files;
  }

  @Test
  void aTrialChangesNothingAndSaysExactlyWhatIsDone() throws IOException {
    Map<String, Long> before = files();
    Maintenance.Report plan = maintenance(WEEK).plan();
    assertThat(files()).isEqualTo(before);
    Maintenance.Work payments = work(plan, PAYMENT);
    assertThat(payments.merged().files()).isEqualTo(4 + 4);
    assertThat(payments.removed().files()).as("replaced today").isZero();

    Maintenance.Report done = maintenance(WEEK).run();
    assertThat(done).isEqualTo(plan);
    assertThat(lake.read(PAYMENT).inputFiles()).hasSize(2);
    assertThat(maintenance(WEEK).run().isEmpty()).as("nothing is left to do").isTrue();
  }

  private static Maintenance.Work work(Maintenance.Report report, TableName table) {
    return report.work().stream()
        .filter(work -> work.table().equals(table))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readersSeeTheSameRowsAndThoseWhoBeganBeforeGoOn() {
    decide(2);
    List<Long> before = seen();
    assertThat(before).containsExactly(120L, 110L, 230L, 1L, 110L);
    Dataset<Row> open = published().table(PAYMENT).orElseThrow();

    maintenance(WEEK).run();
    assertThat(open.count()).isEqualTo(120);
    assertThat(seen()).isEqualTo(before);

    // A week later, when nobody reads what was replaced any more.
    Maintenance.Report later = maintenance(Duration.ZERO).run();
    assertThat(later.givenUp()).extracting(given -> given.runId()).containsExactly("r1");
    assertThat(work(later, PAYMENT).removed().files()).isEqualTo(3 * 4);
    assertThat(seen()).isEqualTo(before);
    assertThat(lake.publishedBy("r1")).isEmpty();
    assertThat(lake.publishedBy("r2")).isPresent();
  }

  @Test
  void whatAFailedRunReplacedIsKeptForThoseWhoSeeIt() {
    List<Long> before = seen();
    // Two more runs of the dates fail after they have written.
    began("r4", SECOND, "FAILED");
    write(SECOND, 7);
    assertThat(seen().subList(0, 1)).isEqualTo(before.subList(0, 1));

    Maintenance.Report report = maintenance(Duration.ZERO).run();
    assertThat(report.givenUp()).extracting(given -> given.runId()).containsExactly("r1");
    assertThat(published().table(PAYMENT).orElseThrow().count()).isEqualTo(120);
    maintenance(Duration.ZERO).run();
    assertThat(published().table(PAYMENT).orElseThrow().count()).isEqualTo(120);
    assertThat(published().asOf(PAYMENT, FIRST).count()).isEqualTo(110);

    // A past date that was torn is given up in time, and said to be.
    began("r5", FIRST, "FAILED");
    write(FIRST, 5);
    run("r6", SECOND, 130);
    assertThat(maintenance(WEEK).plan().givenUp()).isEmpty();
    Maintenance.Report later = maintenance(Duration.ZERO).run();
    assertThat(later.givenUp()).extracting(given -> given.runId()).containsExactly("r3", "r2");
    assertThat(published().table(PAYMENT).orElseThrow().count()).isEqualTo(130);
    assertThat(lake.published(FIRST)).isEmpty();
  }

  @Test
  void whoeverDiesInTheMiddleHasDoneNoHarm() {
    List<Long> before = seen();
    // Killed after the files were merged, before readers were led to them.
    new SmallFiles(lake, PAYMENT).merge();
    assertThat(seen()).isEqualTo(before);
    maintenance(Duration.ZERO).run();
    assertThat(seen()).isEqualTo(before);

    // The next run works on what is left.
    run("r7", SECOND, 140);
    assertThat(seen()).containsExactly(140L, 110L, 250L, 1L, 110L);
  }
}
