package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.apache.commons.io.FileUtils;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeLock;
import org.hedui.reconcile.TestCases;
import org.hedui.sheet.TestSheets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code export cases} and {@code import cases}: out as a workbook, back by a spreadsheet. */
@Tag("laws")
@ExtendWith(SparkTest.class)
class CaseRoundTripTest {
  private static final TableName DECISION = TableName.of("silver.case_decision");

  /** The lake as it is before each test, and two exports: all open cases, one of them. */
  private static Path origin;

  private static Path one;
  private static Path two;
  private static String saidOfTwo;

  @TempDir private Path folder;
  private Path root;
  private Lake lake;
  private int files;

  @BeforeAll
  static void makeLake(@TempDir Path shared) throws IOException {
    origin = shared.resolve("lake");
    CaseLake.make(origin);
    one = shared.resolve("one.xlsx");
    two = shared.resolve("two.xlsx");
    export(origin, one);
    saidOfTwo =
        export(origin, two, "--rule", "SUB-01", "--rule", "XRC-09", "--division", "529921").out();
  }

  @BeforeEach
  void copyLake() throws IOException {
    lake = copy("lake");
  }

  private Lake copy(String name) throws IOException {
    root = folder.resolve(name);
    FileUtils.copyDirectory(origin.toFile(), root.toFile());
    return new Lake(SparkTest.session(), root.toString(), Fixtures.schemas());
  }

  private TestTerminal execute(int exitCode, String... args) {
    return execute(root, exitCode, args);
  }

  private static TestTerminal execute(Path root, int exitCode, String... args) {
    TestTerminal terminal =
        new TestTerminal(
            Map.of(
                "HEDUI_LAKE", root.toString(),
                "HEDUI_SCHEMAS", Fixtures.home().resolve("schemas").toString()));
    int actual = terminal.execute(List.of(), args);
    assertThat(actual).as("%s", terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private Path fresh() {
    files++;
    return folder.resolve("cases" + files + ".xlsx");
  }

  private static TestTerminal export(Path root, Path file, String... more) {
    List<String> args = new ArrayList<>(List.of("export", "cases", "--purpose", "第四季度核查"));
    args.addAll(List.of("--by", "王老师", "--output", file.toString()));
    args.addAll(Arrays.asList(more));
    return execute(root, 0, args.toArray(String[]::new));
  }

  private TestTerminal take(int exitCode, Path file, String... more) {
    List<String> args = new ArrayList<>(List.of("import", "cases", file.toString()));
    args.addAll(List.of("--by", "李主任"));
    args.addAll(Arrays.asList(more));
    if (!args.contains("--on")) {
      args.addAll(List.of("--on", "2023-12-05"));
    }
    return execute(exitCode, args.toArray(String[]::new));
  }

  /** Tries a workbook that must be refused; gives the faults without the name of the file. */
  private List<String> refused(TestSheets sheets) {
    return faults(take(2, sheets.save(fresh()), "--dry-run"));
  }

  private static List<String> faults(TestTerminal terminal) {
    assertThat(terminal.err()).contains("[CASES_REFUSED]");
    return terminal
        .err()
        .lines()
        .filter(line -> line.startsWith("cases"))
        .map(line -> line.substring(line.indexOf(' ') + 1, line.indexOf(']') + 1))
        .toList();
  }

  private List<String> decisions() {
    return lake
        .readOrEmpty(DECISION)
        .selectExpr(
            "concat_ws(' ', left(exception_id, 2), decision_no, verdict, note, exemption_reason,"
                + " document_no, approver, valid_until, step, assigned_to, decided_by, decided_on)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private List<String> audit() {
    return lake
        .readOrEmpty(TableName.of("ops.audit"))
        .orderBy("happened_at")
        .selectExpr(
            "concat_ws('; ', command, who, purpose, business_date, file_name, row_count,"
                + " length(file_hash), detail)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static TestSheets answer(TestSheets sheets, String sheet, String id, String answer) {
    return sheets.type(sheets.place(sheet, "结论", sheets.rowOf(sheet, id)), answer);
  }

  private static String place(TestSheets sheets, String sheet, String heading, String id) {
    return sheets.place(sheet, heading, sheets.rowOf(sheet, id));
  }

  private TestSheets exempt(TestSheets sheets) {
    answer(sheets, "SUB-01", CaseLake.UNPAID, "政策豁免");
    sheets.type(place(sheets, "SUB-01", "豁免理由", CaseLake.UNPAID), "TRANSFERRED 已转学");
    sheets.type(place(sheets, "SUB-01", "依据文号", CaseLake.UNPAID), "教助〔2023〕28号");
    sheets.type(place(sheets, "SUB-01", "批准人", CaseLake.UNPAID), "李局长");
    sheets.number(place(sheets, "SUB-01", "有效期至", CaseLake.UNPAID), "45473");
    return sheets;
  }

  @Test
  void theWorkbookShowsWhatAReviewerNeedsAndNoOneByName() throws IOException {
    Path file = one;
    TestSheets sheets = TestSheets.open(file);

    // The gravest rules first.
    assertThat(sheets.names()).containsExactly("说明", "IDQ-03", "SUB-01", "FIL-02", "XRC-09");
    int unpaid = sheets.rowOf("SUB-01", CaseLake.UNPAID);
    assertThat(sheets.at("SUB-01!A1")).contains("SUB-01", "应享未享", "高");
    assertThat(sheets.at("SUB-01!A2")).contains("核实后补发");
    assertThat(sheets.at(sheets.place("SUB-01", "对象", unpaid))).contains("…0012", "2009-03");
    assertThat(sheets.at(sheets.place("SUB-01", "行政区划", unpaid))).isEqualTo("样例县 东乡 一村");
    assertThat(sheets.at(sheets.place("SUB-01", "状态", unpaid))).isEqualTo("新发现");
    assertThat(sheets.at(sheets.place("SUB-01", "办理期限", unpaid))).isEqualTo("2023-12-15");
    assertThat(sheets.at(sheets.place("SUB-01", "规则依据", unpaid)))
        .isEqualTo("应享金额（元）：500.00\n资助项目：普高国家助学金");
    // Registry beside registry: the proof, and what else is linked to the person.
    assertThat(sheets.at(sheets.place("SUB-01", "中小学生学籍", unpaid)))
        .startsWith("▶ pupils.csv · 第2行\n")
        .contains("身份证件号 …0012", "出生日期 2009-03；", "监护人电话 138****5678", "是否孤儿 否");
    assertThat(sheets.at(sheets.place("SUB-01", "扶贫开发人员登记", unpaid)))
        .startsWith("poverty.xlsx · 一村 · 第7行\n")
        .contains("姓名 张*明", "户编号 1001", "户类型 脱贫户", "人均纯收入 5000.00");
    assertThat(sheets.at(place(sheets, "XRC-09", "对象", CaseLake.HOUSEHOLD))).isEqualTo("户 1001");
    // Of a household all rows of those who are in it.
    assertThat(sheets.at(place(sheets, "XRC-09", "扶贫开发人员登记", CaseLake.HOUSEHOLD)))
        .startsWith("▶ poverty.xlsx · 一村 · 第7行\n");
    assertThat(sheets.at(place(sheets, "XRC-09", "中小学生学籍", CaseLake.HOUSEHOLD)))
        .startsWith("pupils.csv · 第2行\n")
        .contains("身份证件号 …0012", "pupils.csv · 第3行\n", "姓名 李*")
        .containsOnlyOnce("第2行")
        .doesNotContain("第4行");
    assertThat(sheets.at(place(sheets, "FIL-02", "对象", CaseLake.FILE)))
        .isEqualTo("student_register/2023-11-30/pupils (2).csv");

    assertThat(sheets.everything())
        .contains("李*", "张*明")
        .doesNotContain("张晓明", "李浩", "529921200903070012", "13812345678", "三组12号");
    assertThat(parts(file))
        .contains("<sheetProtection ", "<dataValidation ", "属实,不属实-数据已更正")
        .contains("TRANSFERRED 已转学", "state=\"frozen\"", "<autoFilter ")
        .doesNotContain("<f>");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private static String parts(Path file) throws IOException {
    StringBuilder parts = new StringBuilder();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (var entry : zip.stream().toList()) {
        parts.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts.toString();
  }

  @Test
  void onlyTheWantedCasesGoOutAndEachExportIsKept() throws IOException {
    TestSheets sheets = TestSheets.open(two);
    assertThat(sheets.names()).containsExactly("说明", "SUB-01");
    assertThat(sheets.everything())
        .contains(CaseLake.UNPAID)
        .doesNotContain(CaseLake.UNPAID_TOO, CaseLake.HOUSEHOLD);
    assertThat(audit())
        .containsExactly(
            "export cases; 王老师; 第四季度核查; 2023-11-30; one.xlsx; 5; 64; rules all, division all,"
                + " states open",
            "export cases; 王老师; 第四季度核查; 2023-11-30; two.xlsx; 1; 64; rules SUB-01 XRC-09,"
                + " division 529921, states open");

    // A case of the rules lies elsewhere, of the household it is not known where it lies.
    assertThat(saidOfTwo)
        .startsWith("1 cases of 2023-11-30")
        .contains("1 more were left out", "--division unknown");
    Path unknown = fresh();
    assertThat(export(root, unknown, "--division", "unknown").out()).startsWith("3 cases");
    assertThat(TestSheets.open(unknown).names())
        .containsExactly("说明", "IDQ-03", "FIL-02", "XRC-09");

    String there = Files.writeString(fresh(), "x").toString();
    assertThat(execute(2, "export", "cases", "--output", there).err()).contains("[OUTPUT_EXISTS]");
    Path none = fresh();
    String name = none.toString();
    assertThat(execute(2, "export", "cases", "--rule", "SUB-99", "--output", name).err())
        .contains("[RULE_UNKNOWN]");
    assertThat(none).doesNotExist();
  }

  @Test
  void answersComeBackAllAtOnceAndAreShownByTheNextRun() {
    Path exempt = exempt(TestSheets.open(two)).save(fresh());
    assertThat(take(0, exempt, "--dry-run").out()).contains("1 answers could be taken, 0 rows");
    assertThat(decisions()).isEmpty();
    assertThat(take(0, exempt).out()).contains("1 answers taken, 0 rows");

    // Another workbook cannot answer the case without knowing of it, though no run has shown it.
    TestSheets sheets = answer(TestSheets.open(one), "SUB-01", CaseLake.UNPAID, "属实");
    assertThat(refused(sheets)).singleElement().asString().contains("[CASE_CHANGED]");
    answer(sheets, "SUB-01", CaseLake.UNPAID, "");
    // As people and programs write it.
    answer(sheets, "SUB-01", CaseLake.UNPAID_TOO, " 不属实－数据源错误 ");
    sheets.type(place(sheets, "SUB-01", "备注", CaseLake.UNPAID_TOO), "学校漏报");
    answer(sheets, "IDQ-03", CaseLake.DIGIT, "不属实—数据已更正");
    answer(sheets, "XRC-09", CaseLake.HOUSEHOLD, "属实");
    Path file = sheets.save(fresh());
    assertThat(take(0, file).out()).contains("3 answers taken, 2 rows");
    List<String> taken =
        List.of(
            "a1 1 EXEMPT TRANSFERRED 教助〔2023〕28号 李局长 2024-06-30 李主任 2023-12-05",
            "a2 2 SOURCE_WRONG 学校漏报 李主任 2023-12-05",
            "b1 2 DATA_CORRECTED 李主任 2023-12-05",
            "c1 2 CONFIRMED 李主任 2023-12-05");
    assertThat(decisions()).containsExactlyElementsOf(taken);

    // The same file again changes nothing, whoever brings it.
    assertThat(execute(0, "import", "cases", file.toString(), "--by", "别人").out())
        .contains("taken before");
    assertThat(decisions()).containsExactlyElementsOf(taken);
    assertThat(audit()).hasSize(4);
    assertThat(audit().get(3)).startsWith("import cases; 李主任; 2023-11-30; cases3.xlsx; 3; 64; of");

    // The run of before does not know the answers, the next one does.
    assertThat(states(Fixtures.DATE))
        .containsOnly("a1 NEW", "a2 NEW", "b1 NEW", "c1 NEW", "d1 NEW");
    TestCases.run(lake, Fixtures.DATE.plusMonths(1), CaseLake.findings("500.00"));
    assertThat(states(Fixtures.DATE.plusMonths(1)))
        .containsOnly(
            "a1 EXEMPTED", "a2 NOT_CONFIRMED", "b1 NOT_CONFIRMED", "c1 CONFIRMED", "d1 NEW");
  }

  private List<String> states(LocalDate date) {
    return lake
        .read(TableName.of("silver.case"), date)
        .selectExpr("concat_ws(' ', left(exception_id, 2), state)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void aTamperedKeyIsRefused() {
    TestSheets sheets = TestSheets.open(one);
    answer(sheets, "IDQ-03", CaseLake.DIGIT, "属实");
    int row = sheets.rowOf("SUB-01", CaseLake.UNPAID);
    answer(sheets, "SUB-01", CaseLake.UNPAID, "属实");
    sheets.type("SUB-01!A" + row, "a3".repeat(16));

    assertThat(refused(sheets)).containsExactly("SUB-01!A" + row + ": [KEY_TAMPERED]");

    // Another version, another seal, the key of another case: even where nothing was answered.
    TestSheets other = TestSheets.open(one);
    int digit = other.rowOf("IDQ-03", CaseLake.DIGIT);
    other.type(other.place("IDQ-03", "版本", digit), "0".repeat(16));
    int household = other.rowOf("XRC-09", CaseLake.HOUSEHOLD);
    other.type(other.place("XRC-09", "校验码", household), "");
    int file = other.rowOf("FIL-02", CaseLake.FILE);
    other.type("FIL-02!A" + file, CaseLake.UNPAID);
    assertThat(refused(other))
        .containsExactly(
            "IDQ-03!A" + digit + ": [KEY_TAMPERED]",
            "FIL-02!A" + file + ": [KEY_TAMPERED]",
            "XRC-09!A" + household + ": [KEY_TAMPERED]");
  }

  @Test
  void aWorkbookThatSaysItIsAnotherIsRefused() {
    TestSheets sheets = TestSheets.open(one);
    answer(sheets, "IDQ-03", CaseLake.DIGIT, "属实");
    sheets.type("说明!B2", "2023-12-31");
    assertThat(refused(sheets)).containsExactly("说明!B3: [KEY_TAMPERED]");

    TestSheets mixed = TestSheets.open(one);
    TestSheets other = TestSheets.open(two);
    int row = mixed.take("SUB-01", other, other.rowOf("SUB-01", CaseLake.UNPAID));
    assertThat(refused(mixed)).containsExactly("SUB-01!A" + row + ": [KEY_TAMPERED]");
  }

  @Test
  void aDuplicatedRowIsRefused() {
    TestSheets sheets = TestSheets.open(one);
    answer(sheets, "SUB-01", CaseLake.UNPAID, "属实");
    int copy = sheets.copy("SUB-01", sheets.rowOf("SUB-01", CaseLake.UNPAID));

    assertThat(refused(sheets)).containsExactly("SUB-01!A" + copy + ": [CASE_TWICE]");
  }

  @Test
  void aStaleWorkbookAndOneOfAnotherLakeAreRefused() {
    TestSheets sheets = TestSheets.open(one);
    answer(sheets, "SUB-01", CaseLake.UNPAID, "属实");
    answer(sheets, "SUB-01", CaseLake.UNPAID_TOO, "属实");
    answer(sheets, "IDQ-03", CaseLake.DIGIT, "属实");
    // The lake has the same key and the same rules, other evidence of a case, and one case less.
    List<Map<String, String>> others = new ArrayList<>(CaseLake.findings("700.00"));
    others.removeIf(finding -> finding.get("exception_id").contains(CaseLake.DIGIT));
    TestCases.run(lake, Fixtures.DATE, others);

    assertThat(refused(sheets))
        .containsExactly(
            "IDQ-03!A" + sheets.rowOf("IDQ-03", CaseLake.DIGIT) + ": [CASE_UNKNOWN]",
            "SUB-01!A" + sheets.rowOf("SUB-01", CaseLake.UNPAID) + ": [CASE_CHANGED]");
  }

  @Test
  void wrongAnswersFormulasAndNumbersOfPersonsAreRefusedByCell() {
    TestSheets sheets = TestSheets.open(one);
    answer(sheets, "IDQ-03", CaseLake.DIGIT, "大概属实");
    String digit = place(sheets, "IDQ-03", "结论", CaseLake.DIGIT);
    String note = place(sheets, "SUB-01", "备注", CaseLake.UNPAID);
    answer(sheets, "SUB-01", CaseLake.UNPAID, "属实");
    sheets.formula(note, "看似平常");
    String other = place(sheets, "SUB-01", "备注", CaseLake.UNPAID_TOO);
    answer(sheets, "SUB-01", CaseLake.UNPAID_TOO, "属实");
    sheets.type(other, "=HYPERLINK(\"http://x\")");
    String file = place(sheets, "FIL-02", "备注", CaseLake.FILE);
    answer(sheets, "FIL-02", CaseLake.FILE, "属实");
    sheets.type(file, "请联系13812345678");
    String household = place(sheets, "XRC-09", "结论", CaseLake.HOUSEHOLD);
    sheets.type(place(sheets, "XRC-09", "备注", CaseLake.HOUSEHOLD), "待查");

    List<String> faults = refused(sheets);
    assertThat(faults)
        .containsExactlyInAnyOrder(
            digit + ": [ANSWER_WRONG]",
            note + ": [FORMULA_FOUND]",
            other + ": [FORMULA_FOUND]",
            file + ": [NOTE_PERSONAL]",
            household + ": [ANSWER_WRONG]");
    TestTerminal terminal = take(2, sheets.save(fresh()));
    assertThat(terminal.err()).doesNotContain("13812345678", "大概");
    assertThat(faults(terminal)).isEqualTo(faults);
    assertThat(decisions()).isEmpty();
  }

  @Test
  void stepsAreTakenWhereTheCaseAllowsThem() {
    TestSheets wrong = TestSheets.open(one);
    step(wrong, "SUB-01", CaseLake.UNPAID, "整改中", "");
    step(wrong, "SUB-01", CaseLake.UNPAID_TOO, "已分派", "");
    answer(wrong, "IDQ-03", CaseLake.DIGIT, "不属实-数据已更正");
    step(wrong, "IDQ-03", CaseLake.DIGIT, "已分派", "县教育局");
    answer(wrong, "XRC-09", CaseLake.HOUSEHOLD, "属实");
    step(wrong, "XRC-09", CaseLake.HOUSEHOLD, "", "乡村振兴局");
    step(wrong, "FIL-02", CaseLake.FILE, "快了", "王某13812345678");
    assertThat(refused(wrong))
        .containsExactlyInAnyOrder(
            place(wrong, "SUB-01", "进展", CaseLake.UNPAID) + ": [STEP_NOT_ALLOWED]",
            place(wrong, "SUB-01", "承办单位", CaseLake.UNPAID_TOO) + ": [UNIT_MISSING]",
            place(wrong, "IDQ-03", "进展", CaseLake.DIGIT) + ": [STEP_NOT_ALLOWED]",
            place(wrong, "XRC-09", "承办单位", CaseLake.HOUSEHOLD) + ": [UNIT_MISPLACED]",
            place(wrong, "FIL-02", "进展", CaseLake.FILE) + ": [ANSWER_WRONG]",
            place(wrong, "FIL-02", "承办单位", CaseLake.FILE) + ": [NOTE_PERSONAL]");

    TestSheets sheets = TestSheets.open(one);
    answer(sheets, "SUB-01", CaseLake.UNPAID, "属实");
    step(sheets, "SUB-01", CaseLake.UNPAID, "已分派", "镇中心校");
    step(sheets, "SUB-01", CaseLake.UNPAID_TOO, "已分派", "县教育局");
    answer(sheets, "IDQ-03", CaseLake.DIGIT, "不属实-数据已更正");
    step(sheets, "IDQ-03", CaseLake.DIGIT, " 销号 ", "");
    answer(sheets, "XRC-09", CaseLake.HOUSEHOLD, "属实");
    step(sheets, "XRC-09", CaseLake.HOUSEHOLD, "已整改", "");
    assertThat(take(0, sheets.save(fresh())).out()).contains("4 answers taken, 1 rows");
    assertThat(decisions())
        .containsExactly(
            "a1 1 CONFIRMED ASSIGNED 镇中心校 李主任 2023-12-05",
            "a2 1 ASSIGNED 县教育局 李主任 2023-12-05",
            "b1 1 DATA_CORRECTED CLOSED 李主任 2023-12-05",
            "c1 1 CONFIRMED RECTIFIED 李主任 2023-12-05");

    // The next workbook goes on from there; what is put right or closed no longer goes out.
    Path next = fresh();
    export(root, next);
    TestSheets on = TestSheets.open(next);
    assertThat(on.names()).containsExactly("说明", "SUB-01", "FIL-02");
    assertThat(on.at(place(on, "SUB-01", "状态", CaseLake.UNPAID))).isEqualTo("已分派\n镇中心校");
    step(on, "SUB-01", CaseLake.UNPAID, "整改中", "");
    Path file = on.save(fresh());
    assertThat(take(0, file, "--dry-run").out()).contains("1 answers could be taken");
    assertThat(faults(take(2, file, "--dry-run", "--on", "2023-12-04")))
        .containsExactly(place(on, "SUB-01", "进展", CaseLake.UNPAID) + ": [STEP_TOO_EARLY]");

    TestCases.run(lake, Fixtures.DATE.plusMonths(1), CaseLake.findings("500.00"));
    assertThat(states(Fixtures.DATE.plusMonths(1)))
        .containsOnly("a1 ASSIGNED", "a2 ASSIGNED", "b1 CLOSED", "c1 RECTIFIED", "d1 NEW");
  }

  private static void step(TestSheets sheets, String rule, String id, String step, String unit) {
    sheets.type(place(sheets, rule, "进展", id), step);
    sheets.type(place(sheets, rule, "承办单位", id), unit);
  }

  @Test
  void anExemptionNeedsAllThatItRestsOn() {
    TestSheets sheets = exempt(TestSheets.open(one));
    sheets.type(place(sheets, "SUB-01", "批准人", CaseLake.UNPAID), "");
    sheets.type(place(sheets, "SUB-01", "有效期至", CaseLake.UNPAID), "明年");
    answer(sheets, "SUB-01", CaseLake.UNPAID_TOO, "属实");
    sheets.type(place(sheets, "SUB-01", "依据文号", CaseLake.UNPAID_TOO), "28号");
    assertThat(refused(sheets))
        .containsExactlyInAnyOrder(
            place(sheets, "SUB-01", "批准人", CaseLake.UNPAID) + ": [EXEMPTION_INCOMPLETE]",
            place(sheets, "SUB-01", "有效期至", CaseLake.UNPAID) + ": [DATE_WRONG]",
            place(sheets, "SUB-01", "依据文号", CaseLake.UNPAID_TOO) + ": [EXEMPTION_MISPLACED]");

    TestSheets reasons = exempt(TestSheets.open(one));
    reasons.type(place(reasons, "SUB-01", "豁免理由", CaseLake.UNPAID), "我看可以");
    assertThat(refused(reasons))
        .containsExactly(
            place(reasons, "SUB-01", "豁免理由", CaseLake.UNPAID) + ": [EXEMPTION_REASON]");

    TestSheets ended = exempt(TestSheets.open(one));
    ended.type(place(ended, "SUB-01", "有效期至", CaseLake.UNPAID), "2023年12月4日");
    assertThat(refused(ended))
        .containsExactly(place(ended, "SUB-01", "有效期至", CaseLake.UNPAID) + ": [EXEMPTION_ENDED]");
  }

  @Test
  void whatIsNoWorkbookOfCasesIsRefused() throws IOException {
    Path text = Files.writeString(fresh(), "案件编号,结论\n");
    assertThat(take(2, text).err()).contains("[FILE_UNREADABLE]");

    TestSheets sheets = TestSheets.open(one);
    answer(sheets, "IDQ-03", CaseLake.DIGIT, "属实");
    sheets.type("说明!A3", "");
    assertThat(refused(sheets)).containsExactly("说明!A1: [SHEET_FORM]");

    TestSheets torn = TestSheets.open(one);
    torn.type(torn.place("IDQ-03", "结论", 4), "");
    assertThat(refused(torn)).containsExactly("IDQ-03!A4: [COLUMN_MISSING]");

    TestSheets early = TestSheets.open(one);
    Path file = answer(early, "IDQ-03", CaseLake.DIGIT, "属实").save(fresh());
    assertThat(
            faults(execute(2, "import", "cases", file.toString(), "--by", "x", "--on", "20231129")))
        .containsExactly("说明!A1: [ON_TOO_EARLY]");
  }

  @Test
  void whileARunHoldsTheLakeNothingIsTaken() {
    Path file = answer(TestSheets.open(one), "IDQ-03", CaseLake.DIGIT, "属实").save(fresh());
    try (LakeLock run = LakeLock.acquire(new LakeAddress(root.toString()), null, "run 42")) {
      run.check();
      assertThat(take(4, file).err()).contains("[LAKE_LOCKED]", "run 42");
      assertThat(take(0, file, "--dry-run").out()).contains("1 answers could be taken");
    }
    assertThat(decisions()).isEmpty();
  }
}
