package org.hedui.entitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.TableName;
import org.hedui.function.IdNumber;
import org.hedui.ingest.IngestStage;
import org.hedui.lake.Lake;
import org.hedui.lake.SparkSessions;
import org.hedui.link.registry.LinkStage;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.hedui.stage.TermHistory;
import org.hedui.standardise.StandardiseStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Months at school, from the files of a term's deliveries to the entitlement. */
@Tag("laws")
@ExtendWith(SparkTest.class)
class TermHistoryTest {
  private static final LocalDate SEPTEMBER = LocalDate.of(2023, 9, 30);
  private static final LocalDate OCTOBER = LocalDate.of(2023, 10, 31);
  private static final LocalDate NOVEMBER = LocalDate.of(2023, 11, 30);
  private static final TableName HISTORY = TableName.of("silver.enrolment_history");
  private static final TableName ENTITLEMENT = TableName.of("silver.entitlement");

  private static final String PACK =
      """
      locality: "529921"
      name: {zh: 某县, en: A county}
      source: 办法
      confirmed: true
      programmes:
        - code: SOCIAL
          policy_id: 529921-SOCIAL
          basis: P07
          title: {zh: 补助, en: Subsidy}
          from_term: 2023-1
          eligible: stage = 'PRI'
          standards: [{yuan: 1000, reason: {zh: 小学生, en: Primary pupil}}]
          period: year
          prorate: month
          confirmed: true
      """;

  @TempDir Path folder;
  private Path landing;
  private SparkSession session;

  @BeforeEach
  void deliver() throws IOException {
    landing = Files.createDirectory(folder.resolve("landing"));
    write(
        "reference/school.csv",
        "学校标识码,名称,学段,县代码,乡代码,城乡类型\n2152990001,一小,小学,529921,529921100,镇区\n2152990002,二小,小学,529921,529921100,镇区\n");
    deliver(
        "2023-08-31",
        row("stays", 1, "在读", "202209"),
        row("moves", 1, "在读", "202209"),
        row("gone", 1, "在读", "202209"));
    deliver(
        SEPTEMBER.toString(),
        row("stays", 1, "在读", "202209"),
        row("rests", 1, "在读", "202209"),
        row("moves", 1, "在读", "202209"),
        row("gone", 1, "转出", "202209"));
    deliver(
        OCTOBER.toString(),
        row("stays", 1, "在读", "202209"),
        row("rests", 1, "在读", "202209"),
        row("moves", 1, "转出", "202209"),
        row("moves", 2, "在读", "202310"),
        row("gone", 1, "转出", "202209"));
    deliver(
        NOVEMBER.toString(),
        row("stays", 1, "在读", "202209"),
        row("rests", 1, "休学", "202209"),
        row("moves", 1, "转出", "202209"),
        row("moves", 2, "在读", "202310"),
        row("comes", 2, "在读", "202311"),
        row("gone", 1, "转出", "202209"));
    session = SparkTest.session().newSession();
    SparkSessions.fit(session, landing.toString());
  }

  private void deliver(String date, String... rows) throws IOException {
    write(
        "student_register/" + date + "/pupils.csv",
        "学籍号,姓名,身份证件号,学校标识码,学段,年级,就读方式,学生当前状态,入学年月\n" + String.join("", rows));
  }

  private static String row(String who, int school, String state, String entry) {
    int person = List.of("stays", "rests", "moves", "gone", "comes").indexOf(who);
    String digits = "5299212013051" + person + "10" + person;
    String id = digits + IdNumber.checkDigit(digits);
    return "G%s,%s,%s,215299000%d,小学,四年级,走读,%s,%s\n"
        .formatted(id, List.of("江一", "何明", "鲁田", "尚青", "丁义").get(person), id, school, state, entry);
  }

  private void write(String path, String text) throws IOException {
    Path file = landing.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Schemas prorating() throws IOException {
    Path pack = Files.writeString(folder.resolve("pack.yaml"), PACK);
    SchemasLoader.Changed changed =
        SchemasLoader.loadWithPolicy(Fixtures.home().resolve("schemas"), pack);
    assertThat(changed.loaded().faults()).isEmpty();
    return changed.loaded().schemas().orElseThrow();
  }

  private Lake run(String name, Schemas schemas, LocalDate... dates) {
    Lake lake = new Lake(session, folder.resolve(name).toString(), schemas);
    for (LocalDate date : dates) {
      run(lake, date, new IngestStage(), new StandardiseStage(), new LinkStage());
      run(lake, date, new EntitleStage());
    }
    return lake;
  }

  private void run(Lake lake, LocalDate date, Stage... stages) {
    RunContext context = new RunContext(lake, date, landing.toString(), "run of " + date);
    for (Stage stage : stages) {
      stage.run(context);
    }
  }

  private static List<String> texts(Lake lake, TableName table, LocalDate date, String columns) {
    List<String> texts = new ArrayList<>();
    lake.read(table, date)
        .selectExpr("concat_ws(' ', " + columns + ")")
        .collectAsList()
        .forEach(row -> texts.add(row.getString(0)));
    texts.sort(null);
    return texts;
  }

  @Test
  void monthsComeFromTheDeliveriesOfTheTermWhateverRanBefore() throws IOException {
    Schemas schemas = prorating();
    Lake fresh = run("fresh", schemas, NOVEMBER);
    Lake after = run("after", schemas, OCTOBER, NOVEMBER);

    assertThat(texts(fresh, ENTITLEMENT, NOVEMBER, "amount, enrolment_record_id"))
        .hasSize(4)
        .isEqualTo(texts(after, ENTITLEMENT, NOVEMBER, "amount, enrolment_record_id"));
    assertThat(texts(fresh, ENTITLEMENT, NOVEMBER, "amount, regexp_extract(reason, '在校(.*)', 1)"))
        .containsExactlyInAnyOrder(
            "500.00 2023-09、2023-10、2023-11、2023-12、2024-01（5个月），按5/5计500.00元",
            // In state 在读 on 31 October, so the first of November counts.
            "300.00 2023-09、2023-10、2023-11（3个月），按3/5计300.00元",
            // September and the first of October at the old school, the rest at the new one.
            "500.00 2023-11、2023-12、2024-01（3个月），按3/5计300.00元；另：小学生；类别NONE；"
                + "年标准1000元，本学期500.00元；本学期在校2023-09、2023-10（2个月），按2/5计200.00元",
            "300.00 2023-11、2023-12、2024-01（3个月），按3/5计300.00元");

    // The contract has the run of October take in that of August, but it is of no month of the
    // term:
    // who was gone by the first delivery of the term is owed nothing.
    assertThat(after.read(HISTORY, OCTOBER).where("delivery_date < DATE'2023-09-01'").count())
        .isEqualTo(3);
    assertThat(after.read(ENTITLEMENT, OCTOBER).count()).isEqualTo(3);

    // Earlier deliveries lie in bronze and in the feed and are told apart; that of August does not.
    assertThat(
            fresh
                .read(TableName.of("bronze.student_register"))
                .select("delivery_date")
                .distinct()
                .count())
        .isEqualTo(3);
    assertThat(fresh.read(TableName.of("silver.student_register"), NOVEMBER).count()).isEqualTo(6);
    assertThat(fresh.read(TableName.of("ops.feed")).where("earlier").count()).isEqualTo(2);
    assertThat(fresh.read(HISTORY, NOVEMBER).count()).isEqualTo(9);

    Lake house = new Lake(session, fresh.root(), Fixtures.schemas());
    run(house, NOVEMBER, new EntitleStage());
    assertThat(house.read(ENTITLEMENT, NOVEMBER).count()).isZero();
  }

  @Test
  void withoutAProgrammeThatCountsMonthsNoEarlierDeliveryIsWanted() throws IOException {
    Lake nowhere = new Lake(session, folder.toString(), Fixtures.schemas());
    assertThat(TermHistory.from(new RunContext(nowhere, NOVEMBER, "", "test"))).isEmpty();
    Lake prorating = new Lake(session, folder.toString(), prorating());
    assertThat(TermHistory.from(new RunContext(prorating, NOVEMBER, "", "test")))
        .contains(LocalDate.of(2023, 9, 1));
    assertThat(TermHistory.from(new RunContext(prorating, LocalDate.of(2024, 3, 31), "", "test")))
        .contains(LocalDate.of(2024, 2, 1));
  }
}
