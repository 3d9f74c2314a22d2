package org.hedui.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.run.TestTerminal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who is erased is nowhere in the lake, does not come back, and everybody else stays. */
@Tag("slow")
@ExtendWith(SparkTest.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EraseTest {
  private static final String PUPIL = "丁一鸣";
  private static final String GUARDIAN = "尚文";
  private static final String CHILD = "尚青";
  private static final Path SCHEMAS = Fixtures.home().resolve("schemas");

  @TempDir private static Path folder;
  private static Path root;
  private static Path landing;
  private static LawLake lake;

  @BeforeAll
  static void runADate() throws IOException {
    root = folder.resolve("lake");
    landing = MiniCounty.write(folder);
    lake = new LawLake(root, SCHEMAS);
    Path pupils = landing.resolve("student_register/" + MiniCounty.EARLY + "/pupils.csv");
    List<String> rows = new ArrayList<>(Files.readAllLines(pupils));
    rows.replaceAll(
        row ->
            row.contains("," + CHILD + ",")
                ? row.replaceFirst(
                    ",,,,$", "," + GUARDIAN + ",父亲," + number(GUARDIAN) + ",13800000001")
                : row);
    Files.write(pupils, rows);
    lake.run(MiniCounty.EARLY, landing);
  }

  private static String number(String name) {
    return MiniCounty.withNumbers("#" + name);
  }

  private static String person(String name) {
    return lake.read("silver.person", MiniCounty.EARLY)
        .where("name = '" + name + "'")
        .head()
        .getAs("person_id");
  }

  private static TestTerminal hedui(int exitCode, String... args) {
    TestTerminal terminal = new TestTerminal(Map.of("HEDUI_SCHEMAS", SCHEMAS.toString()));
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--lake=" + root);
    assertThat(terminal.execute(TestTerminal.stages(), all.toArray(String[]::new)))
        .as("%s %s", terminal.out(), terminal.err())
        .isEqualTo(exitCode);
    return terminal;
  }

  private static TestTerminal erase(int exitCode, String person, String... more) {
    List<String> args =
        new ArrayList<>(List.of("erase", "--person=" + person, "--by=王老师", "--reason=申请12号"));
    args.addAll(List.of(more));
    return hedui(exitCode, args.toArray(String[]::new));
  }

  /** Files below the lake in which a value stands: of Parquet every row, of others every byte. */
  private static Set<String> holding(String... values) throws IOException {
    Set<String> holding = new TreeSet<>();
    int read = 0;
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        read++;
        String text =
            file.toString().endsWith(".parquet")
                ? rows(file)
                : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String value : values) {
          if (text.contains(value)) {
            holding.add(root.relativize(file).toString());
          }
        }
      }
    }
    System.out.println(read + " files read, " + holding.size() + " hold a value");
    return holding;
  }

  /** All rows of a Parquet file, read without Spark. */
  private static String rows(Path file) throws IOException {
    StringBuilder rows = new StringBuilder();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.append(row);
      }
    }
    return rows.toString();
  }

  @Test
  @Order(1)
  void aTrialChangesNothing() throws IOException {
    Map<String, Long> before = files();
    String out = erase(0, person(PUPIL), "--dry-run").out();
    assertThat(out)
        .contains("silver.identity_link", "bronze.student_register", "nothing was done")
        .contains("student_register/2023-09-30/pupils.csv row 5")
        .doesNotContain(PUPIL);
    Map<String, Long> after = files();
    after.keySet().removeIf(file -> file.startsWith("_hedui"));
    before.keySet().removeIf(file -> file.startsWith("_hedui"));
    assertThat(after).isEqualTo(before);
    assertThat(erase(2, "0".repeat(32)).err()).contains("[PERSON_UNKNOWN]");
    assertThat(erase(2, "x").err()).contains("[USAGE]");
  }

  private static Map<String, Long> files() throws IOException {
    Map<String, Long> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.size(file));
      }
    }
    return files;
  }

  @Test
  @Order(2)
  void aPersonIsNowhereAndEverybodyElseStays() throws IOException {
    String id = person(PUPIL);
    String number = number(PUPIL);
    assertThat(holding(id, number, PUPIL)).hasSizeGreaterThan(10);
    Set<String> records = new TreeSet<>();
    lake.read("silver.identity_link")
        .where("person_id = '" + id + "'")
        .select("record_id", "lasting_id")
        .collectAsList()
        .forEach(row -> records.addAll(List.of(row.getString(0), row.getString(1))));
    lake.read("silver.case")
        .where("person_id = '" + id + "'")
        .select("exception_id")
        .collectAsList()
        .forEach(row -> records.add(row.getString(0)));
    List<String> before = lake.published();

    TestTerminal said = erase(0, id);
    System.out.println(said.out());

    assertThat(holding(id, number, PUPIL)).isEmpty();
    // Readers see the same rows, but those that spoke of the person.
    Set<String> traces = new TreeSet<>(records);
    traces.addAll(List.of(id, number, PUPIL));
    List<String> others =
        before.stream().filter(row -> traces.stream().noneMatch(row::contains)).toList();
    List<String> after = lake.published();
    assertThat(after).containsAll(others);
    assertThat(after).hasSizeLessThan(before.size());
    assertThat(after.stream().filter(row -> traces.stream().anyMatch(row::contains))).isEmpty();
    // No version of before can be asked for.
    String table = "delta.`" + root.resolve("silver/person") + "`";
    assertThatThrownBy(() -> SparkTest.session().sql("SELECT * FROM " + table + " VERSION AS OF 0"))
        .isNotNull();
    assertThat(said.out() + said.err()).doesNotContain(PUPIL, number);
    assertThat(hedui(0, "audit", "verify").out()).contains("as they were written");
    assertThat(lake.read("ops.audit").where("command = 'erase'").toJSON().collectAsList())
        .singleElement()
        .asString()
        .contains("王老师", "申请12号")
        .doesNotContain(id, number, PUPIL);
  }

  /** A child's row that names the guardian stays, without what it says of the guardian. */
  @Test
  @Order(3)
  void theRowOfAChildStaysWithoutItsGuardian() throws IOException {
    String number = number(GUARDIAN);
    erase(0, person(GUARDIAN));
    assertThat(holding(number, GUARDIAN)).isEmpty();
    childWithoutGuardian();
  }

  private static void childWithoutGuardian() {
    Row row = lake.read("bronze.student_register").where("name = '" + CHILD + "'").head();
    assertThat(row.<String>getAs("guardian_name")).isNull();
    assertThat(row.<String>getAs("guardian_id")).isNull();
    assertThat(row.<String>getAs("guardian_phone")).isNull();
    assertThat(row.<String>getAs("id_no")).isEqualTo(number(CHILD));
    assertThat(lake.read("silver.person", MiniCounty.EARLY).where("name = '" + CHILD + "'").count())
        .isEqualTo(1);
  }

  @Test
  @Order(4)
  void theSameDeliveriesDoNotBringThemBack() throws IOException {
    lake.run(MiniCounty.EARLY, landing);
    for (String name : List.of(PUPIL, GUARDIAN)) {
      assertThat(holding(number(name), name)).isEmpty();
    }
    childWithoutGuardian();
    Row feed =
        lake.read("ops.feed")
            .where("rows_erased > 0")
            .selectExpr(
                "sum(rows_erased)",
                "sum(rows_in) = sum(rows_loaded + rows_quarantined + rows_duplicate + rows_erased)")
            .head();
    System.out.println("rows erased at ingest: " + feed.getLong(0));
    assertThat(feed.getLong(0)).isGreaterThanOrEqualTo(2);
    assertThat(feed.getBoolean(1)).isTrue();
    assertThat(hedui(0, "audit", "verify").out()).contains("as they were written");
  }
}
