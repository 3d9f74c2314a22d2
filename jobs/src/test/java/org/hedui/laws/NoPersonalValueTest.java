package org.hedui.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.CodeList;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.deliver.scan.Detector;
import org.hedui.deliver.scan.Scanner;
import org.hedui.run.TestTerminal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sample county, run as a user runs it: nobody's name or number leaves silver. */
@Tag("laws")
@ExtendWith(SparkTest.class)
class NoPersonalValueTest {
  private static final Pattern HAN = Pattern.compile("[\\p{IsHan}·]+");
  private static final Pattern ID =
      Pattern.compile("(?<![0-9A-Za-z])\\d{17}[0-9Xx](?![0-9A-Za-z])");

  @TempDir private static Path folder;
  private static LawLake lake;
  private static String said;
  private static Set<String> names;

  @BeforeAll
  static void runTheSampleCounty() throws IOException, InterruptedException {
    Path root = folder.resolve("lake");
    Process process = TestTerminal.process("demo", "--lake", root.toString());
    said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    lake = new LawLake(root, Fixtures.home().resolve("schemas"));
    names = new TreeSet<>(mentioned("name", "char_length(name) >= 2"));
    assertThat(names).hasSizeGreaterThan(1000);
  }

  private static List<String> mentioned(String value, String condition) {
    return texts(
        lake.read("silver.mention", Fixtures.DATE)
            .selectExpr(value + " AS value", "name")
            .where("value IS NOT NULL AND " + condition)
            .select("value")
            .distinct());
  }

  @Test
  void whatIsSaidAndLoggedNamesNobody() throws IOException {
    StringBuilder everything = new StringBuilder(said);
    try (Stream<Path> logs = Files.walk(folder.resolve("lake/_hedui/logs"))) {
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        everything.append(Files.readString(log));
      }
    }
    String text = everything.toString();
    assertThat(text).contains("Run 20231130-1-");
    assertThat(namesIn(text)).isEmpty();
    List<String> numbers = new ArrayList<>(mentioned("id_text", "char_length(value) >= 15"));
    numbers.addAll(mentioned("student_no", "char_length(value) >= 15"));
    numbers.addAll(mentioned("guardian_id18", "true"));
    assertThat(numbers).hasSizeGreaterThan(1000);
    assertThat(numbers.stream().filter(text::contains).count()).isZero();
  }

  @Test
  void theReportNamesNobodyAndHoldsNothingThatAScanFinds() throws IOException {
    // Titles and headers that speak of health tell nothing of a person.
    List<String> titles =
        Stream.of(
                Fixtures.schemas().contracts().values().stream().map(Contract::titleZh),
                Fixtures.schemas().contracts().values().stream()
                    .flatMap(contract -> contract.columns().stream())
                    .map(Column::label),
                Fixtures.schemas().rules().values().stream().map(rule -> rule.title().zh()),
                Fixtures.schemas().codes().get("match_rule").codes().stream()
                    .map(CodeList.Code::zh))
            .flatMap(Function.identity())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    Scanner scanner = new Scanner(Detector.of(Fixtures.schemas(), titles));
    try (Stream<Path> files = Files.walk(folder.resolve("lake/_hedui/reports"))) {
      List<Path> reports = files.filter(Files::isRegularFile).toList();
      assertThat(reports).hasSize(3);
      for (Path report : reports) {
        assertThat(scanner.scan(report, Set.of())).as("%s", report).isEmpty();
        assertThat(namesIn(Files.readString(report))).isEmpty();
      }
    }
  }

  @Test
  void aRuleThatIsTriedFindsWhatTheRunFoundAndNamesNobody() {
    for (String code : List.of("SUB-01", "FIL-02", "FIL-06")) {
      String text = lake.tried(code, Fixtures.DATE);
      long cases =
          lake.read("gold.exception_case", Fixtures.DATE)
              .where("rule_code = '" + code + "'")
              .count();
      assertThat(text).contains("On " + Fixtures.DATE + ": " + cases + " found, ");
      assertThat(namesIn(text)).isEmpty();
      assertThat(ID.matcher(text).find()).isFalse();
    }
  }

  @Test
  void goldHoldsPseudonymsAndMasksOnly() {
    List<String> gold = lake.published(List.of(Layer.GOLD));
    assertThat(gold).hasSizeGreaterThan(1000);
    assertThat(gold.stream().filter(row -> ID.matcher(row).find()).count()).isZero();
    TreeSet<String> words = new TreeSet<>();
    gold.forEach(row -> HAN.matcher(row).results().map(MatchResult::group).forEach(words::add));
    assertThat(namesIn(String.join(" ", words))).isEmpty();
  }

  /** The persons are invented, so a failing test may name them. */
  private static List<String> namesIn(String text) {
    return names.stream().filter(text::contains).toList();
  }

  @Test
  void theTotalsAreThoseOfTheSample() {
    Row sum =
        lake.read("ops.feed")
            .where("NOT earlier")
            .selectExpr(
                "sum(rows_in)", "sum(rows_loaded)", "sum(rows_quarantined)", "sum(rows_duplicate)")
            .head();
    assertThat(List.of(sum.getLong(0), sum.getLong(1), sum.getLong(2), sum.getLong(3)))
        .containsExactly(12437L, 10834L, 129L, 1474L);
  }

  @Test
  void everyFindingLeadsToTheRowOrFileItSpeaksOf() {
    Dataset<Row> records = lake.read("gold.exception_record", Fixtures.DATE);
    Dataset<Row> delivered =
        Fixtures.schemas().contracts(Contract.Kind.REGISTRY).stream()
            .map(
                registry ->
                    lake.read("bronze." + registry.name())
                        .select("record_id", "source_file", "source_row"))
            .reduce(Dataset::union)
            .orElseThrow();
    assertThat(records.count()).isPositive();
    assertThat(
            records
                .where("source_row IS NOT NULL")
                .select("record_id", "source_file", "source_row")
                .except(delivered)
                .count())
        .isZero();
    assertThat(
            records
                .where("source_row IS NULL")
                .join(lake.read("ops.feed").select("source_file"), "source_file")
                .count())
        .isEqualTo(records.where("source_row IS NULL").count());
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getString(0)).toList();
  }
}
