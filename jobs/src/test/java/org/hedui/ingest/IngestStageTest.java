package org.hedui.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.SparkTest;
import org.hedui.contract.Contract;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.stage.CurrentRows;
import org.hedui.stage.RunContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkTest.class)
class IngestStageTest {
  private static final Path HOME = Path.of(System.getenv("HEDUI_HOME"));
  private static final Schemas SCHEMAS = SchemasLoader.require(HOME.resolve("schemas"));
  private static final LocalDate OCTOBER = LocalDate.of(2023, 10, 31);
  private static final LocalDate NOVEMBER = LocalDate.of(2023, 11, 30);
  private static final String PAYROLL = "姓名,身份证号,单位名称,金额\n";

  @TempDir Path folder;
  private Path landing;
  private Lake lake;

  @BeforeEach
  void open() {
    landing = folder.resolve("landing");
    lake = lake(TestContracts.payroll(Contract.Load.INCREMENT), TestContracts.assistance());
  }

  /** A lake with these registries and the house's contracts of the tables written. */
  private Lake lake(Contract... registries) {
    Map<String, Contract> contracts = new HashMap<>();
    for (String table : List.of("bronze.quarantine", "bronze.duplicate", "ops.feed")) {
      contracts.put(table, SCHEMAS.contract(table));
    }
    for (Contract registry : registries) {
      contracts.put(registry.name(), registry);
    }
    Schemas schemas =
        new Schemas(
            contracts,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            SCHEMAS.hash());
    return new Lake(SparkTest.session(), folder.resolve("lake").toString(), schemas);
  }

  private void put(String path, String content) throws IOException {
    Path file = landing.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  private RunContext run(LocalDate businessDate) {
    RunContext context =
        new RunContext(lake, businessDate, landing.toString(), "run-" + businessDate);
    new IngestStage().run(context);
    return context;
  }

  private Dataset<Row> table(String name) {
    return lake.read(TableName.of(name));
  }

  /**
   * The feed of a run, of the deliveries that count: source file to state, reason and rows in,
   * loaded, quarantined, duplicate.
   */
  private Map<String, String> feed(LocalDate businessDate) {
    return lake
        .read(TableName.of("ops.feed"))
        .where("business_date = '%s' AND NOT earlier".formatted(businessDate))
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getAs("source_file"),
                row ->
                    Stream.of(
                            "state",
                            "reason",
                            "rows_in",
                            "rows_loaded",
                            "rows_quarantined",
                            "rows_duplicate")
                        .map(column -> String.valueOf(row.<Object>getAs(column)))
                        .collect(Collectors.joining(" ")),
                (left, right) -> left + right,
                TreeMap::new));
  }

  private static List<String> values(Dataset<Row> rows, String expression) {
    return rows.selectExpr(expression).collectAsList().stream()
        .map(row -> String.valueOf(row.get(0)))
        .sorted()
        .toList();
  }

  @Test
  void everyRowIsLoadedQuarantinedOrADeclaredDuplicate() throws IOException {
    String rows = "甲,1,一中,\n乙 ,2,二中,5\n乙,2, 二中,5\n丙,3,三,中,7\n王?辉,4,四中,\n丁,,四中,\n丁,,四中,\n";
    put("payroll/2023-10-31/a.csv", PAYROLL + rows);
    put("payroll/2023-10-31/a(1).csv", PAYROLL + rows);
    put("payroll/2023-10-31/b.csv", "姓名,号（原）,单位名称\n戊,5,五中\n");
    put("payroll/2023-10-31/c.xlsx", "no workbook");
    put("upload/x.csv", "x");
    run(OCTOBER);
    assertThat(feed(OCTOBER))
        .isEqualTo(
            Map.of(
                "payroll/2023-10-31/a.csv", "LOADED null 7 5 1 1",
                "payroll/2023-10-31/a(1).csv", "DUPLICATE SAME_FILE 7 0 0 7",
                "payroll/2023-10-31/b.csv", "REJECTED HEADER_UNMAPPED 1 0 1 0",
                "payroll/2023-10-31/c.xlsx", "REJECTED NOT_WHAT_NAME_SAYS 0 0 0 0",
                "upload/x.csv", "UNKNOWN_REGISTRY UNKNOWN_REGISTRY 0 0 0 0"));
    assertThat(values(table("bronze.payroll"), "concat_ws('|', source_row, name, id_no, amount)"))
        .containsExactly("2|甲|1", "3|乙 |2|5", "6|王?辉|4", "7|丁", "8|丁");
    assertThat(values(table("bronze.payroll").where("size(damaged) > 0"), "damaged[0]"))
        .containsExactly("name");
    assertThat(
            values(
                table("bronze.quarantine"), "concat_ws('|', reason, source_row, raw[0], detail)"))
        .containsExactly(
            "FILE_HEADER_UNMAPPED|2|戊|Required columns are missing: 身份证号.",
            "ROW_TOO_LONG|5|丙|5 cells, the header has 4");
    assertThat(values(table("bronze.duplicate"), "concat_ws('|', reason, source_file, source_row)"))
        .contains("SAME_ROW|payroll/2023-10-31/a.csv|4", "SAME_FILE|payroll/2023-10-31/a(1).csv|8")
        .hasSize(8);
    assertThat(
            table("bronze.duplicate")
                .as("d")
                .join(table("bronze.payroll").as("p"), "record_id")
                .count())
        .isZero();
    assertThat(lake.exists(TableName.of("bronze.assistance"))).isFalse();
  }

  private static Dataset<Row> current(RunContext context, Contract contract) {
    return CurrentRows.read(context.lake(), contract, CurrentRows.deliveries(context));
  }

  @Test
  void theLastRowOfAKeyCountsWhateverRanBefore() throws IOException {
    put("payroll/2023-10-31/a.csv", PAYROLL + "甲,x1,一中,1\n乙,2,二中,2\n");
    put("payroll/2023-11-30/a.csv", PAYROLL + "甲, Ｘ1,一中,3\n");
    put("payroll/2023-11-30/b.csv", PAYROLL + "甲,X1,一中,4\n丙,3,三中,5\n");
    put("payroll/2023-11-30/copy.csv", PAYROLL + "甲,x1,一中,1\n乙,2,二中,2\n");
    RunContext november = run(NOVEMBER);
    Contract contract = TestContracts.payroll(Contract.Load.INCREMENT);
    Map<String, String> feed = feed(NOVEMBER);
    assertThat(feed)
        .isEqualTo(
            Map.of(
                "payroll/2023-10-31/a.csv", "LOADED null 2 1 0 1",
                "payroll/2023-11-30/a.csv", "LOADED null 1 0 0 1",
                "payroll/2023-11-30/b.csv", "LOADED null 2 2 0 0",
                "payroll/2023-11-30/copy.csv", "DUPLICATE SAME_FILE 2 0 0 2"));
    assertThat(values(current(november, contract), "concat(name, amount)"))
        .containsExactly("丙5", "乙2", "甲4");
    List<String> duplicates = values(table("bronze.duplicate"), "to_json(struct(*))");

    RunContext october = run(OCTOBER);
    assertThat(feed(OCTOBER)).isEqualTo(Map.of("payroll/2023-10-31/a.csv", "LOADED null 2 2 0 0"));
    assertThat(values(current(october, contract), "concat(name, amount)"))
        .containsExactly("乙2", "甲1");
    assertThat(values(table("bronze.duplicate"), "to_json(struct(*))")).isEqualTo(duplicates);

    run(NOVEMBER);
    assertThat(feed(NOVEMBER)).isEqualTo(feed);
    assertThat(values(table("bronze.duplicate"), "to_json(struct(*))")).isEqualTo(duplicates);
  }

  @Test
  void aDeliveryIsReplacedExactly() throws IOException {
    put("payroll/2023-11-30/a.csv", PAYROLL + "甲,1,一中,,\n乙,2,二中,\n");
    put("assistance/2023-10-31/a.csv", "证号,序号,姓名\nD1,1,甲\n,,,\nD2,1,乙,\n");
    put("assistance/2023-11-30/a.csv", "证号,序号,姓名\nD3,1,丙\nD4,1,丁,\n");
    run(OCTOBER);
    run(NOVEMBER);
    assertThat(values(table("bronze.assistance"), "concat(delivery_date, card_no)"))
        .containsExactly("2023-10-31D1", "2023-11-30D3");
    assertThat(values(table("bronze.quarantine"), "concat(registry, delivery_date, source_row)"))
        .containsExactly("assistance2023-10-314", "assistance2023-11-303", "payroll2023-11-302");

    put("assistance/2023-11-30/a.csv", "证号,序号,姓名\nD5,1,丙\nD6,1,丁\n");
    run(NOVEMBER);
    assertThat(values(table("bronze.assistance"), "concat(delivery_date, card_no)"))
        .containsExactly("2023-10-31D1", "2023-11-30D5", "2023-11-30D6");
    assertThat(values(table("bronze.quarantine"), "concat(registry, delivery_date, source_row)"))
        .containsExactly("assistance2023-10-314", "payroll2023-11-302");
  }

  @Test
  void rowsThatDoNotAddUpFailTheStage() {
    LandedFile file = new LandedFile("payroll", NOVEMBER, "payroll/2023-11-30/a.csv", "");
    FileFacts facts =
        new FileFacts(
            file,
            "",
            1L,
            null,
            null,
            1,
            FileFacts.State.LOADED,
            null,
            null,
            9,
            List.of(),
            List.of(),
            null);
    new FileCounts(4, 1, 3, 1).check(facts);
    assertThatThrownBy(() -> new FileCounts(5, 1, 2, 0).check(facts))
        .isInstanceOf(HeduiException.class)
        .hasMessageContainingAll("payroll/2023-11-30/a.csv", "9", "5", "1", "2");
  }

  @Test
  void theSampleCountyIsAccountedForToTheRow() {
    landing = HOME.resolve("demo/landing");
    lake = new Lake(SparkTest.session(), folder.resolve("lake").toString(), SCHEMAS);
    run(NOVEMBER);
    Map<String, String> feed = feed(NOVEMBER);
    assertThat(feed)
        .containsEntry(
            "poverty_register/2023-11-30/青岚县一片区扶贫人员(1).xlsx", "DUPLICATE SAME_FILE 636 0 0 636")
        .containsEntry(
            "student_register/2023-11-30/青岚县第一学区学籍_补报.csv", "DUPLICATE SAME_FILE 825 0 0 825")
        .containsEntry("student_register/2023-11-30/青岚县第一学区学籍.csv", "LOADED null 825 823 2 0")
        .containsEntry(
            "disability_certificate/2023-11-30/青岚县持证残疾人_2.csv",
            "REJECTED HEADER_UNMAPPED 119 0 119 0")
        .containsEntry(
            "household_registration/2023-11-30/青岚县户籍人口_1.csv", "LOADED null 3056 3050 4 2")
        .containsEntry("aid_payment/2023-10-31/资助发放明细_202310.csv", "LOADED null 150 149 0 1")
        .containsEntry(
            "temp_upload/2023-11-30/请删除.csv", "UNKNOWN_REGISTRY UNKNOWN_REGISTRY 0 0 0 0")
        .hasSize(30);
    long[] sums = new long[4];
    feed.values()
        .forEach(
            line -> {
              String[] parts = line.split(" ", -1);
              Arrays.setAll(sums, i -> sums[i] + Long.parseLong(parts[i + 2]));
            });
    assertThat(sums).containsExactly(12437, 10834, 129, 1474);
    assertThat(
            table("bronze.duplicate")
                .where("reason = 'SAME_KEY'")
                .select("source_file")
                .distinct()
                .count())
        .isEqualTo(2);
    assertThat(table("bronze.social_assistance").where("county IS NULL OR county <> '青岚县'").count())
        .isZero();
    assertThat(table("bronze.division").count()).isEqualTo(30);
    assertThat(table("bronze.death_register").where("array_contains(damaged, 'name')").count())
        .isEqualTo(1);
  }
}
