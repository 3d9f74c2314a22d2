package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.io.FileUtils;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.sheet.TestSheets;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code sample} and {@code import sample}: drawn, visited, taken back, reckoned. */
@ExtendWith(SparkTest.class)
class SampleRoundTripTest {
  private static final String SHEET = "入户核查";

  /** The lake with one sample of twelve households out of poverty, and its workbook. */
  private static Path origin;

  private static Path exited;

  @TempDir private Path folder;
  private Path root;
  private Lake lake;
  private int files;

  @BeforeAll
  static void makeLake(@TempDir Path shared) {
    origin = shared.resolve("lake");
    SampleLake.make(origin);
    exited = shared.resolve("exited.xlsx");
    assertThat(draw(origin, 0, exited, "--kind", "exited", "--size", "12").out())
        .contains("12 of 22 households in 3 townships of 2023-11-30 in ");
  }

  @BeforeEach
  void copyLake() throws IOException {
    root = folder.resolve("lake");
    FileUtils.copyDirectory(origin.toFile(), root.toFile());
    lake = new Lake(SparkTest.session(), root.toString(), Fixtures.schemas());
  }

  private static TestTerminal execute(Path root, int exitCode, List<String> args) {
    TestTerminal terminal =
        new TestTerminal(
            Map.of(
                "HEDUI_LAKE", root.toString(),
                "HEDUI_SCHEMAS", Fixtures.home().resolve("schemas").toString()));
    int actual = terminal.execute(List.of(), args.toArray(String[]::new));
    assertThat(actual).as("%s", terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private static TestTerminal draw(Path root, int exitCode, Path file, String... more) {
    List<String> args = new ArrayList<>(List.of("sample", "--seed", "7", "--by", "王老师"));
    args.addAll(List.of("--output", file.toString()));
    args.addAll(Arrays.asList(more));
    return execute(root, exitCode, args);
  }

  private TestTerminal take(int exitCode, Path file, String... more) {
    List<String> args = new ArrayList<>(List.of("import", "sample", file.toString()));
    args.addAll(List.of("--by", "李主任", "--on", "2023-12-05"));
    args.addAll(Arrays.asList(more));
    return execute(root, exitCode, args);
  }

  private Path fresh() {
    files++;
    return folder.resolve("sample" + files + ".xlsx");
  }

  private List<String> faults(TestSheets sheets) {
    TestTerminal terminal = take(2, sheets.save(fresh()));
    assertThat(terminal.err()).contains("[SAMPLE_REFUSED]");
    return terminal
        .err()
        .lines()
        .filter(line -> line.startsWith("sample"))
        .map(line -> line.substring(line.indexOf(' ') + 1, line.indexOf(']') + 1))
        .toList();
  }

  private List<String> rows(String table, String columns) {
    return lake
        .readOrEmpty(TableName.of(table))
        .selectExpr("concat_ws(' ', " + columns + ") AS told")
        .orderBy("told")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static String place(TestSheets sheets, String heading, int row) {
    return sheets.place(SHEET, heading, row);
  }

  private static TestSheets answer(TestSheets sheets, int row, String answer) {
    return sheets.type(place(sheets, "核查结论", row), answer);
  }

  private static Set<String> drawn(TestSheets sheets) {
    Set<String> ids = new TreeSet<>();
    for (int row = 5; !sheets.at(SHEET + "!A" + row).isEmpty(); row++) {
      ids.add(sheets.at(SHEET + "!A" + row));
    }
    return ids;
  }

  @Test
  void theWorkbookShowsWhereToGoAndNoOneByName() throws IOException {
    TestSheets sheets = TestSheets.open(exited);

    assertThat(sheets.names()).containsExactly("说明", "抽样设计", SHEET);
    assertThat(drawn(sheets)).hasSize(12);
    assertThat(sheets.at(place(sheets, "户主", 16))).isEqualTo("张*明");
    assertThat(sheets.everything())
        .contains("样例县 东乡", "样例县 西乡", "脱贫户 · 已脱贫", "错退、退出正确、无法核实", "区划不详")
        .doesNotContain("张晓明", "张浩然", "529921199003070012");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(exited)))
        .isEqualTo("rw-------");
    assertThat(rows("silver.sample", "town, households, drawn, seed, sample_no, rate_code"))
        .containsExactly(
            " 1 1 7 1 WRONG_EXIT", "529921100 15 8 7 1 WRONG_EXIT", "529921101 6 3 7 1 WRONG_EXIT");
    assertThat(rows("silver.sample_household", "town, draw_no, weight"))
        .contains(" 1 1.0", "529921100 8 1.875", "529921101 3 2.0")
        .hasSize(12);
    assertThat(rows("ops.audit", "command, who, purpose, business_date, file_name, row_count"))
        .containsExactly(
            "export cases 王老师 核查办理 2023-11-30 cases.xlsx 1",
            "sample 王老师 入户核查 2023-11-30 exited.xlsx 12");
  }

  @Test
  void eachKindHasItsHouseholds() {
    // 8 of the register, 4 of the household registration: rural, in force, nobody registered.
    Path unlisted = fresh();
    assertThat(draw(root, 0, unlisted, "--kind", "unlisted", "--size", "12").out())
        .contains("12 of 12 households in 1 townships");
    assertThat(TestSheets.open(unlisted).everything()).contains("户籍登记户，未在扶贫登记中", "李*龙", "一般农户");
    assertThat(
            views()
                .sql(
                    "SELECT concat_ws(' ', rate_code, kind, town, count(*), sum(members)) AS told"
                        + " FROM rated_household GROUP BY rate_code, kind, town")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(
            "MISSED POVERTY 529921100 8 23",
            "MISSED HUKOU 529921100 4 4",
            "WRONG_EXIT POVERTY 529921100 15 45",
            "WRONG_EXIT POVERTY 529921101 6 18",
            "WRONG_EXIT POVERTY  1 2",
            "WRONG_LISTED POVERTY 529921100 22 67",
            "WRONG_LISTED POVERTY 529921101 11 32",
            "WRONG_LISTED POVERTY  3 9");

    Path none = fresh();
    assertThat(draw(root, 2, none, "--kind", "all").err()).contains("[KIND_UNKNOWN]");
    assertThat(none).doesNotExist();
    assertThat(draw(root, 2, exited, "--kind", "listed").err()).contains("[OUTPUT_EXISTS]");
    assertThat(draw(root, 2, none, "--kind", "listed", "--division", "529921100001").err())
        .contains("[USAGE]");
  }

  @Test
  void answersComeBackAllAtOnceAndTheRateFollows() {
    TestSheets sheets = TestSheets.open(exited);
    // Row 5 is of unknown place, 6 to 13 are of the first township, 14 to 16 of the second.
    for (int row = 5; row < 16; row++) {
      answer(sheets, row, " 退出正确 ");
    }
    answer(sheets, 8, "错退");
    sheets.type(place(sheets, "核查人", 8), "赵干部");
    sheets.number(place(sheets, "核查日期", 8), "45263");
    sheets.type(place(sheets, "备注", 8), "住房不安全");
    answer(sheets, 9, "错退");
    sheets.number(place(sheets, "涉及人数", 9), "1");
    answer(sheets, 10, "无法核实");
    Path file = sheets.save(fresh());
    assertThat(take(0, file, "--dry-run").out())
        .contains("11 answers could be taken", "1 rows are");
    assertThat(rows("silver.sample_answer", "answer")).isEmpty();
    assertThat(take(0, file).out()).contains("11 answers taken, 0 were known, 1 rows are still");
    assertThat(
            rows(
                "silver.sample_answer",
                "answer, checker, checked_on, note, decided_by, decided_on"))
        .hasSize(11)
        .contains(
            "WRONG 赵干部 2023-12-03 住房不安全 李主任 2023-12-05",
            "WRONG 李主任 2023-12-05",
            "UNVERIFIABLE 李主任 2023-12-05");
    assertThat(take(0, file).out()).contains("taken before");

    // The rest comes later in the same workbook; another one cannot overrule what it does not know.
    answer(sheets, 16, "退出正确");
    assertThat(take(0, sheets.save(fresh())).out()).contains("1 answers taken, 11 were known");
    TestSheets stale = answer(TestSheets.open(exited), 8, "退出正确");
    assertThat(faults(stale)).containsExactly(SHEET + "!A8: [HOUSEHOLD_CHANGED]");
    assertThat(rows("silver.sample_answer", "answer_no")).hasSize(12).contains("2");
    assertThat(rows("ops.audit", "command, row_count"))
        .containsExactly("export cases 1", "import sample 1", "import sample 11", "sample 12");
    Path anew = fresh();
    assertThat(draw(root, 0, anew, "--kind", "exited", "--size", "12").out())
        .contains("drawn before");
    assertThat(rows("silver.sample", "town")).hasSize(3);
    TestSheets known = TestSheets.open(anew);
    assertThat(drawn(known)).isEqualTo(drawn(TestSheets.open(exited)));
    assertThat(known.at(place(known, "已有结论", 8))).isEqualTo("错退");
    assertThat(take(0, answer(known, 8, "退出正确").save(fresh())).out()).contains("1 answers taken");

    // One of seven in error where fifteen live, none of three: 15 / 7 of 21 households.
    assertThat(rate()).contains("HOUSEHOLD SAMPLE 529921 3 2.14 21.00 0.102 MISSED 10 1 false");
  }

  /** The views of the sample's date. */
  private RunViews views() {
    return new RunViews(
        new RunContext(lake, Fixtures.DATE, "", lake.publishedRun(Fixtures.DATE).orElseThrow()));
  }

  /** The rates as a run of the day of the answers tells them. */
  private List<String> rate() {
    String sql = Fixtures.schemas().views().get("shared/error_rate");
    return views()
        .sql(sql.replace(":business_date", "DATE '2023-12-05'"))
        .selectExpr(
            "concat_ws(' ', unit, basis, division_code, division_level, numerator, denominator, round(rate, 4),"
                + " verdict, answered, unanswered, suppressed)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void whatIsWrongIsToldByCellAndNothingIsTaken() {
    TestSheets sheets = TestSheets.open(exited);
    answer(sheets, 5, "大概错了");
    answer(sheets, 6, "退出正确");
    sheets.type(place(sheets, "涉及人数", 6), "2");
    answer(sheets, 7, "错退");
    sheets.type(place(sheets, "涉及人数", 7), "9");
    answer(sheets, 8, "错退");
    sheets.formula(place(sheets, "备注", 8), "看似平常");
    answer(sheets, 9, "错退");
    sheets.type(place(sheets, "备注", 9), "请联系13812345678");
    answer(sheets, 10, "错退");
    sheets.type(place(sheets, "核查日期", 10), "昨天");
    answer(sheets, 11, "错退");
    sheets.type(place(sheets, "核查日期", 11), "2023-12-06");
    sheets.type(place(sheets, "核查人", 12), "赵干部");
    answer(sheets, 13, "错退");
    int copy = sheets.copy(SHEET, 13);
    sheets.type(SHEET + "!A14", "0".repeat(32));
    sheets.type(place(sheets, "版本", 15), "5");

    assertThat(faults(sheets))
        .containsExactlyInAnyOrder(
            place(sheets, "核查结论", 5) + ": [ANSWER_WRONG]",
            place(sheets, "涉及人数", 6) + ": [MEMBERS_MISPLACED]",
            place(sheets, "涉及人数", 7) + ": [MEMBERS_WRONG]",
            place(sheets, "备注", 8) + ": [FORMULA_FOUND]",
            place(sheets, "备注", 9) + ": [NOTE_PERSONAL]",
            place(sheets, "核查日期", 10) + ": [DATE_WRONG]",
            place(sheets, "核查日期", 11) + ": [DATE_WRONG]",
            place(sheets, "核查结论", 12) + ": [ANSWER_WRONG]",
            SHEET + "!A" + copy + ": [HOUSEHOLD_TWICE]",
            SHEET + "!A14: [KEY_TAMPERED]",
            SHEET + "!A15: [KEY_TAMPERED]");
    assertThat(rows("silver.sample_answer", "answer")).isEmpty();

    TestSheets early = answer(TestSheets.open(exited), 5, "错退");
    assertThat(take(2, early.save(fresh()), "--on", "2023-11-29").err()).contains("USAGE");
    TestSheets other = answer(TestSheets.open(exited), 5, "错退");
    other.type("说明!B2", "2023-12-31");
    assertThat(faults(other)).containsExactly("说明!B3: [KEY_TAMPERED]");
  }
}
