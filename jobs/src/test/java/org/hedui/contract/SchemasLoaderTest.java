package org.hedui.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasLoaderTest {
  private static final String ROLL = "contracts/roll.odcs.yaml";
  private static final String PUPIL = "contracts/gold.pupil.odcs.yaml";
  private static final String RULE = "rules/IDQ-03.yaml";
  private static final String POLICY = "policies/5299.yaml";
  private static final String SEX = "codes/sex.csv";

  @TempDir private Path directory;
  private SchemasFolder folder;

  @BeforeEach
  void writeFolder() {
    folder = new SchemasFolder(directory);
  }

  private List<Fault> faults() {
    return SchemasLoader.load(directory).faults();
  }

  /** The folder has this one fault. */
  private void assertFault(String code, String file, int line) {
    assertThat(faults())
        .extracting(Fault::code, Fault::file, Fault::line)
        .containsExactly(tuple(code, file, line));
  }

  /** Replacing {@code from} by {@code to} gives one fault, on the line where {@code from} began. */
  private void assertFaultOf(String code, String file, String from, String to) {
    int line = folder.line(file, from.lines().findFirst().orElseThrow());
    folder.replace(file, from, to);
    assertFault(code, file, line);
  }

  @Nested
  class AFolderWithoutFaults {

    @Test
    void becomesRecords() {
      Schemas schemas = SchemasLoader.require(directory);

      Contract roll = schemas.contract("roll");
      assertThat(roll.kind()).isEqualTo(Contract.Kind.REGISTRY);
      assertThat(roll.load()).contains(Contract.Load.SNAPSHOT);
      assertThat(roll.earlier()).isEqualTo(2);
      assertThat(schemas.contract("gold.pupil").earlier()).isZero();
      assertThat(roll.gate()).isEqualTo(Contract.Gate.BLOCK);
      assertThat(roll.trust()).contains(40);
      assertThat(roll.trust(MentionRole.STUDENT_NUMBER)).contains(20);
      assertThat(roll.trust(MentionRole.NAME)).isEmpty();
      assertThat(roll.owner()).isEqualTo("EDU");
      assertThat(roll.titleZh()).isEqualTo("名册");
      assertThat(roll.footers()).containsExactly("合计");
      assertThat(roll.key()).extracting(Column::name).containsExactly("pupil_no");
      assertThat(roll.columns())
          .containsExactly(
              new Column(
                  "pupil_no",
                  "学籍号",
                  List.of(),
                  "string",
                  Optional.empty(),
                  Semantic.TEXT,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  true,
                  false,
                  1,
                  false,
                  false,
                  Optional.of(MentionRole.STUDENT_NUMBER),
                  Optional.of(20),
                  Optional.empty(),
                  Classification.PERSONAL,
                  "Number of the pupil.",
                  "学籍号。"),
              new Column(
                  "sex",
                  "性别",
                  List.of("男女"),
                  "string",
                  Optional.empty(),
                  Semantic.CODE,
                  Optional.of("sex"),
                  Optional.empty(),
                  Optional.empty(),
                  false,
                  false,
                  0,
                  false,
                  false,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Classification.PERSONAL,
                  "Sex of the pupil.",
                  "性别。"),
              new Column(
                  "fee",
                  "金额",
                  List.of(),
                  "number",
                  Optional.empty(),
                  Semantic.AMOUNT,
                  Optional.empty(),
                  Optional.of("yuan"),
                  Optional.of("sex"),
                  false,
                  false,
                  0,
                  true,
                  true,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Classification.INTERNAL,
                  "Fee.",
                  "金额。"));
      assertThat(roll.quality())
          .containsExactly(
              new QualityRule(
                  "roll.pupil_no.complete",
                  QualityRule.Metric.NULL_VALUES,
                  List.of("pupil_no"),
                  "",
                  QualityRule.Comparison.LESS_OR_EQUAL,
                  5,
                  true,
                  true,
                  "completeness",
                  "Few blanks."),
              new QualityRule(
                  "roll.key",
                  QualityRule.Metric.DUPLICATE_VALUES,
                  List.of("pupil_no"),
                  "",
                  QualityRule.Comparison.EQUAL,
                  0,
                  true,
                  false,
                  "uniqueness",
                  "One row a pupil."),
              new QualityRule(
                  "roll.rows",
                  QualityRule.Metric.ROW_COUNT,
                  List.of(),
                  "",
                  QualityRule.Comparison.GREATER_THAN,
                  0,
                  false,
                  true,
                  "completeness",
                  "Not empty."),
              new QualityRule(
                  "roll.fee",
                  QualityRule.Metric.COMPLIANCE,
                  List.of(),
                  "fee >= 0",
                  QualityRule.Comparison.LESS_THAN,
                  1,
                  true,
                  false,
                  "consistency",
                  "No negative fee."),
              new QualityRule(
                  "roll.change",
                  QualityRule.Metric.ANOMALY,
                  List.of(),
                  "RelativeRateOfChange(0.9, 1.1)",
                  QualityRule.Comparison.EQUAL,
                  0,
                  false,
                  false,
                  "coverage",
                  "Steady."));

      Contract pupil = schemas.contract("gold.pupil");
      assertThat(pupil.kind()).isEqualTo(Contract.Kind.TABLE);
      assertThat(pupil.load()).isEmpty();
      assertThat(pupil.constraints()).containsExactly("fee > 0");
      assertThat(pupil.clusterBy()).containsExactly("fee");
      assertThat(pupil.columns().get(0).physicalType()).contains("decimal(18,2)");
      assertThat(pupil.columns().get(0).notNull()).isTrue();

      assertThat(schemas.codes().get("sex").codes())
          .containsExactly(
              new CodeList.Code("1", "男", "Male", List.of("男性", "男 生"), Map.of("note", "x")),
              new CodeList.Code("2", "女", "Female", List.of(), Map.of("note", "")));
      assertThat(schemas.rules().get("IDQ-03"))
          .isEqualTo(
              new Rule(
                  "IDQ-03",
                  1,
                  LocalDate.of(2023, 1, 1),
                  new Bilingual("身份证号校验位错误", "ID check digit wrong"),
                  Rule.Severity.HIGH,
                  "EDU+POV",
                  "record",
                  "record",
                  Optional.of("registry = 'roll' AND note <> ':free'"),
                  "length(id) < :min_length AND day::date <= :business_date",
                  Map.of("min_length", "2"),
                  Map.of("id_masked", "fn.mask_id(id)"),
                  Optional.empty(),
                  List.of("MOVED"),
                  new Bilingual("更正", "Correct it."),
                  Optional.empty(),
                  List.of()));
      PolicyPack pack = schemas.policies().get("5299");
      assertThat(pack.povertyLines())
          .isEqualTo(Map.of(2022, new BigDecimal("6500"), 2023, new BigDecimal("7300.50")));
      assertThat(pack.programmes())
          .containsExactly(
              new PolicyPack.Programme(
                  "SEN_GRANT",
                  "5299-SEN_GRANT-2022",
                  "P11",
                  new Bilingual("普高助学金", "Senior-high grant"),
                  "2022-1",
                  Optional.of("2030-1"),
                  "stage = 'SEN'",
                  List.of(
                      new PolicyPack.Standard(
                          Optional.of("class = 'FPKF'"),
                          new BigDecimal(2000),
                          new Bilingual("在册", "Registered")),
                      new PolicyPack.Standard(
                          Optional.empty(), new BigDecimal(1500), new Bilingual("困难", "Hardship"))),
                  PolicyPack.Period.YEAR,
                  List.of(),
                  PolicyPack.Prorate.NONE,
                  Optional.of("living"),
                  Map.of(
                      PolicyPack.Level.PROVINCE,
                      new BigDecimal(60),
                      PolicyPack.Level.CITY,
                      new BigDecimal(8),
                      PolicyPack.Level.COUNTY,
                      new BigDecimal(32)),
                  List.of(),
                  true));
      assertThat(schemas.views()).isEqualTo(Map.of("grain/record", "SELECT 1 AS id\n"));
    }

    @Test
    void aReferenceLoadsAsAWhole() {
      folder
          .replace(ROLL, "value: registry", "value: reference")
          .replace(ROLL, "value: snapshot", "value: reference")
          .replace(ROLL, "  - {property: earlier, value: 2}\n", "")
          .replace(ROLL, "  - {property: footers, value: [合计]}\n", "")
          .replace(ROLL, "  - {property: gate, value: block}\n", "")
          .replace(ROLL, "  - {property: trust, value: 40}\n", "");

      Contract reference = SchemasLoader.require(directory).contract("roll");

      assertThat(reference.kind()).isEqualTo(Contract.Kind.REFERENCE);
      assertThat(reference.load()).contains(Contract.Load.SNAPSHOT);
    }

    @Test
    void hasAHashOfItsPathsAndBytes() throws IOException {
      String hash = SchemasLoader.require(directory).hash();
      assertThat(hash).matches("[0-9a-f]{64}");

      folder.write(".hidden/swap", "x").write("codes/.swp", "x");
      assertThat(SchemasLoader.require(directory).hash()).isEqualTo(hash);

      folder.write("views/grain/record.sql", "SELECT 2 AS id\n");
      assertThat(SchemasLoader.require(directory).hash()).isNotEqualTo(hash);

      folder.write("views/grain/record.sql", "SELECT 1 AS id\n");
      assertThat(SchemasLoader.require(directory).hash()).isEqualTo(hash);

      Path views = directory.resolve("views");
      Files.copy(views.resolve("grain/record.sql"), views.resolve("other.sql"));
      assertThat(SchemasLoader.require(directory).hash()).isNotEqualTo(hash);
    }

    @Test
    void mayBeginItsFilesWithAByteOrderMark() {
      folder.replace(SEX, "code", "\uFEFFcode").replace(RULE, "code", "\uFEFFcode");
      assertThat(faults()).isEmpty();
    }

    @Test
    void isTheOneOfThisHouse() {
      Path house = Path.of(System.getenv("HEDUI_HOME"), "schemas");
      assertThat(SchemasLoader.load(house).faults()).isEmpty();
    }
  }

  @Nested
  class TheDaysThatACaseMayTake {
    private Optional<Integer> days() {
      return SchemasLoader.require(directory).rules().get("IDQ-03").standardSlaDays();
    }

    @ParameterizedTest
    @CsvSource({"BLOCKING, 7", "HIGH, 15", "MEDIUM, 30", "LOW, 60", "INFO,"})
    void followFromTheSeverity(String severity, Integer days) {
      folder.replace(RULE, "severity: HIGH", "severity: " + severity);
      assertThat(days()).isEqualTo(Optional.ofNullable(days));
    }

    @Test
    void areTheRulesOwnIfItNamesThem() {
      folder.replace(RULE, "severity: HIGH\n", "severity: INFO\nsla_days: 7\n");
      assertThat(days()).contains(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3661"})
    void areNoneOrTooMany(String days) {
      folder.replace(RULE, "severity: HIGH\n", "severity: HIGH\nsla_days: " + days + "\n");
      assertFault("WRONG_VALUE", RULE, folder.line(RULE, "sla_days"));
    }
  }

  @Nested
  class AllFaultsAtOnce {

    @Test
    void ofSeveralFilesAndSeveralKinds() {
      folder
          .replace(ROLL, "value: sex}", "value: sexx}")
          .replace(ROLL, "status: active", "status: alive")
          .replace(RULE, "severity: HIGH\n", "")
          .replace(RULE, "grain: record", "grain: person")
          .replace(POLICY, "county: 32", "county: 30")
          .replace(SEX, "2,女", "1,女");

      assertThat(faults())
          .extracting(Fault::file, Fault::line, Fault::code)
          .containsExactly(
              tuple(SEX, 3, "CODE_DUPLICATE"),
              tuple(ROLL, 6, "WRONG_VALUE"),
              tuple(ROLL, folder.line(ROLL, "sexx"), "CODES_UNKNOWN"),
              tuple(POLICY, folder.line(POLICY, "shares"), "SHARES_SUM"),
              tuple(RULE, 1, "MISSING_KEY"),
              tuple(RULE, folder.line(RULE, "grain:"), "GRAIN_UNKNOWN"));
    }

    @Test
    void refuseTheFolder() {
      folder
          .replace(RULE, "severity: HIGH", "severity: HIHG")
          .replace(POLICY, "period: year", "period: yearly");

      assertThatThrownBy(() -> SchemasLoader.require(directory))
          .isInstanceOfSatisfying(
              HeduiException.class,
              e -> {
                assertThat(e.code()).isEqualTo("SCHEMAS_INVALID");
                assertThat(e.exitCode()).isEqualTo(2);
              })
          .hasMessageEndingWith(
              """
              have faults; mend them:
              policies/5299.yaml:17: [WRONG_VALUE] 'period' is yearly; use one of: year, term, month,\
               day, once.
              rules/IDQ-03.yaml:5: [WRONG_VALUE] 'severity' is HIHG; did you mean HIGH?""");
    }

    @ParameterizedTest
    @ValueSource(strings = {ROLL, PUPIL, RULE, POLICY, SEX})
    void areReportedWhateverLineIsSpoilt(String path) throws IOException {
      List<String> lines = Files.readAllLines(directory.resolve(path));
      for (int line = 0; line < lines.size(); line++) {
        for (String spoilt : List.of("", "x", "  - ~", lines.get(line) + " 1", "  x: [1.0]")) {
          List<String> changed = new ArrayList<>(lines);
          changed.set(line, spoilt);
          folder.write(path, String.join("\n", changed));
          assertThat(faults())
              .allSatisfy(
                  fault -> {
                    assertThat(fault.line()).isBetween(1, lines.size() + 1);
                    assertThat(fault.message()).hasLineCount(1).matches(".*[.?]");
                  });
        }
      }
    }

    @Test
    void areWordsOfOneLine() {
      folder.replace(RULE, "title: {zh", "titel: {zh").replace(RULE, "min_length: 2", "a: {b: 1}");

      assertThat(faults())
          .extracting(Fault::message)
          .contains("Unknown key 'titel'; did you mean title?")
          .allSatisfy(message -> assertThat(message).hasLineCount(1).matches(".*[.?]"));
    }
  }

  @Nested
  class TheFiles {

    @Test
    void theFolderMustHoldContracts(@TempDir Path empty) {
      assertThat(SchemasLoader.load(empty).faults())
          .extracting(Fault::code, Fault::file, Fault::line)
          .containsExactly(tuple("FOLDER_MISSING", "contracts", 1));
      assertThat(SchemasLoader.load(empty.resolve("nowhere")).faults())
          .extracting(Fault::code)
          .containsExactly("FOLDER_MISSING");
    }

    @ParameterizedTest
    @CsvSource({
      "contracts/other.yaml",
      "rules/IDQ-04.yml",
      "codes/sex.tsv",
      "views/list.txt",
      "policies/north/5301.yaml",
      "rule/IDQ-04.yaml"
    })
    void aFileThatNothingReadsIsToldOf(String path) {
      folder.write(path, "x");
      assertFault("UNKNOWN_FILE", path, 1);
    }

    @Test
    void notesAndOtherFoldersAreLeftAlone() {
      folder.write("rules/README.md", "x").write("extra/anything.yaml", "x").write("NOTES", "x");
      assertThat(faults()).isEmpty();
    }

    @Test
    void aDanglingLinkIsToldOf() throws IOException {
      Files.createSymbolicLink(directory.resolve("views/list.sql"), Path.of("nowhere.sql"));
      assertFault("UNREADABLE", "views/list.sql", 1);
    }

    @Test
    void everyFileIsUtf8() {
      folder.write(
          SEX, "code,zh,en,aliases,source,note\n1,男,M,,,\n".getBytes(Charset.forName("GBK")));
      assertFault("ENCODING", SEX, 2);
    }

    @Test
    void noFileIsCutInsideACharacter() {
      folder.write("views/list.sql", new byte[] {'-', '-', '\n', (byte) 0xE7, (byte) 0x94});
      assertFault("ENCODING", "views/list.sql", 2);
    }

    @Test
    void noFileHoldsADamagedCharacter() {
      folder.replace(RULE, "更正", "更\uFFFD");
      assertFault("ENCODING", RULE, folder.line(RULE, "guidance"));
    }
  }

  @Nested
  class Yaml {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "version: 1|version: [1",
          "version: 1|version: 1: 2",
          "version: 1|version: \u0007x",
          "version: 1|[1]: 1",
        })
    void mustBeReadable(String from, String to) {
      folder.replace(RULE, from, to);
      assertThat(faults())
          .isNotEmpty()
          .allSatisfy(
              fault -> {
                assertThat(fault.file()).isEqualTo(RULE);
                assertThat(fault.message()).hasLineCount(1);
              })
          .anySatisfy(
              fault -> {
                assertThat(fault.code()).isEqualTo("YAML_SYNTAX");
                // An open bracket is noticed on the line after it.
                assertThat(fault.line()).isBetween(2, 3);
              });
    }

    @Test
    void isIndentedWithSpaces() {
      folder.replace(RULE, "version: 1", "\tversion: 1");
      assertThat(faults())
          .containsExactly(
              new Fault("YAML_SYNTAX", RULE, 2, "This is not YAML: a tab; indent with spaces."));
    }

    @Test
    void isNotEmpty() {
      folder.write(RULE, "# nothing yet\n");
      assertFault("YAML_SYNTAX", RULE, 1);
    }

    @Test
    void namesAKeyOnce() {
      assertFaultOf("DUPLICATE_KEY", RULE, "since:", "version: 2\nsince:");
    }

    @Test
    void sharesNoValues() {
      assertFaultOf("YAML_ANCHOR", RULE, "title: {zh", "title: &text {zh");
    }

    @Test
    void isReadByItsCoreSchema() {
      folder
          .replace(RULE, "exemptions: [MOVED]", "exemptions: [no, 2023-01-01, 01, 1_000, 1:30]")
          .replace(RULE, "unit: record", "unit: \"record\"");
      assertThat(SchemasLoader.require(directory).rules().get("IDQ-03").exemptions())
          .containsExactly("no", "2023-01-01", "01", "1_000", "1:30");
    }
  }

  @Nested
  class WhatALocalityChanges {
    private static final String LOCAL = "local/529921.yaml";

    @BeforeEach
    void writeLocality() {
      folder
          .replace(RULE, "severity: HIGH", "severity: MEDIUM")
          .write(
              LOCAL,
              """
              locality: "529921"
              source: 县教育局文件
              rules:
                - rule: IDQ-03
                  since: 2023-09-01
                  severity: HIGH
                  parameters: {min_length: 3}
              """);
    }

    @Test
    void becomesPartOfTheRule() {
      assertThat(SchemasLoader.require(directory).rules().get("IDQ-03").local())
          .containsExactly(
              new Rule.Local(
                  "529921",
                  LocalDate.of(2023, 9, 1),
                  Optional.of(Rule.Severity.HIGH),
                  Map.of("min_length", "3"),
                  "县教育局文件"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "NAME_MISMATCH | locality: \"529921\" | locality: \"529922\"",
          "RULE_UNKNOWN | rule: IDQ-03 | rule: IDQ-04",
          "WRONG_VALUE | since: 2023-09-01 | since: 2023-09-31",
          "WRONG_VALUE | severity: HIGH | severity: BLOCKING",
          "SEVERITY_LOWERED | severity: HIGH | severity: LOW",
          "PARAMETER_UNKNOWN | parameters: {min_length: 3} | parameters: {length: 3}",
          "WRONG_VALUE | parameters: {min_length: 3} | parameters: {min_length: three}",
          "UNKNOWN_KEY | severity: HIGH | sla_days: 3",
        })
    void isChecked(String code, String from, String to) {
      assertFaultOf(code, LOCAL, from, to);
    }

    @Test
    void isMoreThanNothing() {
      folder
          .replace(LOCAL, "    severity: HIGH\n", "")
          .replace(LOCAL, "    parameters: {min_length: 3}\n", "");
      assertFault("CHANGE_EMPTY", LOCAL, 4);
    }

    @Test
    void isSaidOnceADay() {
      folder.replace(
          LOCAL, "rules:\n", "rules:\n  - {rule: IDQ-03, since: 2023-09-01, severity: HIGH}\n");
      assertFault("CHANGE_TWICE", LOCAL, 5);
    }

    @Test
    void isNothingThatAViewDecides() {
      folder.write("views/grain/record.sql", "SELECT :IDQ_03_min_length AS id\n");
      assertFault("PARAMETER_SHARED", LOCAL, 7);
    }
  }

  @Nested
  class Structure {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "UNKNOWN_KEY | rules/IDQ-03.yaml | exemptions: | exemption:",
          "UNKNOWN_KEY | contracts/roll.odcs.yaml | businessName: 名册 | chineseName: 名册",
          "UNKNOWN_KEY | contracts/roll.odcs.yaml | metric: rowCount, | metric: rowCount, engine: deequ,",
          "UNKNOWN_KEY | policies/5299.yaml | shares: {province: 60, | shares: {provinz: 0, province: 60,",
          "MISSING_KEY | policies/5299.yaml | yuan: 1500, | ``",
          "MISSING_KEY | contracts/roll.odcs.yaml | `, dimension: uniqueness` | ``",
          "MISSING_KEY | contracts/roll.odcs.yaml | metric: rowCount, | ``",
          "MISSING_KEY | rules/IDQ-03.yaml | `更正, en: Correct it.` | 更正",
          "VALUE_BLANK | rules/IDQ-03.yaml | en: ID check digit wrong | en: ~",
          "VALUE_BLANK | rules/IDQ-03.yaml | zh: 身份证号校验位错误 | zh: '　'",
          "VALUE_BLANK | contracts/roll.odcs.yaml | `titleZh, value: 名册` | `titleZh, value: ' '`",
          "VALUE_BLANK | contracts/roll.odcs.yaml | value: 性别。 | value: ''",
          "VALUE_BLANK | policies/5299.yaml | yuan: 1500 | yuan: ~",
          "WRONG_TYPE | rules/IDQ-03.yaml | version: 1 | version: one",
          "WRONG_TYPE | rules/IDQ-03.yaml | exemptions: [MOVED] | exemptions: MOVED",
          "WRONG_TYPE | policies/5299.yaml | locality: \"5299\" | locality: 5299",
          "WRONG_TYPE | policies/5299.yaml | yuan: 1500 | yuan: '1500'",
          "WRONG_TYPE | policies/5299.yaml | confirmed: true | confirmed: yes",
          "WRONG_TYPE | contracts/roll.odcs.yaml | value: [合计] | value: 合计",
          "WRONG_VALUE | contracts/roll.odcs.yaml | apiVersion: v3.1.0 | apiVersion: v3.0.2",
          "WRONG_VALUE | contracts/roll.odcs.yaml | version: 1.0.0 | version: v1.0",
          "WRONG_VALUE | contracts/roll.odcs.yaml | classification: personal | classification: secret",
          "WRONG_VALUE | contracts/roll.odcs.yaml | property: footers | property: footer",
          "WRONG_VALUE | contracts/roll.odcs.yaml | value: studentNumber | value: studentNo",
          "WRONG_VALUE | contracts/roll.odcs.yaml | trust, value: 40 | trust, value: 0",
          "WRONG_VALUE | contracts/roll.odcs.yaml | earlier, value: 2 | earlier, value: 0",
          "WRONG_VALUE | contracts/roll.odcs.yaml | earlier, value: 2 | earlier, value: 13",
          "WRONG_TYPE | contracts/roll.odcs.yaml | earlier, value: 2 | earlier, value: all",
          "WRONG_TYPE | contracts/roll.odcs.yaml | trust, value: 20 | trust, value: most",
          "WRONG_VALUE | contracts/roll.odcs.yaml | metric: nullValues | metric: nulls",
          "WRONG_VALUE | contracts/roll.odcs.yaml | severity: error | severity: fatal",
          "WRONG_VALUE | rules/IDQ-03.yaml | severity: HIGH | severity: SEVERE",
          "WRONG_VALUE | rules/IDQ-03.yaml | since: 2023-01-01 | since: 2023-1-1",
          "WRONG_VALUE | rules/IDQ-03.yaml | since: 2023-01-01 | since: 2023-02-30",
          "WRONG_VALUE | rules/IDQ-03.yaml | version: 1 | version: 99999999999",
          "WRONG_VALUE | rules/IDQ-03.yaml | unit: record | unit: row",
          "WRONG_VALUE | policies/5299.yaml | from_term: 2022-1 | from_term: 2022-3",
          "WRONG_VALUE | policies/5299.yaml | yuan: 1500 | yuan: 1500.005",
          "WRONG_VALUE | policies/5299.yaml | yuan: 1500 | yuan: 0",
          "WRONG_VALUE | policies/5299.yaml | {2022: 6500 | {22: 6500",
          "WRONG_VALUE | policies/5299.yaml | county: 32 | county: 32.005",
        })
    void isCheckedToTheLine(String code, String file, String from, String to) {
      int line = folder.line(file, from);
      folder.replace(file, from, to == null ? "" : to);
      assertThat(faults())
          .extracting(Fault::code, Fault::file, Fault::line)
          .contains(tuple(code, file, line));
    }

    @Test
    void saysWhatMayStandThere() {
      folder.replace(RULE, "unit: record", "unit: row").replace(RULE, "since: 2023", "since: 23");
      assertThat(faults())
          .extracting(Fault::toString)
          .containsExactly(
              "rules/IDQ-03.yaml:3: [WRONG_VALUE] 'since' is 23-01-01; write a date such as"
                  + " 2023-01-01.",
              "rules/IDQ-03.yaml:8: [WRONG_VALUE] 'unit' is row; use one of: household, person,"
                  + " record, file.");
    }

    @Test
    void tellsOfAValueOnce() {
      folder
          .replace(RULE, "predicate: length", "predicate: [length")
          .replace(RULE, "_date\n", "_date]\n");
      assertThat(faults())
          .filteredOn(fault -> fault.code().equals("WRONG_TYPE"))
          .singleElement()
          .extracting(Fault::message)
          .isEqualTo("'predicate' has the wrong form; write a text.");
    }
  }

  @Nested
  class Contracts {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "NAME_MISMATCH | - name: roll | - name: list",
          "OWNER_UNKNOWN | domain: EDU | domain: EDUC",
          "PROPERTY_DUPLICATE | - {property: footers, value: [合计]} | - {property: load, value: snapshot}",
          "PROPERTY_MISPLACED | value: snapshot | value: reference",
          "PROPERTY_MISPLACED | - {property: footers, value: [合计]} | - {property: constraints, value: [a > 0]}",
          "PROPERTY_MISPLACED | `{property: blank, value: none}` | `{property: trust, value: 5}`",
          "COLUMN_DUPLICATE | - name: fee | - name: pupil_no",
          "CODES_UNKNOWN | `{property: codes, value: sex}` | `{property: codes, value: sexes}`",
          "UNIT_COLUMN_UNKNOWN | `{property: unitColumn, value: sex}` | `{property: unitColumn, value: unit}`",
          "HEADER_COLLISION | value: [男女] | value: ['学 籍号：(必填)']",
          "HEADER_COLLISION | businessName: 金额 | businessName: 男女",
          "MENTION_DUPLICATE | `{property: blank, value: none}` | `{property: mention, value: studentNumber}`",
          "QUALITY_COLUMN | properties: [pupil_no] | properties: [pupil]",
          "QUALITY_BOUND | mustBeGreaterThan: 0 | mustBeGreaterThan: 0, mustBe: 1",
          "QUALITY_BOUND | `mustBeGreaterThan: 0, ` | ``",
          "QUALITY_BOUND | mustBeLessThan: 1 | mustBeLessThan: 101",
          "QUALITY_BOUND | `1.1)\",` | `1.1)\", mustBe: 0,`",
          "DUPLICATE_ID | id: roll.rows | id: roll.key",
        })
    void areCheckedToTheLine(String code, String from, String to) {
      assertFaultOf(code, ROLL, from, to == null ? "" : to);
    }

    @Test
    void areNamedAsTheirFile() {
      folder
          .replace(ROLL, "name: roll", "name: rolls")
          .replace(ROLL, "- name: roll", "- name: rolls");
      assertFault("NAME_MISMATCH", ROLL, 4);
    }

    @Test
    void haveTheLayerOfTheirName() {
      assertFaultOf("NAME_MISMATCH", PUPIL, "value: gold", "value: silver");
    }

    @Test
    void areLaidOutByColumnsOfTheirs() {
      assertFaultOf("CLUSTER_COLUMN", PUPIL, "clusterBy, value: [fee]", "clusterBy, value: [fees]");
    }

    @Test
    void ofPublishedTablesNameALayer() throws IOException {
      Files.delete(directory.resolve(PUPIL));
      String path = "contracts/pupil.odcs.yaml";
      folder
          .write(path, SchemasFolder.TABLE)
          .replace(path, "name: gold.pupil", "name: pupil")
          .replace(path, "  - {property: layer, value: gold}\n", "");
      assertFault("TABLE_NAME", path, 4);
    }

    @Test
    void haveIdsOfTheirOwn() {
      folder.replace(ROLL, "contract:roll", "contract:gold.pupil");
      assertFault("DUPLICATE_ID", ROLL, 3);
    }

    @Test
    void sayWhatTheyAre() {
      folder.replace(ROLL, "  - {property: purposeZh, value: 每生一行。}\n", "");
      assertFault("PROPERTY_MISSING", ROLL, 1);
    }

    @Test
    void ofRegistriesSayWhatAFailedRuleDoes() {
      folder.replace(ROLL, "  - {property: gate, value: block}\n", "");
      assertFault("PROPERTY_MISSING", ROLL, 1);
    }

    @Test
    void ofIncrementsNameNoEarlierDeliveries() {
      folder.replace(ROLL, "value: snapshot", "value: increment");
      assertFault("PROPERTY_MISPLACED", ROLL, folder.line(ROLL, "earlier"));
    }

    @Test
    void ofTablesAndOfRegistriesWithoutPersonsAreNotRanked() {
      folder.replace(
          PUPIL,
          "  - {property: kind, value: table}\n",
          "  - {property: kind, value: table}\n  - {property: trust, value: 1}\n");
      assertFault("PROPERTY_MISPLACED", PUPIL, folder.line(PUPIL, "trust"));
      folder.replace(PUPIL, "  - {property: trust, value: 1}\n", "");

      folder
          .replace(ROLL, "          - {property: mention, value: studentNumber}\n", "")
          .replace(ROLL, "          - {property: trust, value: 20}\n", "");
      assertFault("PROPERTY_MISPLACED", ROLL, folder.line(ROLL, "trust"));
    }

    @Test
    void describeEveryColumnInChinese() {
      folder.replace(ROLL, "          - {property: descriptionZh, value: 性别。}\n", "");
      assertFault("PROPERTY_MISSING", ROLL, folder.line(ROLL, "- name: sex"));
    }

    @Test
    void pairCodesWithTheirMeaning() {
      folder.replace(ROLL, "          - {property: codes, value: sex}\n", "");
      assertFault("CODES_SEMANTIC", ROLL, folder.line(ROLL, "- name: sex"));
    }

    @Test
    void pairTheMeaningWithCodes() {
      folder.replace(ROLL, "          - {property: semantic, value: code}\n", "");
      assertFault("CODES_SEMANTIC", ROLL, folder.line(ROLL, "- name: sex"));
    }

    @Test
    void ofRegistriesHaveAKey() {
      folder.replace(ROLL, "        primaryKey: true\n        primaryKeyPosition: 1\n", "");
      assertFault("KEY_MISSING", ROLL, 1);
    }

    @Test
    void countTheirKeyFromOne() {
      folder.replace(ROLL, "primaryKeyPosition: 1", "primaryKeyPosition: 2");
      assertFault("KEY_POSITIONS", ROLL, folder.line(ROLL, "- name: pupil_no"));
    }

    @Test
    void numberTheirKey() {
      folder.replace(ROLL, "        primaryKeyPosition: 1\n", "");
      assertFault("KEY_POSITIONS", ROLL, folder.line(ROLL, "- name: pupil_no"));
    }

    @Test
    void giveAKeyPositionOnce() {
      folder.replace(
          ROLL,
          "businessName: 性别\n",
          "businessName: 性别\n        primaryKey: true\n        primaryKeyPosition: 1\n");
      assertFault("KEY_POSITIONS", ROLL, folder.line(ROLL, "- name: sex"));
    }

    @Test
    void ofRegistriesRequireAHeader() {
      folder.replace(ROLL, "          - {property: header, value: required}\n", "");
      assertFault("HEADER_MISSING", ROLL, 1);
    }

    @Test
    void ofTablesUseTypesOfSpark() {
      assertFaultOf("PHYSICAL_TYPE", PUPIL, "physicalType: decimal(18,2)", "physicalType: money");
    }

    @Test
    void ofTablesTypeEveryColumn() {
      folder.replace(PUPIL, "        physicalType: decimal(18,2)\n", "");
      assertFault("PHYSICAL_TYPE", PUPIL, folder.line(PUPIL, "- name: fee"));
    }

    @Test
    void ofTablesSayNothingOfDeliveries() {
      folder.replace(
          PUPIL, "value: 金额。}\n", "value: 金额。}\n          - {property: aliases, value: [钱]}\n");
      assertFault("PROPERTY_MISPLACED", PUPIL, folder.line(PUPIL, "aliases"));
    }

    @Test
    void measureNamedColumns() {
      assertFaultOf("QUALITY_COLUMN", ROLL, "arguments: {properties: [pupil_no]}, ", "");
    }

    @Test
    void measureRowsOnTheTable() {
      assertFaultOf("QUALITY_COLUMN", ROLL, "metric: nullValues", "metric: rowCount");
    }
  }

  @Nested
  class Rules {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "NAME_MISMATCH | code: IDQ-03 | code: IDQ-04",
          "OWNER_UNKNOWN | owner: EDU+POV | owner: EDU+POW",
          "GRAIN_UNKNOWN | grain: record | grain: records",
          "PARAMETER_UNDECLARED | <= :business_date | <= :busines_date",
          "PARAMETER_UNDECLARED | fn.mask_id(id) | fn.mask_id(:width)",
          "PARAMETER_UNUSED | {min_length: 2} | {min_length: 2, width: 3}",
        })
    void areCheckedToTheLine(String code, String from, String to) {
      assertFaultOf(code, RULE, from, to);
    }

    @Test
    void mayBelongToTheSource() {
      folder.replace(RULE, "EDU+POV", "source");
      assertThat(faults()).isEmpty();
    }
  }

  @Nested
  class Policies {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "NAME_MISMATCH | locality: \"5299\" | locality: \"529921\"",
          "PROGRAMME_UNKNOWN | code: SEN_GRANT | code: SEN_GRAND",
          "SHARES_SUM | county: 32 | county: 32.5",
          "TERM_ORDER | to_term: 2030-1 | to_term: 2021-2",
          "DUPLICATE_ID | policy_id: 5299-SEN_GRANT-2022 | policy_id: urn:hedui:contract:roll",
          "PERIOD_TIMES | period: year | period: day",
          "PERIOD_TIMES | exclusive_group: living | months: [5, 5]",
          "SHARES_SUM | county: 32 | rest: 31",
          "WRONG_VALUE | exclusive_group: living | prorate: day",
          "WRONG_VALUE | exclusive_group: living | funding: [lottery]",
        })
    void areCheckedToTheLine(String code, String from, String to) {
      assertFaultOf(code, POLICY, from, to);
    }

    /** What is added to the pack has this one fault, on the line that {@code at} stands in. */
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "LINE_TWICE | 2023-01-01 | income_lines: [{kind: standard, from: 2023-01-01, yuan: 7300}]",
          "WRONG_VALUE | 2023-02-30 | income_lines: [{kind: exit, from: 2023-02-30, yuan: 7300}]",
          "WRONG_VALUE | kind: poor | income_lines: [{kind: poor, from: 2023-02-20, yuan: 7300}]",
          "STACKING_PROGRAMME | NUT | stacking: [{programmes: [SEN_GRANT, NUT], rule: allow}]",
          "STACKING_YUAN | rule: allow | stacking: [{programmes: [SEN_GRANT, SEN_GRANT], rule: allow, yuan: 5}]",
          "STACKING_TWICE | rule: exclusive | stacking: [{programmes: [SEN_GRANT, SEN_GRANT], rule: exclusive}]",
          "ALLOCATION_TWICE | allocation | allocation: [{from_term: 2022-1, weights: {hardship: 100}}, {from_term: 2022-1, weights: {enrolled: 100}}]",
          "WEIGHTS_SUM | allocation | allocation: [{from_term: 2022-1, weights: {enrolled: 30, hardship: 60}}]",
          "SMALL_SCHOOL | allocation | allocation: [{from_term: 2022-1, weights: {small_school: 40, hardship: 60}}]",
          "SMALL_SCHOOL | allocation | allocation: [{from_term: 2022-1, small_school_below: 100, weights: {hardship: 100}}]",
          "VALUE_UNIT | value: 5 | parameters: [{id: x, basis: P01, title: {zh: 一, en: one}, value: 5, recipient: pupil, condition: {zh: 一, en: one}, from_term: 2022-1, confirmed: true}]",
          "DUPLICATE_ID | id: roll.key | parameters: [{id: roll.key, basis: P01, title: {zh: 一, en: one}, recipient: pupil, condition: {zh: 一, en: one}, from_term: 2022-1, confirmed: true}]",
          "TERM_ORDER | to_term: 2021-1 | parameters: [{id: x, basis: P01, title: {zh: 一, en: one}, recipient: pupil, condition: {zh: 一, en: one}, from_term: 2022-1, to_term: 2021-1, confirmed: true}]",
        })
    void mayNotGainAFault(String code, String at, String more) {
      folder.write(POLICY, SchemasFolder.POLICY + more + "\n");
      assertFault(code, POLICY, folder.line(POLICY, at));
    }

    @Test
    void endAStandardBeforeTheNextOfItsProgramme() {
      String next =
          SchemasFolder.POLICY
              .substring(SchemasFolder.POLICY.indexOf("  - code"))
              .replace("GRANT-2022", "GRANT-2030")
              .replace("from_term: 2022-1", "from_term: 2030-2")
              .replace("to_term: 2030-1", "to_term: 2035-2");
      folder.write(POLICY, SchemasFolder.POLICY + next);
      assertThat(faults()).isEmpty();
      folder.write(POLICY, SchemasFolder.POLICY + next.replace("2030-2", "2030-1"));
      assertThat(faults())
          .extracting(Fault::code, Fault::line)
          .containsExactly(tuple("TERM_OVERLAP", 25));
    }

    @Test
    void mayHoldLinesAndParametersAlone() {
      folder.write(
          POLICY,
          """
          locality: "5299"
          name: {zh: 样例市, en: Sample city}
          source: 办法
          confirmed: true
          """);
      assertFault("PACK_EMPTY", POLICY, 1);
      folder.write(
          POLICY,
          """
          locality: "5299"
          name: {zh: 样例市, en: Sample city}
          source: 办法
          confirmed: true
          poverty_lines: {2023: 7300}
          income_lines:
            - {kind: standard, from: 2024-03-14, yuan: 8800}
            - {kind: poor_village, from: 2017-01-01, yuan: 4737}
          parameters:
            - {id: 5299-P33, basis: P33, title: {zh: 贷款, en: Loan}, value: 20000, bound: at_most, unit: yuan, period: year, recipient: household, condition: {zh: 户, en: Household}, from_term: 2009-1, shares: {county: 20, rest: 80}, confirmed: false}
          """);

      PolicyPack pack = SchemasLoader.require(directory).policies().get("5299");

      assertThat(pack.povertyLines())
          .isEqualTo(Map.of(2023, new BigDecimal(7300), 2024, new BigDecimal(8800)));
      assertThat(pack.incomeLine(PolicyPack.LineKind.STANDARD, LocalDate.of(2024, 3, 13)))
          .contains(new BigDecimal(7300));
      assertThat(pack.incomeLine(PolicyPack.LineKind.STANDARD, LocalDate.of(2024, 3, 14)))
          .contains(new BigDecimal(8800));
      assertThat(pack.incomeLine(PolicyPack.LineKind.POOR_VILLAGE, LocalDate.of(2023, 1, 1)))
          .contains(new BigDecimal(4737));
      assertThat(pack.incomeLine(PolicyPack.LineKind.EXIT, LocalDate.of(2023, 1, 1))).isEmpty();
      assertThat(pack.parameters())
          .containsExactly(
              new PolicyPack.Parameter(
                  "5299-P33",
                  "P33",
                  new Bilingual("贷款", "Loan"),
                  Optional.of(new BigDecimal(20000)),
                  PolicyPack.Bound.AT_MOST,
                  Optional.of(PolicyPack.Unit.YUAN),
                  Optional.of(PolicyPack.Period.YEAR),
                  PolicyPack.Recipient.HOUSEHOLD,
                  new Bilingual("户", "Household"),
                  "2009-1",
                  Optional.empty(),
                  Map.of(
                      PolicyPack.Level.COUNTY,
                      new BigDecimal(20),
                      PolicyPack.Level.REST,
                      new BigDecimal(80)),
                  false));
    }

    @Test
    void areReadFromAnotherFileInTheirPlace() {
      Path changed = directory.resolve("changed.txt");
      folder.write("changed.txt", SchemasFolder.POLICY.replace("yuan: 1500", "yuan: 1600"));

      SchemasLoader.Changed with = SchemasLoader.loadWithPolicy(directory, changed);

      assertThat(with.locality()).isEqualTo("5299");
      assertThat(with.loaded().faults()).isEmpty();
      Schemas schemas = with.loaded().schemas().orElseThrow();
      assertThat(schemas.policies().get("5299").programmes().get(0).standards().get(1).yuan())
          .isEqualTo(new BigDecimal(1600));
      assertThat(schemas.hash()).isNotEqualTo(SchemasLoader.require(directory).hash());
    }

    @Test
    void haveTheirFaultsToldUnderTheirOwnPath() {
      Path changed = directory.resolve("changed.txt");
      folder.write("changed.txt", SchemasFolder.POLICY.replace("county: 32", "county: 30"));

      assertThat(SchemasLoader.loadWithPolicy(directory, changed).loaded().faults())
          .extracting(Fault::code, Fault::file, Fault::line)
          .containsExactly(tuple("SHARES_SUM", changed.toString(), 19));
      assertThat(
              SchemasLoader.loadWithPolicy(directory, directory.resolve("none")).loaded().faults())
          .extracting(Fault::code)
          .containsExactly("UNREADABLE");
    }
  }

  @Nested
  class CodeLists {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "CSV_HEADER | code,zh,en | code,en,zh",
          "CSV_HEADER | source,note | source,zh",
          "CSV_ROW | 2,女,Female | 2,女,Female, not male",
          "CSV_SYNTAX | 2,女,Female | 2,\"女\"x,Female",
          "VALUE_BLANK | 2,女 | ,女",
          "VALUE_BLANK | 2,女 | 2,",
          "VALUE_BLANK | Female | ` `",
          "CODE_DUPLICATE | 2,女,Female | 1,男,Male",
          "LABEL_AMBIGUOUS | 女 | `男　性`",
          "LABEL_AMBIGUOUS | Female, | `Female,未知|男生`",
        })
    void areCheckedToTheLine(String code, String from, String to) {
      assertFaultOf(code, SEX, from, to);
    }

    @Test
    void mayHoldALineBreakInAText() {
      folder.replace(SEX, "1,男,Male", "1,男,\"Male\nor so\"").replace(SEX, "2,女", ",女");
      assertFault("VALUE_BLANK", SEX, 4);
    }

    @Test
    void haveNoEmptyRows() {
      folder.replace(SEX, "2,女", "\n2,女");
      assertFault("CSV_ROW", SEX, 3);
    }

    @Test
    void thatOthersNeedMustBeThere() throws IOException {
      Files.delete(directory.resolve("codes/programme.csv"));
      assertFault("CODES_UNKNOWN", "codes/programme.csv", 1);
    }

    @Test
    void thatCannotBeReadAreNotMissedElsewhere() {
      folder.replace("codes/department.csv", "code,zh", "zh,code");
      assertFault("CSV_HEADER", "codes/department.csv", 1);
    }
  }
}
