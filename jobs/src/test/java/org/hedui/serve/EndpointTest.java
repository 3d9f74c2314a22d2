package org.hedui.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real JDBC client asks for what it may have, and for what it may not. In the lake: households of
 * October and November, November published last; then October was run again and failed half way.
 */
@ExtendWith(SparkTest.class)
@TestMethodOrder(OrderAnnotation.class)
class EndpointTest {
  private static final LocalDate OCTOBER = LocalDate.of(2023, 10, 31);
  private static final LocalDate NOVEMBER = LocalDate.of(2023, 11, 30);
  private static final LocalDate DECEMBER = LocalDate.of(2023, 12, 31);
  private static final TableName HOUSEHOLD = TableName.of("gold.household");
  private static final TableName PERSON = TableName.of("restricted.person");

  @TempDir private static Path folder;
  private static Lake lake;
  private static TestEndpoint endpoint;
  private static Connection analyst;

  @BeforeAll
  static void start() throws IOException, SQLException {
    Path root = folder.resolve("a lake");
    lake = new Lake(SparkTest.session(), root.toString(), Fixtures.schemas());
    households(OCTOBER, "h1", "h2");
    persons(OCTOBER);
    publish("20231031-1-aaaaaa", OCTOBER);
    run("20231031-2-bbbbbb", OCTOBER, "FAILED");
    households(OCTOBER, "torn");
    households(NOVEMBER, "h1", "h2", "h3");
    persons(NOVEMBER);
    publish("20231130-1-cccccc", NOVEMBER);
    run("20231130-2-dddddd", NOVEMBER, "RUNNING");
    households(NOVEMBER, "unpublished");
    endpoint = new TestEndpoint(root, folder.resolve("users"));
    analyst = endpoint.connect("analyst");
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    analyst.close();
    endpoint.close();
  }

  private static void households(LocalDate date, String... ids) {
    write(
        HOUSEHOLD,
        date,
        List.of(ids).stream()
            .map(
                id ->
                    Map.of(
                        "household_id",
                        "'" + id + "'",
                        "kind",
                        "'POVERTY'",
                        "hh_class",
                        "'FPKF'",
                        "covered_members",
                        "3",
                        "size",
                        "3"))
            .toList());
  }

  private static void persons(LocalDate date) {
    write(
        PERSON, date, List.of(Map.of("person_id", "'p1'", "id_kind", "'RIC18'", "name", "'张晓明'")));
  }

  private static void write(TableName table, LocalDate date, List<Map<String, String>> rows) {
    lake.replace(table, Fixtures.rows(lake.slice(table, date).schema(), rows), date);
  }

  private static void publish(String run, LocalDate date) {
    Map<String, Long> versions = new HashMap<>();
    versions.put(HOUSEHOLD.toString(), lake.version(HOUSEHOLD));
    versions.put(PERSON.toString(), lake.version(PERSON));
    lake.publish(run, date, versions);
  }

  private static void run(String id, LocalDate date, String state) {
    TableName run = TableName.of("ops.run");
    lake.replaceRun(
        run,
        SparkTest.session()
            .sql(
                ("SELECT DATE'%s' AS business_date, 2 AS attempt, '%s' AS state, current_timestamp() AS started_at,"
                        + " CAST(NULL AS TIMESTAMP) AS ended_at, '1' AS code_version, 'x' AS schemas_hash, CAST(NULL AS STRING) AS model,"
                        + " CAST(NULL AS BOOLEAN) AS use_unconfirmed, CAST(NULL AS STRING) AS message")
                    .formatted(date, state)),
        id);
  }

  private static List<String> ask(String sql) throws SQLException {
    return TestEndpoint.rows(analyst, sql);
  }

  @Test
  void goldIsReadAsItWasPublished() throws SQLException {
    assertThat(ask("SELECT household_id FROM gold.household ORDER BY 1"))
        .containsExactly("h1", "h2", "h3");
    assertThat(
            ask(
                "WITH a AS (SELECT * FROM household), b AS (SELECT x.household_id FROM a AS x JOIN"
                    + " gold.household AS y USING (household_id) WHERE y.size IN (SELECT"
                    + " max(size) FROM a)) SELECT count(*) FROM b"))
        .containsExactly("3");
    assertThat(ask("SHOW TABLES IN gold")).containsExactly("gold,household,false");
    assertThat(ask("SHOW SCHEMAS")).containsExactly("gold", "history");
    assertThat(ask("DESCRIBE gold.household"))
        .anyMatch(row -> row.startsWith("household_id,string,"));
    ask("USE history");
    assertThat(ask("SELECT count(*) FROM household")).containsExactly("5");
    ask("USE default");
  }

  @Test
  void everyTypeArrivesWithItsNulls() throws SQLException {
    String nulls =
        "CAST(NULL AS INT), CAST(NULL AS DECIMAL(9, 2)), CAST(NULL AS DATE), CAST(NULL AS STRING)";
    assertThat(
            ask(
                "SELECT true, 1Y, 2S, 3, 4L, 0.5D, CAST(0.1 AS FLOAT), 6.70BD, DATE '2023-11-30', TIMESTAMP"
                    + " '2023-11-30 08:00:00', '人', array(1, 2), map('a', 1), struct(1 AS b), NULL, "
                    + nulls))
        .singleElement()
        .asString()
        .startsWith("true,1,2,3,4,0.5,0.1,6.70,2023-11-30,2023-11-30 08:00:00")
        .contains(",人,[1,2],{\"a\":1},{\"b\":1},null,null,null,null,null");
    assertThat(ask("SELECT id FROM range(25000) WHERE id % 5000 = 0 ORDER BY id DESC")).hasSize(5);
    assertThat(ask("SELECT id FROM range(25000)")).hasSize(25_000);
  }

  @Test
  void aToolSeesWhatItsUserMayRead() throws SQLException {
    try (ResultSet schemas = analyst.getMetaData().getSchemas();
        ResultSet tables = analyst.getMetaData().getTables(null, "%", "%", null);
        ResultSet columns = analyst.getMetaData().getColumns(null, "gold", "household", "siz%")) {
      assertThat(TestEndpoint.rows(schemas)).containsExactly("gold,", "history,");
      assertThat(TestEndpoint.rows(tables))
          .hasSize(2)
          .allMatch(row -> row.contains("household,TABLE"));
      assertThat(TestEndpoint.rows(columns)).singleElement().asString().contains("size,4,INT");
    }
  }

  @Test
  void whoReadsRestrictedTablesIsWrittenDown() throws SQLException {
    try (Connection officer = endpoint.connect("officer");
        Connection operator = endpoint.connect("operator")) {
      assertThat(TestEndpoint.rows(officer, "SELECT name FROM restricted.person"))
          .containsExactly("张晓明");
      assertThat(endpoint.audited()).containsExactly("officer [restricted.person] 2023-11-30 1");
      assertThat(TestEndpoint.rows(operator, "SELECT DISTINCT state FROM ops.run")).hasSize(2);
      assertThatThrownBy(() -> TestEndpoint.rows(operator, "SELECT name FROM restricted.person"))
          .hasMessageContaining("TABLE_UNKNOWN");
    }
  }

  @Test
  void aWrongLoginIsRefused() {
    assertThatThrownBy(() -> endpoint.connect("analyst", "a wrong password", "gold"))
        .isInstanceOf(SQLException.class)
        .hasMessageNotContaining("a wrong password");
    assertThatThrownBy(() -> endpoint.connect("nobody", TestEndpoint.PASSWORD, "gold"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> endpoint.connect("analyst", TestEndpoint.PASSWORD, "restricted"))
        .hasMessageContaining("SCHEMA_UNKNOWN");
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> endpoint.connect("operator", "a wrong password", "gold"))
          .isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(() -> endpoint.connect("operator", TestEndpoint.PASSWORD, "gold"))
        .isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM restricted.person",
        "SELECT * FROM spark_catalog.restricted.person",
        "SELECT * FROM silver.person",
        "SELECT * FROM bronze.quarantine",
        "SELECT * FROM ops.run",
        "SELECT 1 FROM gold.household WHERE EXISTS (SELECT 1 FROM restricted.person)",
        "WITH restricted AS (SELECT 1) SELECT * FROM restricted.person",
        "WITH person AS (SELECT 1 AS a) SELECT (SELECT name FROM restricted.person)",
        "SELECT * FROM gold.household, LATERAL (SELECT name FROM restricted.person)",
        "TABLE restricted.person",
        "DESCRIBE restricted.person",
        "SHOW COLUMNS IN restricted.person",
        "SELECT * FROM delta.`%LAKE%/restricted/person`",
        "SELECT * FROM parquet.`%LAKE%/restricted/person`",
        "SELECT * FROM csv.`/etc/passwd`",
        "SELECT * FROM text.`/etc/passwd`",
        "SELECT * FROM json.`/etc/passwd`",
        "SELECT * FROM binaryFile.`/etc/passwd`",
        "SELECT * FROM `gold`.`household@v0`",
        "SELECT * FROM gold.household VERSION AS OF 0",
        "SELECT * FROM gold.household TIMESTAMP AS OF '2023-01-01'",
        "SELECT * FROM table_changes('gold.household', 0)",
        "SELECT * FROM table_changes_by_path('%LAKE%/gold/household', 0)",
        "SELECT * FROM as_of('restricted.person', DATE '2023-11-30')",
        "SELECT * FROM as_of('gold.household', (SELECT max(birth_date) FROM restricted.person))",
        "SELECT * FROM history.`person`",
        "CREATE TABLE x USING text LOCATION '/etc'",
        "CREATE TABLE x AS SELECT 1",
        "CREATE VIEW x AS SELECT 1",
        "CREATE TEMPORARY VIEW x USING text OPTIONS (path '/etc/passwd')",
        "CREATE GLOBAL TEMPORARY VIEW x AS SELECT 1",
        "CREATE FUNCTION f AS 'java.lang.Runtime'",
        "CREATE TEMPORARY FUNCTION f AS 'java.lang.Runtime'",
        "CREATE SCHEMA x LOCATION '/tmp'",
        "DROP TABLE gold.household",
        "ALTER TABLE gold.household ADD COLUMN x INT",
        "INSERT INTO gold.household SELECT * FROM gold.household",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1",
        "FROM gold.household INSERT INTO a SELECT * INSERT INTO b SELECT *",
        "MERGE INTO gold.household AS a USING gold.household AS b ON false WHEN MATCHED THEN DELETE",
        "UPDATE gold.household SET size = 0",
        "DELETE FROM gold.household",
        "TRUNCATE TABLE gold.household",
        "OPTIMIZE gold.household",
        "VACUUM gold.household RETAIN 0 HOURS",
        "RESTORE TABLE gold.household TO VERSION AS OF 0",
        "DESCRIBE HISTORY gold.household",
        "DESCRIBE DETAIL gold.household",
        "DESCRIBE EXTENDED gold.household",
        "SHOW CREATE TABLE gold.household",
        "SHOW TABLE EXTENDED IN gold LIKE '*'",
        "EXPLAIN SELECT * FROM gold.household",
        "ANALYZE TABLE gold.household COMPUTE STATISTICS",
        "CACHE TABLE x AS SELECT * FROM gold.household",
        "REFRESH '/'",
        "CLEAR CACHE",
        "ADD JAR '/tmp/x.jar'",
        "ADD FILE '/etc/passwd'",
        "LIST FILES",
        "LOAD DATA INPATH '/etc/passwd' INTO TABLE gold.household",
        "SET",
        "SET spark.sql.variable.substitute=true",
        "SET ROLE admin",
        "RESET",
        "USE restricted",
        "DECLARE x INT DEFAULT 1",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "SELECT reflect('java.lang.System', 'getenv', 'PATH')",
        "SELECT java_method('java.lang.System', 'getProperty', 'user.home')",
        "SELECT 1 FROM gold.household LATERAL VIEW reflect('java.lang.System', 'getenv') AS x",
        "SELECT transform(array(1), x -> reflect('java.lang.System', 'getenv', 'PATH'))",
        "VALUES (reflect('java.lang.System', 'getenv', 'PATH'))",
        "SELECT sum(1) OVER w FROM gold.household WINDOW w AS (PARTITION BY reflect('java.lang.System', 'getenv', 'PATH'))",
        "SELECT sum(1) OVER w FROM gold.household WINDOW w AS (PARTITION BY (SELECT name FROM restricted.person))",
        "SELECT sum(1) OVER w FROM gold.household WINDOW w AS (PARTITION BY (SELECT 1 FROM delta.`%LAKE%/restricted/person`))",
        "SELECT input_file_name() FROM gold.household",
        "SELECT current_user()",
        "SELECT current_user",
        "SELECT user()",
        "SELECT fn.pseudonym('x')",
        "SELECT spark_catalog.fn.pseudonym('x')",
        "SELECT raise_error(household_id) FROM gold.household",
        "SELECT assert_true(false, household_id) FROM gold.household",
        "SELECT xpath('<a/>', 'a')",
        "SELECT _metadata.file_path FROM gold.household",
        "SELECT TRANSFORM(household_id) USING 'cat' AS (x) FROM gold.household",
        "SELECT * FROM (SELECT TRANSFORM(household_id) USING 'cat' AS (x) FROM gold.household)",
        "SELECT 1; SELECT 2",
        "SELEC 1",
        "",
      })
  void whatIsNoReadingOfItsOwnTablesIsRefused(String statement) {
    String sql = statement.replace("%LAKE%", folder.resolve("a lake").toString());
    assertThatThrownBy(() -> ask(sql))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("[")
        .hasMessageNotContaining(folder.toString())
        .hasMessageNotContaining("张晓明")
        .hasMessageNotContaining("at org.")
        .hasMessageMatching("(?s).*\\[(SQL_REFUSED|SQL_INVALID|TABLE_UNKNOWN|SCHEMA_UNKNOWN)].*");
  }

  @Test
  void aClientSetsNothingAndLearnsNothingOfTheServer() throws SQLException {
    assertThat(ask("SELECT '${env:PATH}', '${system:user.home}', '${spark.app.name}'"))
        .containsExactly("${env:PATH},${system:user.home},${spark.app.name}");
    String settings =
        "gold;user=officer;hive.server2.proxy.user=officer?spark.sql.variable.substitute=true;spark.sql.ansi.enabled=true#a=b";
    try (Connection sly = endpoint.connect("analyst", TestEndpoint.PASSWORD, settings)) {
      assertThat(TestEndpoint.rows(sly, "SELECT '${env:PATH}', CAST('x' AS INT)"))
          .containsExactly("${env:PATH},null");
      assertThatThrownBy(() -> TestEndpoint.rows(sly, "SELECT * FROM restricted.person"))
          .hasMessageContaining("TABLE_UNKNOWN");
    }
  }

  @Test
  void aFailureWhileRowsAreReadQuotesNone() {
    assertThatThrownBy(
            () ->
                ask("SELECT decode(encode(household_id, 'UTF-8'), 'no such') FROM gold.household"))
        .hasMessageContaining("QUERY_FAILED")
        .hasMessageNotContaining("no such");
    assertThatThrownBy(() -> ask("SELECT id FROM range(500001)"))
        .hasMessageContaining("TOO_MANY_ROWS");
  }

  @Test
  void aPastDateIsReadAsItWasPublished() throws SQLException {
    // The failed run of October left "torn" in the newest version.
    assertThat(
            ask(
                "SELECT a.household_id, a.business_date FROM as_of('gold.household', DATE '2023-11-29') AS"
                    + " a ORDER BY 1"))
        .containsExactly("h1,2023-10-31", "h2,2023-10-31");
    assertThat(ask("SELECT count(*) FROM as_of('gold.household', '2024-01-01')"))
        .containsExactly("3");
    assertThat(
            ask(
                "SELECT business_date, count(*) FROM history.household GROUP BY business_date ORDER BY"
                    + " 1"))
        .containsExactly("2023-10-31,2", "2023-11-30,3");
    assertThatThrownBy(() -> ask("SELECT * FROM as_of('gold.household', DATE '2023-10-30')"))
        .hasMessageContaining("NOTHING_PUBLISHED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'gold.household WHERE 1=1 UNION SELECT * FROM restricted.person', DATE '2023-11-30'",
        "'gold.household; DROP TABLE gold.household', DATE '2023-11-30'",
        "'gold.`household`', DATE '2023-11-30'",
        "'gold.household', '2023-11-30'' OR ''1''=''1'",
        "'gold.household', (SELECT max(business_date) FROM gold.household)",
        "'gold.' || 'household', DATE '2023-11-30'",
        "'gold.household', 20231130",
        "'gold.household', CAST(NULL AS DATE)",
        "'gold.household'",
        "'delta./etc', DATE '2023-11-30'",
        "'../restricted.person', DATE '2023-11-30'",
      })
  void nothingIsInjectedByTheParametersOfAsOf(String parameters) {
    assertThatThrownBy(() -> ask("SELECT * FROM as_of(" + parameters + ")"))
        .hasMessageContaining("[SQL_INVALID] as_of takes");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aNewPublicationIsSeenByTheNextStatementAndNotByTheOneThatRuns()
      throws SQLException, InterruptedException {
    try (var statement = analyst.createStatement()) {
      statement.setFetchSize(1);
      ResultSet running = statement.executeQuery("SELECT household_id FROM gold.household");
      assertThat(running.next()).isTrue();
      households(DECEMBER, "h9");
      persons(DECEMBER);
      publish("20231231-1-eeeeee", DECEMBER);
      Thread.sleep(1_100);
      assertThat(ask("SELECT household_id FROM gold.household")).containsExactly("h9");
      assertThat(TestEndpoint.rows(running)).hasSize(2);
    }
    assertThat(ask("SELECT count(*) FROM as_of('gold.household', DATE '2023-12-30')"))
        .containsExactly("3");
  }
}
