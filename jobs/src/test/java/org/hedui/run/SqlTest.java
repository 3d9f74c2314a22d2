package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.SparkTest;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hedui sql} over a lake with one published run and a half finished one after it. */
@ExtendWith(SparkTest.class)
class SqlTest {
  private static final LocalDate PUBLISHED = LocalDate.of(2023, 10, 31);
  private static final LocalDate UNFINISHED = LocalDate.of(2023, 11, 30);

  @TempDir private static Path folder;
  private static Path root;

  @BeforeAll
  static void makeLake() throws IOException {
    root = folder.resolve("a lake");
    SparkSession spark = SparkTest.session();
    Lake lake = new Lake(spark, root.toString(), SchemasLoader.require(TestSchemas.write(folder)));
    TableName person = TableName.of("gold.person");
    lake.replace(person, persons("VALUES ('p1', '1'), ('p2', NULL)"), PUBLISHED);
    long version = lake.version(person);
    lake.replaceRun(
        TableName.of("ops.publication"),
        spark.sql(
            "SELECT DATE'%s' AS business_date, current_timestamp() AS published_at,"
                    .formatted(PUBLISHED)
                + " map('gold.person', %dL) AS versions".formatted(version)),
        "run-1");
    lake.replace(person, persons("VALUES ('p1', '2')"), PUBLISHED);
    lake.replace(person, persons("VALUES ('p3', '2')"), UNFINISHED);
    lake.replace(
        TableName.of("silver.person"),
        spark.sql("SELECT 'p3' AS person_id, '某' AS name"),
        UNFINISHED);
  }

  private static Dataset<Row> persons(String values) {
    return SparkTest.session()
        .sql("SELECT col1 AS person_id, col2 AS sex_code FROM (%s)".formatted(values));
  }

  private static TestTerminal sql(int exitCode, String... args) {
    TestTerminal terminal = new TestTerminal(Map.of("HEDUI_LAKE", root.toString()));
    String[] all = new String[args.length + 1];
    all[0] = "sql";
    System.arraycopy(args, 0, all, 1, args.length);
    int actual = terminal.execute(List.of(), all);
    assertThat(actual).as("%s", terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  @Test
  void readersSeeThePublishedRowsOfThePublishedVersion() {
    assertThat(sql(0, "SELECT * FROM gold.person ORDER BY person_id").out())
        .isEqualTo(
            """
            person_id  sex_code  business_date
            ---------  --------  -------------
            p1         1         2023-10-31
            p2         NULL      2023-10-31
            (2 rows)
            """);
  }

  @Test
  void aPastDateIsShownAsItWasPublished() {
    String asOf =
        "WITH past AS (SELECT * FROM as_of('gold.person', DATE '2023-12-01')) SELECT person_id,"
            + " business_date FROM past JOIN gold.person USING (person_id, business_date) ORDER BY 1";
    assertThat(sql(0, asOf, "--format=csv").out())
        .isEqualTo("person_id,business_date\r\np1,2023-10-31\r\np2,2023-10-31\r\n");
    assertThat(sql(0, "SELECT count(*) AS n FROM history.person", "--format=csv").out())
        .isEqualTo("n\r\n2\r\n");
    assertThat(sql(2, "SELECT * FROM as_of('gold.person', DATE '2023-10-30')").err())
        .contains("[NOTHING_PUBLISHED]");
    assertThat(sql(2, "SELECT * FROM as_of('gold.person; DROP', DATE '2023-10-31')").err())
        .contains("[SQL_INVALID] as_of takes");
  }

  @Test
  void theUnpublishedSliceIsShownToWhoAsksForIt() {
    assertThat(sql(0, "SELECT person_id FROM gold.person", "--unpublished", "--format=csv").out())
        .isEqualTo("person_id\r\np3\r\n");
    assertThat(sql(0, "select name from silver.person", "--unpublished", "--format=csv").out())
        .isEqualTo("name\r\n某\r\n");
  }

  @Test
  void aTableThatIsNotPublishedIsUnknownAndTheOthersAreNamed() {
    assertThat(sql(2, "SELECT * FROM silver.person").err())
        .startsWith("hedui: [TABLE_UNKNOWN]")
        .contains("gold: person")
        .contains("ops: publication");
  }

  @Test
  void csvQuotesAndLeavesNullEmpty() {
    assertThat(
            sql(0, "SELECT '=1+1, \"a\"' AS `人`, NULL AS b, map('k', 1) AS m", "--format", "CSV")
                .out())
        .isEqualTo("人,b,m\r\n\"=1+1, \"\"a\"\"\",,\"{\"\"k\"\":1}\"\r\n");
  }

  @Test
  void jsonIsOneObjectALineWithNullsAndBothColumnsOfAName() throws IOException {
    Path file = folder.resolve("out.json");
    sql(0, "VALUES (1, NULL), (2, '人')", "--format=json", "--output=" + file);
    assertThat(file).hasContent("{\"col1\":1,\"col2\":null}\n{\"col1\":2,\"col2\":\"人\"}");

    assertThat(sql(0, "SELECT 1 AS a, 2 AS a", "--format=json").out())
        .isEqualTo("{\"a\":1,\"a_2\":2}\n");
  }

  @Test
  void aLongTableIsCutAndSaysSo() {
    assertThat(sql(0, "SELECT id FROM range(5)", "--limit=2").out())
        .endsWith("1\n(the first 2 rows; more with --limit, all with --format csv)\n");
    assertThat(sql(0, "SELECT id FROM range(1001)").out()).contains("the first 1,000 rows");
  }

  @Test
  void describeShowsLabelAndDescriptionOfAColumn() {
    assertThat(sql(0, "DESCRIBE gold.person").out()).contains("列person_id | A column.");
    assertThat(sql(0, "SHOW TABLES IN ops").out()).contains("publication");
    assertThat(sql(0, "EXPLAIN SELECT * FROM gold.person;").out()).contains("Physical Plan");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE gold.person",
        "WITH x AS (SELECT 1) INSERT INTO gold.person SELECT * FROM x",
        "FROM gold.person INSERT INTO a SELECT * INSERT INTO b SELECT *",
        "DELETE FROM gold.person",
        "VACUUM gold.person",
        "SET a = 1",
        "CREATE TABLE x AS SELECT 1",
        "SELECT * FROM (SELECT TRANSFORM(person_id) USING 'cat' AS (x) FROM gold.person)",
        "WITH t AS (SELECT TRANSFORM(person_id) USING 'cat' AS (x) FROM gold.person) SELECT * FROM"
            + " t",
      })
  void whatDoesMoreThanReadIsRefused(String statement) {
    assertThat(sql(2, statement).err()).startsWith("hedui: [SQL_REFUSED]").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELEC 1", "SELECT nam FROM gold.person", "SELECT 1; SELECT 2", "SELECT f(1)", ""})
  void wrongSqlIsOneClearLine(String statement) {
    assertThat(sql(2, statement).err()).startsWith("hedui: [SQL_INVALID]").hasLineCount(1);
  }

  @Test
  void anEmptyLakeSaysHowToFillIt() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(sql(2, "SELECT * FROM gold.person", "--lake", empty.toString()).err())
        .contains("[TABLE_UNKNOWN]")
        .contains("hedui demo");
  }
}
