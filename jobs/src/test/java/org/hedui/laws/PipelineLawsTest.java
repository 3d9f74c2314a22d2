package org.hedui.laws;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.laws.MiniCounty.EARLY;
import static org.hedui.laws.MiniCounty.LATE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Contract;
import org.hedui.lake.LakeCatalog;
import org.hedui.metrics.Exposition;
import org.hedui.run.TestTerminal;
import org.hedui.serve.TestEndpoint;
import org.hedui.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The laws of the house, on a county small enough to know every row of it. */
@Tag("laws")
@ExtendWith(SparkTest.class)
class PipelineLawsTest {
  private static final Path SCHEMAS = Fixtures.home().resolve("schemas");

  /** Key of the record whose ID number is lost on the late date. */
  private static final String KEPT_KEY = "D2001|3";

  @TempDir private static Path folder;
  private static Path landing;

  /** Has seen the early date, then the late one. */
  private static LawLake lake;

  private static List<String> earlyFirst;

  @BeforeAll
  static void runBothDates() throws IOException {
    landing = MiniCounty.write(folder);
    lake = new LawLake(folder.resolve("lake"), SCHEMAS);
    lake.run(EARLY, landing);
    earlyFirst = lake.slice(EARLY);
    lake.run(LATE, landing);
  }

  @Test
  void alertsNameNothingButMetricsOfARun() throws IOException {
    Set<String> named =
        Pattern.compile("\\bhedui_[a-z_]+")
            .matcher(Files.readString(Fixtures.home().resolve("docs/alerts.yml")))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    Set<String> written = Exposition.names(Files.readString(lake.metrics()));
    assertThat(named).hasSizeGreaterThan(5);
    assertThat(written).containsAll(named);
  }

  @Test
  void documentsCountTheSameHouseholdsAtAllFourLevelsAndAreLockedAndAudited() throws IOException {
    Path pack = folder.resolve("pack");
    assertThat(lake.export("5299", pack, "pack")).isZero();

    Row register =
        lake.read("gold.register", lake.publishedDate().orElseThrow())
            .where("division_level = 3")
            .selectExpr("sum(households)", "sum(persons)")
            .head();
    Map<String, Long> rows = PackIndex.rows(pack);
    assertThat(rows.get("县档")).isEqualTo(register.getLong(0)).isPositive();
    assertThat(rows.get("镇簿")).isEqualTo(register.getLong(0));
    assertThat(rows.get("户卡（明白卡）")).isEqualTo(register.getLong(0));
    assertThat(rows.get("村册")).isEqualTo(register.getLong(1));
    assertThat(rows.get("入户走访名单")).isEqualTo(register.getLong(0));
    assertThat(rows.get("分户台账（扶贫手册记载表）")).isEqualTo(register.getLong(0));
    assertThat(rows.get("家书发放登记表")).isEqualTo(rows.get("一封家书")).isPositive();
    assertThat(rows.get("乡镇学生资助公示")).isEqualTo(rows.get("学生资助公示")).isPositive();
    assertThat(rows)
        .containsKeys("班级受助学生名册", "省下发名单反馈表", "转出学生跟踪表")
        .containsEntry("缺课学生名单", 2L)
        .containsEntry("营养餐供餐登记表", 2L)
        // The township, and the county.
        .containsEntry("教育资助工作月报", 2L);
    assertThat(rows.get("疑似漏评户核查表"))
        .isEqualTo(
            count("open AND rule_code IN ('MIS-01', 'MIS-02') AND division_code IS NOT NULL"));
    assertThat(rows.get("资金分配表"))
        .isEqualTo(lake.read("gold.fund_allocation", LATE).count())
        .isPositive();
    assertThat(PackIndex.unlocked(pack)).containsOnly("学生资助公示", "乡镇学生资助公示");
    assertThat(
            lake.read("ops.audit")
                .where("command = 'export documents'")
                .selectExpr("concat_ws(' ', who, file_hash)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("王老师 " + PackIndex.hash(pack));

    // Whose division is not known is counted, and comes when asked for: no row is lost.
    String shown = "open OR state IN ('RECTIFIED', 'CLOSED')";
    Path unknown = folder.resolve("unknown");
    assertThat(lake.export("unknown", unknown, "rectification")).isZero();
    long homeless = count("(" + shown + ") AND division_code IS NULL");
    assertThat(PackIndex.leftOut(pack)).containsEntry("整改台账", homeless);
    assertThat(PackIndex.rows(unknown)).containsOnly(Map.entry("整改台账", homeless));
    assertThat(rows.get("整改台账") + homeless).isEqualTo(count(shown));

    // What is there is not written over, and whole numbers are always locked.
    assertThat(lake.export("5299", pack, "letter")).isEqualTo(2);
    Path other = folder.resolve("other");
    assertThat(lake.export("5299", other, "village_book", "--id-numbers=whole", "--unlocked"))
        .isEqualTo(2);
    assertThat(lake.export("5299", other, "letter", "--id-numbers=whole")).isEqualTo(2);
    assertThat(other).doesNotExist();
  }

  private static long count(String cases) {
    return lake.read("gold.exception_case", LATE).where(cases).count();
  }

  @Test
  void everyPlantedAnomalyIsFoundAndNothingElse() {
    String pupils = "student_register/2023-11-30/pupils.csv ";
    String poverty = "poverty_register/2023-11-30/poverty.csv ";
    String assistance = "social_assistance/2023-11-30/assistance.csv ";
    String payments = "aid_payment/2023-11-30/payments.csv ";
    String budget = "aid_budget/2023-11-30/budget.csv ";
    String assets = "asset_register/2023-11-30/assets.csv ";
    String targets = "aid_target_list/2023-11-30/targets.csv ";
    String certificates = "disability_certificate/2023-11-30/certificates.csv ";
    String hukou = "household_registration/2023-11-30/hukou.csv ";
    String allocation = "fund_allocation/2023-11-30/allocation.csv ";
    String notices = "publicity_notice/2023-11-30/notices.csv ";
    String changes = "status_change/2023-11-30/changes.csv ";
    String tasks = "work_task/2023-11-30/tasks.csv ";
    String plan = "plan_figure/2023-11-30/plan.csv ";
    assertThat(findings(LATE))
        .containsExactlyInAnyOrder(
            "BUD-01 " + budget + "6",
            "BUD-02 " + budget + "3",
            "BUD-03 " + budget + "7",
            "BUD-04 " + allocation + "2",
            "BUD-05 " + allocation + "3",
            "BUD-06 " + budget + "4",
            // A sum in the wrong unit is also not heads times standard.
            "BUD-06 " + budget + "8",
            "BUD-07 " + allocation + "4",
            "BUD-07 " + plan + "2",
            "BUD-08 " + budget + "7",
            "BUD-08 " + plan + "11",
            "BUD-09 " + budget + "8",
            "DRP-01 " + poverty + "17",
            "DRP-02 dropout_ledger/2023-11-30/ledger.csv 3",
            "DRP-03 " + pupils + "9",
            "DRP-04 " + poverty + "17",
            "DRP-05 " + pupils + "14",
            "DRP-06 " + certificates + "4",
            "DRP-07 " + pupils + "17",
            "DRP-08 " + poverty + "6",
            // Transferred out in September, since then at no school; the newest delivery has no
            // such row.
            "DRP-09 student_register/2023-09-30/pupils.csv 9",
            "EXT-01 " + poverty + "14",
            // A child out of school is an unmet guarantee of its household.
            "EXT-02 " + poverty + "16",
            "EXT-03 " + poverty + "7",
            "EXT-04 " + tasks + "2",
            "EXT-05 " + poverty + "31",
            "EXT-06 " + changes + "3",
            "EXT-07 " + poverty + "18",
            "FIL-01 fiscal_payroll/2023-10-10/payroll.csv -",
            "FIL-02 social_assistance/2023-11-30/assistance_copy.csv -",
            "FIL-03 asset_register/2023-11-30/without_kind.csv -",
            "FIL-04 " + pupils + "-",
            "FIL-04 " + pupils + "2",
            "FIL-06 " + pupils + "-",
            "FIL-07 " + budget + "-",
            "HLP-01 support_ledger/2023-11-30/support.csv 2",
            "HLP-02 " + poverty + "31",
            "IDQ-01 " + poverty + "12",
            "IDQ-02 " + pupils + "6",
            "IDQ-03 " + pupils + "7",
            "IDQ-04 " + certificates + "5",
            "IDQ-05 " + assistance + "4",
            "IDQ-06 " + pupils + "10",
            "IDQ-07 " + assets + "2",
            "IDQ-07 " + assets + "3",
            "IDQ-09 " + pupils + "8",
            "IDQ-10 " + pupils + "9",
            "IDQ-11 " + hukou + "10",
            "IDQ-12 " + hukou + "10",
            "IDQ-13 " + poverty + "29",
            "IDQ-14 " + poverty + "9",
            "IDQ-15 " + poverty + "28",
            "IDQ-16 " + poverty + "22",
            "MIS-01 " + poverty + "13",
            "MIS-02 " + assistance + "2",
            // Who was paid nothing at all lacks each programme, too.
            "MIS-03 " + pupils + "4",
            "MIS-04 " + pupils + "15",
            "MIS-05 " + certificates + "3",
            "MIS-06 " + pupils + "16",
            "MIS-07 department_alert/2023-11-30/alerts.csv 2",
            "MIS-08 " + assistance + "7",
            "MIS-09 " + poverty + "32",
            "MIS-10 " + poverty + "2",
            "PRC-01 " + notices + "2",
            "PRC-02 " + notices + "3",
            "PRC-03 " + notices + "4",
            "SUB-01 " + pupils + "3",
            "SUB-01 " + pupils + "4",
            "SUB-01 " + pupils + "15",
            "SUB-02 " + pupils + "11",
            "SUB-03 " + pupils + "12",
            "SUB-04 " + payments + "9",
            "SUB-04 " + payments + "10",
            "SUB-05 " + payments + "13",
            "SUB-06 " + payments + "13",
            "SUB-08 student_loan/2023-11-30/loans.csv 2",
            "SUB-09 " + payments + "8",
            "SUB-10 nutrition_day/2023-11-30/meals.csv 3",
            "SUB-11 " + payments + "12",
            "SUB-12 " + payments + "5",
            "TGT-01 " + targets + "4",
            "TGT-02 " + targets + "8",
            "TGT-03 " + pupils + "14",
            "TGT-04 " + pupils + "8",
            "TGT-05 " + targets + "7",
            "TGT-06 family_letter/2023-11-30/letters.csv 2",
            "TGT-07 " + tasks + "3",
            "WRG-01 " + poverty + "14",
            "WRG-02 " + poverty + "15",
            "WRG-03 " + poverty + "15",
            // The dead are not only still active, they are still listed.
            "WRG-03 " + poverty + "22",
            "WRG-04 " + poverty + "31",
            "WRG-05 " + changes + "2",
            "WRG-06 " + assistance + "8",
            "XRC-01 " + poverty + "19",
            // The school's flag is what TGT-04 takes for the proof.
            "XRC-02 " + pupils + "8",
            "XRC-03 " + poverty + "18",
            "XRC-04 " + poverty + "5",
            "XRC-05 " + assistance + "8",
            "XRC-06 " + assistance + "5",
            "XRC-07 " + poverty + "7",
            "XRC-08 " + poverty + "31",
            "XRC-09 " + poverty + "11",
            "XRC-10 " + poverty + "19",
            "XRC-10 " + poverty + "21");
    Set<String> found =
        findings(LATE).stream().map(finding -> finding.substring(0, 6)).collect(Collectors.toSet());
    // Each needs what two deliveries of one term do not show: rows that are missing in the second,
    // a
    // reviewer who joins two numbers, a second term.
    assertThat(Fixtures.schemas().rules().keySet())
        .filteredOn(code -> !found.contains(code))
        .containsExactlyInAnyOrder("FIL-05", "IDQ-08", "SUB-07");
  }

  @Test
  void paymentsSayWhereTheMoneyCameFromIfTheFileDoes() {
    assertThat(
            texts(
                lake.read("gold.payment", LATE)
                    .groupBy("fund_source")
                    .agg(expr("sum(amount)"))
                    .selectExpr("concat_ws(' ', coalesce(fund_source, 'unknown'), `sum(amount)`)")))
        .containsExactlyInAnyOrder(
            "SPECIAL 1250.00", "LOCAL 800.00", "DONATION 750.00", "unknown 2200.00");
  }

  private static List<String> findings(LocalDate businessDate) {
    Dataset<Row> records = lake.read("gold.exception_record", businessDate);
    Dataset<Row> cases = lake.read("gold.exception_case", businessDate);
    return texts(
        cases
            .join(records, "exception_id")
            .where("role = 'subject'")
            .selectExpr(
                "concat_ws(' ', rule_code, source_file, coalesce(string(source_row), '-'))"));
  }

  @Test
  void aCaseNoLongerFoundIsClearedAndOneFoundAgainIsCounted() {
    Dataset<Row> cases = lake.read("gold.exception_case", LATE);
    assertThat(
            texts(
                cases
                    .where("first_seen < last_seen OR state = 'AUTO_CLEARED'")
                    .selectExpr(
                        "concat_ws(' ', rule_code, state, first_seen, last_seen, seen_count)")))
        .containsExactlyInAnyOrder(
            "IDQ-01 NEW 2023-09-30 2023-11-30 2",
            "MIS-02 NEW 2023-09-30 2023-11-30 2",
            "XRC-09 NEW 2023-09-30 2023-11-30 2",
            "MIS-03 NEW 2023-09-30 2023-11-30 2",
            "SUB-01 NEW 2023-09-30 2023-11-30 2",
            "SUB-01 NEW 2023-09-30 2023-11-30 2",
            // Each delivery without the school is a case of its own.
            "FIL-06 AUTO_CLEARED 2023-09-30 2023-09-30 1",
            // 尚青's payment had come back, and 丁一鸣, of no registered household, was not yet paid.
            "MIS-03 AUTO_CLEARED 2023-09-30 2023-09-30 1",
            "MIS-04 AUTO_CLEARED 2023-09-30 2023-09-30 1",
            "SUB-01 AUTO_CLEARED 2023-09-30 2023-09-30 1",
            "SUB-01 AUTO_CLEARED 2023-09-30 2023-09-30 1",
            "SUB-01 AUTO_CLEARED 2023-09-30 2023-09-30 1");
  }

  @Test
  void theReportOfARunTellsWhatTheTablesHold() throws IOException {
    Path reports = folder.resolve("lake/_hedui/reports");
    String run =
        lake.read("ops.publication")
            .where(col("business_date").equalTo(lit(LATE)))
            .orderBy(col("published_at").desc())
            .head()
            .getAs("run_id");
    JsonNode told =
        new ObjectMapper().readTree(reports.resolve(LATE + "/" + run + ".json").toFile());
    assertThat(reports.resolve(LATE + "/" + run + ".html")).isNotEmptyFile();
    assertThat(reports.resolve("index.html")).content().contains(LATE + "/" + run + ".html");

    Row feed =
        lake.read("ops.feed")
            .where(col("run_id").equalTo(lit(run)))
            .where("NOT coalesce(earlier, false)")
            .selectExpr(
                "sum(rows_in)", "sum(rows_loaded)", "sum(rows_quarantined)", "sum(rows_duplicate)")
            .head();
    JsonNode key = told.get("key");
    assertThat(key.get("adds_up").asBoolean()).isTrue();
    assertThat(
            List.of(
                key.get("rows_in").asLong(),
                key.get("rows_loaded").asLong(),
                key.get("rows_quarantined").asLong(),
                key.get("rows_duplicate").asLong()))
        .containsExactly(feed.getLong(0), feed.getLong(1), feed.getLong(2), feed.getLong(3));

    Dataset<Row> now = lake.read("gold.exception_case", LATE).select("exception_id", "open");
    Dataset<Row> then =
        lake.read("gold.exception_case", EARLY).selectExpr("exception_id", "open AS was_open");
    // At most one row a case on either side.
    Row flow =
        now.join(then, "exception_id", "full")
            .selectExpr(
                "count_if(open)",
                "count_if(was_open)",
                "count_if(open AND was_open IS NULL)",
                "count_if(was_open AND NOT open)")
            .head();
    JsonNode total = told.at("/facts/cases/total");
    assertThat(total.get("open").asLong()).isEqualTo(flow.getLong(0)).isPositive();
    assertThat(total.get("before").asLong()).isEqualTo(flow.getLong(1)).isPositive();
    assertThat(total.get("fresh").asLong()).isEqualTo(flow.getLong(2)).isPositive();
    assertThat(total.get("cleared").asLong()).isEqualTo(flow.getLong(3)).isEqualTo(6);
    assertThat(told.at("/facts/before/business_date").asText()).isEqualTo(EARLY.toString());
    assertThat(key.get("persons").asLong()).isEqualTo(lake.read("gold.person", LATE).count());
  }

  @Test
  void everyRowOfEveryFileIsLoadedQuarantinedOrDuplicate() throws IOException {
    List<String> feed =
        texts(
            lake.read("ops.feed")
                .where(col("business_date").equalTo(lit(LATE)))
                .selectExpr(
                    "concat_ws(' ', source_file, rows_in, rows_loaded, rows_quarantined,"
                        + " rows_duplicate)"));

    assertThat(feed).containsExactlyInAnyOrderElementsOf(feedByHand());
    assertThat(feed)
        .contains(
            "aid_payment/2023-09-30/payments.csv 2 1 0 1",
            "aid_payment/2023-11-30/payments.csv 12 10 1 1",
            "asset_register/2023-11-30/without_kind.csv 1 0 1 0",
            "social_assistance/2023-11-30/assistance_copy.csv 7 0 0 7");
  }

  /** Counts the lines of the landing folder and the rows of bronze. */
  private static List<String> feedByHand() throws IOException {
    Map<String, Long> quarantined = rowsByFile(lake.read("bronze.quarantine"));
    Map<String, Long> duplicate = rowsByFile(lake.read("bronze.duplicate"));
    Map<String, Long> superseded =
        rowsByFile(lake.read("bronze.duplicate").where("reason = 'SAME_KEY'"));
    Map<String, Long> bronze = new TreeMap<>();
    Fixtures.schemas().contracts().values().stream()
        .filter(contract -> contract.kind() != Contract.Kind.TABLE)
        .forEach(contract -> bronze.putAll(rowsByFile(lake.read("bronze." + contract.name()))));
    List<String> feed = new ArrayList<>();
    for (Path file : countingOn(LATE)) {
      String name = landing.relativize(file).toString();
      long rows = Files.readAllLines(file).size() - 1L;
      long loaded = bronze.getOrDefault(name, 0L) - superseded.getOrDefault(name, 0L);
      long bad = quarantined.getOrDefault(name, 0L);
      long twice = duplicate.getOrDefault(name, 0L);
      assertThat(loaded + bad + twice).as(name).isEqualTo(rows);
      feed.add("%s %d %d %d %d".formatted(name, rows, loaded, bad, twice));
    }
    return feed;
  }

  /**
   * Of snapshots the newest delivery, of payments, references, the late payroll and the registries
   * whose deliveries are compared all files.
   */
  private static List<Path> countingOn(LocalDate businessDate) throws IOException {
    try (var files = Files.walk(landing)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file ->
                  List.of(
                              "reference",
                              "aid_payment",
                              "fiscal_payroll",
                              "poverty_register",
                              "student_register")
                          .contains(landing.relativize(file).getName(0).toString())
                      || file.getParent().endsWith(businessDate.toString()))
          .toList();
    }
  }

  private static Map<String, Long> rowsByFile(Dataset<Row> rows) {
    return rows.groupBy("source_file").count().collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
  }

  @Test
  void theSameDateGivesTheSameRowsWhateverRanBefore() {
    assertThat(earlyFirst).hasSizeGreaterThan(200);
    assertThat(lake.publishedDate()).contains(LATE);

    lake.run(EARLY, landing);

    assertThat(lake.publishedDate()).contains(EARLY);
    assertThat(lake.published()).isEqualTo(earlyFirst);
  }

  @Tag("slow") // Two whole runs, read whole.
  @Test
  void aDateRunAgainAtOnceLeavesEveryTableAsItWas() {
    lake.run(EARLY, landing);
    List<String> once = lake.everything(EARLY);
    lake.run(EARLY, landing);

    assertThat(lake.everything(EARLY)).isEqualTo(once);
  }

  @Tag("slow") // Many whole runs.
  @Test
  void theOrderOfDatesAndAFailureInBetweenLeaveNoTrace() {
    LawLake backwards = new LawLake(folder.resolve("backwards"), SCHEMAS);
    backwards.run(LATE, landing);
    backwards.run(EARLY, landing);
    assertThat(backwards.slice(EARLY)).isEqualTo(earlyFirst);

    List<Stage> stages = new ArrayList<>(TestTerminal.stages());
    stages.set(6, new CrashingStage(stages.get(6)));
    assertThat(backwards.run(LATE, landing, stages)).isEqualTo(1);
    assertThat(backwards.published()).isEqualTo(earlyFirst);
    assertThat(backwards.restart(stages)).isEqualTo(1);
    assertThat(backwards.restart(stages)).isZero();

    assertThat(backwards.slice(LATE)).isEqualTo(lake.slice(LATE));
    assertThat(backwards.published()).isEqualTo(lake.slice(LATE));
  }

  @Tag("slow") // Many whole runs.
  @Test
  void aRunWhoseStagesAllFailTwiceEndsLikeAnUndisturbedOne() {
    LawLake crashing = new LawLake(folder.resolve("crashing"), SCHEMAS);
    List<CrashingStage> stages = TestTerminal.stages().stream().map(CrashingStage::new).toList();

    assertThat(crashing.run(EARLY, landing, stages)).isEqualTo(1);
    for (int failure = 2; failure <= 2 * stages.size(); failure++) {
      assertThat(crashing.publishedDate()).as("after failure %d", failure - 1).isEmpty();
      assertThat(crashing.restart(stages)).as("restart %d", failure - 1).isEqualTo(1);
    }
    assertThat(crashing.restart(stages)).isZero();

    assertThat(crashing.slice(EARLY)).isEqualTo(earlyFirst);
    assertThat(crashing.published()).isEqualTo(earlyFirst);
  }

  @Tag("slow") // A process of its own.
  @Test
  void aKillBetweenTheTablesOfAStageLeavesNoTrace() throws IOException, InterruptedException {
    Path root = folder.resolve("killed");
    Process process =
        TestTerminal.process(
            "run",
            "--business-date=" + EARLY,
            "--landing=" + landing,
            "--lake=" + root,
            "--conf=spark.delta.logStore.file.impl=" + KillingLogStore.class.getName());
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(KillingLogStore.EXIT);
    LawLake killed = new LawLake(root, SCHEMAS);
    assertThat(killed.has("silver.membership")).isTrue();
    assertThat(root.resolve("silver/household/business_date=" + EARLY)).isNotEmptyDirectory();
    assertThat(killed.has("silver.household")).isFalse();
    assertThat(killed.has("silver.person")).isFalse();

    assertThat(killed.restart(TestTerminal.stages())).isZero();

    assertThat(killed.slice(EARLY)).isEqualTo(earlyFirst);
    assertThat(killed.published()).isEqualTo(earlyFirst);
    assertThat(killed.definition("silver.household"))
        .isEqualTo(lake.definition("silver.household"));
  }

  @Test
  void questionsOfAnalystsAreAnsweredOverTheEndpointFromGoldAlone()
      throws IOException, SQLException {
    try (TestEndpoint endpoint = new TestEndpoint(folder.resolve("lake"), folder.resolve("users"));
        Connection analyst = endpoint.connect("analyst");
        Stream<Path> files = Files.list(Fixtures.home().resolve("notebooks/sql"))) {
      List<Path> questions = files.sorted().toList();
      assertThat(questions).hasSize(10);
      int answered = 0;
      for (Path question : questions) {
        String sql = Files.readString(question);
        String header =
            sql.lines().takeWhile(line -> line.startsWith("--")).collect(Collectors.joining("\n"));
        try (Statement statement = analyst.createStatement();
            ResultSet result = statement.executeQuery(sql)) {
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            // Every column is told of above the statement.
            assertThat(header)
                .as("%s", question)
                .containsPattern("\\b" + result.getMetaData().getColumnLabel(i) + "\\b");
          }
          answered += result.next() ? 1 : 0;
        }
      }
      // In a county of 18 persons most cells are too small to be shown.
      assertThat(answered).isGreaterThanOrEqualTo(4);
      assertThat(
              TestEndpoint.rows(
                  analyst, "SELECT count(*) FROM as_of('gold.person', DATE '%s')".formatted(EARLY)))
          .containsExactly(String.valueOf(lake.read("gold.person", EARLY).count()));
      assertThat(
              TestEndpoint.rows(
                  analyst, "SELECT DISTINCT business_date FROM history.exception_case ORDER BY 1"))
          .containsExactly(EARLY.toString(), LATE.toString());
    }
  }

  @Test
  void personsKeepTheirIdsFromDeliveryToDelivery() {
    Map<String, String> early = personsByNumber(lake, EARLY);
    Map<String, String> late = personsByNumber(lake, LATE);

    // Eleven of the poverty register, five more pupils, two more on assistance.
    assertThat(early).hasSize(18);
    String lost = early.remove(MiniCounty.withNumbers("#丁老五"));
    assertThat(late).containsAllEntriesOf(early);
    // A spreadsheet destroyed this number; the record is recognised by its key and name.
    assertThat(personsByRecord(lake, LATE)).contains("social_assistance " + KEPT_KEY + " " + lost);
    assertThat(
            texts(
                lake.read("silver.person_event", LATE)
                    .where(col("person_id").equalTo(lost))
                    .select("event")))
        .isEmpty();
  }

  @Test
  void everyChangeOfAPersonIsTold() {
    Dataset<Row> events = lake.read("silver.person_event", LATE);
    assertThat(lake.read("silver.person_event", EARLY).where("event <> 'CREATED'").count())
        .isZero();
    assertThat(lake.read("silver.person_event", EARLY).count())
        .isEqualTo(lake.read("silver.person", EARLY).count());

    Dataset<Row> before = lake.read("silver.person", EARLY).select("person_id");
    Dataset<Row> now = lake.read("silver.person", LATE).select("person_id");
    assertThat(events.where("event = 'CREATED'").select("person_id").except(now.except(before)))
        .matches(Dataset::isEmpty);
    assertThat(now.except(before).count()).isEqualTo(events.where("event = 'CREATED'").count());
    // What joined a known person is exactly what that person has beyond its records of before.
    Dataset<Row> earlier = lake.read("silver.identity_link", EARLY).select("lasting_id");
    assertThat(
            texts(
                lake.read("silver.identity_link", LATE)
                    .join(earlier, new String[] {"lasting_id"}, "left_anti")
                    .join(before, "person_id")
                    .select("record_id")))
        .containsExactlyInAnyOrderElementsOf(
            texts(events.where("event = 'JOINED'").select("record_id")));
  }

  /** Person id by the valid ID number that is the person's own. */
  private static Map<String, String> personsByNumber(LawLake lake, LocalDate businessDate) {
    return lake
        .read("silver.person", businessDate)
        .where("id18 IS NOT NULL")
        .select("id18", "person_id")
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
  }

  @Test
  void theOrderOfRowsAndFilesDoesNotMatter() throws IOException {
    Path copy = MiniCounty.write(Files.createDirectory(folder.resolve("shuffled")));
    for (String file :
        List.of(
            "poverty_register/2023-11-30/poverty.csv",
            "student_register/2023-11-30/pupils.csv",
            "household_registration/2023-11-30/hukou.csv")) {
      splitBackwards(copy.resolve(file));
    }
    LawLake shuffled = new LawLake(folder.resolve("lake of shuffled"), SCHEMAS);
    assertThat(shuffled.run(LATE, copy, TestTerminal.stages().subList(0, 4))).isZero();

    // This lake knows of no earlier date, and so not whose the lost number was.
    assertThat(withoutKept(personsByRecord(shuffled, LATE)))
        .isEqualTo(withoutKept(personsByRecord(lake, LATE)));
    assertThat(shuffled.read("silver.person", LATE).count())
        .isEqualTo(lake.read("silver.person", LATE).count());
  }

  /** Turns the rows round and deals them out to two files. */
  private static void splitBackwards(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> rows = new ArrayList<>(lines.subList(1, lines.size()));
    Collections.reverse(rows);
    List<String> first = new ArrayList<>(List.of(lines.get(0)));
    List<String> second = new ArrayList<>(List.of(lines.get(0)));
    for (int i = 0; i < rows.size(); i++) {
      (i % 2 == 0 ? first : second).add(rows.get(i));
    }
    Files.write(file, first);
    Files.write(file.resolveSibling("a.csv"), second);
  }

  private static List<String> withoutKept(List<String> records) {
    return records.stream().filter(record -> !record.contains(KEPT_KEY)).toList();
  }

  private static List<String> personsByRecord(LawLake lake, LocalDate businessDate) {
    return texts(
            lake.read("silver.identity_link", businessDate)
                .select(concat_ws(" ", col("registry"), col("record_key"), col("person_id"))))
        .stream()
        .sorted()
        .toList();
  }

  @Test
  void aDeliveryWithoutNumbersIsRefusedAndThePublishedRunStays() throws IOException {
    LocalDate next = LocalDate.of(2023, 12, 31);
    Path copy = MiniCounty.write(Files.createDirectory(folder.resolve("unusable")));
    Path delivery = Files.createDirectories(copy.resolve("student_register/" + next));
    String good = Files.readString(copy.resolve("student_register/2023-11-30/pupils.csv"));
    Files.writeString(delivery.resolve("pupils.csv"), good.replaceAll("居民身份证,[0-9X]+,", "居民身份证,,"));
    Optional<LakeCatalog.Publication> published = lake.publication();
    assertThat(published).isPresent();

    assertThat(lake.run(next, copy, TestTerminal.stages())).isEqualTo(3);

    // It names the version of every table, and a version never changes.
    assertThat(lake.publication()).isEqualTo(published);
    assertThat(
            texts(
                lake.read("ops.quality_result")
                    .where(col("business_date").equalTo(lit(next)))
                    .where("state = 'failed' AND severity = 'error'")
                    .select("quality_id")))
        .containsExactly("student_register.id_no.usable");
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getString(0)).toList();
  }
}
