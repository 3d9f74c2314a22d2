package org.hedui.function;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.hedui.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkTest.class)
class FunctionsTest {
  private static final List<String> TEXTS =
      Arrays.asList(
          null,
          "",
          " \u3000",
          "529921199001010019",
          "52992119900101006X",
          " 52992119900101006ｘ",
          "529921199001010018",
          "529921900101006",
          "52992119900101001942",
          "52992119900101006X71B1",
          "9999990001",
          "5.29921E+17",
          "G529921199001010019",
          "L529921199001010019",
          "529921100205.0",
          "10012341234",
          "2010-01-02",
          "2010年1月2日",
          "40180",
          "1899-12-31",
          "202309.0",
          "2023",
          "1,200人",
          "2.55万元",
          "-400",
          "1E+30",
          "單 田芳",
          "阿依努尔．买买提",
          "𠮷㛃",
          "江\uFFFD宝");

  private static final StructType SCHEMA = new StructType().add("s", DataTypes.StringType);
  private static final List<Row> ROWS =
      TEXTS.stream().map(text -> RowFactory.create(text)).toList();

  /** What each function of one argument should give, as Spark would write it. */
  private static final Map<String, Function<String, Object>> EXPECTED = expected();

  private static Map<String, Function<String, Object>> expected() {
    Map<String, Function<String, Object>> functions = new TreeMap<>();
    functions.put("clean_text", CleanText::clean);
    functions.put("is_damaged", text -> text == null ? null : CleanText.isDamaged(text));
    functions.put("division_code", CleanText::divisionCode);
    functions.put("id_text", IdNumber::text);
    functions.put("id_kind", IdNumber::kind);
    functions.put("id18", IdNumber::valid);
    functions.put("id_check_ok", FunctionsTest::checkOk);
    functions.put("id_check_digit", IdNumber::checkDigit);
    functions.put("id_birth", IdNumber::birth);
    functions.put("id_sex", IdNumber::sex);
    functions.put("student_number_kind", StudentNumber::kind);
    functions.put("student_number_id18", StudentNumber::idNumber);
    functions.put("disability_class", DisabilityCard::disabilityClass);
    functions.put("disability_grade", DisabilityCard::grade);
    functions.put("name_clean", PersonName::clean);
    functions.put("name_norm", PersonName::norm);
    functions.put("name_pinyin", PersonName::pinyin);
    functions.put("parse_date", DateText::date);
    functions.put("parse_year_month", DateText::yearMonth);
    functions.put("parse_year", DateText::year);
    functions.put("parse_integer", NumberText::integer);
    functions.put("parse_amount", NumberText::amount);
    functions.put("match_words", text -> text == null ? null : MatchText.words(text));
    functions.put("match_code", text -> text == null ? null : MatchText.code(text));
    functions.put("mask_id", Masks::id);
    functions.put("mask_name", Masks::name);
    functions.put("mask_phone", Masks::phone);
    return functions;
  }

  private static Boolean checkOk(String text) {
    boolean eighteen = text != null && text.length() == 18;
    return eighteen ? IdNumber.checkDigitIsRight(text) : null;
  }

  @Test
  void everyFunctionGivesInGeneratedCodeWhatJavaGives() {
    RuntimeConfig settings = SparkTest.session().conf();
    // A run of the pipeline in the same JVM may have fitted the session to small data.
    Map<String, String> compiled =
        Map.of(
            "spark.sql.codegen.wholeStage", "true",
            "spark.sql.codegen.factoryMode", "CODEGEN_ONLY",
            // Otherwise Spark would go on without generated code, should that not compile.
            "spark.sql.codegen.fallback", "false");
    Map<String, String> before = new TreeMap<>();
    compiled.keySet().forEach(key -> before.put(key, settings.get(key)));
    compiled.forEach(settings::set);
    try {
      Dataset<Row> results = texts().selectExpr(calls());
      assertThat(results.queryExecution().executedPlan().toString()).contains("*(1) Project");
      assertAsExpected(results.collectAsList());
    } finally {
      before.forEach(settings::set);
    }
  }

  @Test
  void everyFunctionGivesTheSameWithoutGeneratedCode() {
    Dataset<Row> results = SparkTest.session().createDataFrame(ROWS, SCHEMA).selectExpr(calls());
    assertThat(results.queryExecution().executedPlan().toString()).startsWith("LocalTableScan");
    assertAsExpected(results.collectAsList());
  }

  private static String[] calls() {
    return EXPECTED.keySet().stream()
        .map(name -> "CAST(fn." + name + "(s) AS STRING) AS " + name)
        .toArray(String[]::new);
  }

  private static void assertAsExpected(List<Row> results) {
    assertThat(results).hasSameSizeAs(TEXTS);
    for (int i = 0; i < TEXTS.size(); i++) {
      String text = TEXTS.get(i);
      Row result = results.get(i);
      EXPECTED.forEach(
          (name, function) ->
              assertThat(result.<String>getAs(name))
                  .as(name + "(" + text + ")")
                  .isEqualTo(Objects.toString(function.apply(text), null)));
    }
  }

  @Test
  void namesAreComparedAndValuesHidden() {
    Row row =
        texts()
            .selectExpr(
                "fn.name_compatible('張偉', '张玮')",
                "fn.name_compatible('张伟', '张强')",
                "fn.name_compatible(s, '张强')",
                "fn.pseudonym('person', '529921199001010019')",
                "fn.pseudonym('person', s)",
                "fn.pseudonym(s, 'x')")
            .head();
    assertThat(row)
        .isEqualTo(
            RowFactory.create(
                true,
                false,
                null,
                "5370751ea3919374b06eeda5aca785e9f5f183ef79ebda268897d8c7d5ea330a",
                null,
                null));
  }

  @Test
  void theKeyIsInNoPlan() {
    Dataset<Row> pseudonyms =
        texts().selectExpr("fn.pseudonym('person', s) AS p", "fn.name_compatible(s, s) AS c");
    assertThat(pseudonyms.queryExecution().toString()).doesNotContain(SparkTest.KEY);
    assertThat(pseudonyms.where("p IS NOT NULL AND c").count()).isPositive();
  }

  @Test
  void typesAreThoseDeclared() {
    StructType schema =
        texts()
            .selectExpr(
                "fn.id18(s) AS a",
                "fn.parse_date(s) AS b",
                "fn.parse_amount(s) AS c",
                "fn.parse_integer(s) AS d",
                "fn.is_damaged(s) AS e")
            .schema();
    assertThat(schema.toDDL()).isEqualTo("a STRING,b DATE,c DECIMAL(18,2),d INT,e BOOLEAN");
  }

  @Test
  void pairsAreCompared() {
    Row row =
        texts()
            .selectExpr(
                "round(fn.jaro_winkler('martha', 'marhta'), 4)",
                "fn.jaro_winkler('martha', NULL)",
                "fn.edits('martha', 'marhta', 2)",
                "fn.level_of_names('rob', 'robert')",
                "fn.level_of_names('rob', NULL)",
                "fn.level_of_exchanged('li', 'wei', 'wei', 'li')",
                "fn.level_of_texts('high street 1', 'high stret 1')",
                "fn.level_of_codes('1234567', '1234576')",
                "fn.level_of_dates('19710624', '19710524')",
                "fn.match_date('24/6/1971', false)",
                "fn.common_keys(array(1, 0, 3), array(1, 0, 4))")
            .head();
    assertThat(row).isEqualTo(RowFactory.create(0.9611, null, 1, 3, 0, 3, 2, 2, 2, "19710624", 1L));
  }

  @Test
  void setsAreCleanedSortedAndNeverEmpty() {
    Row row =
        texts()
            .selectExpr(
                "fn.match_set(array('b-2', NULL, 'A 1', 'a1', ''))",
                "fn.match_set(array('', NULL, '—'))",
                "fn.match_set(array())",
                "fn.match_set(NULL)")
            .head();
    assertThat(row.getList(0)).isEqualTo(List.of("a1", "b2"));
    assertThat(row.isNullAt(1)).isTrue();
    assertThat(row.isNullAt(2)).isTrue();
    assertThat(row.isNullAt(3)).isTrue();
  }

  @Test
  void functionsAreCalledFromJavaToo() {
    assertThat(texts().select(call_function("fn.id_kind", col("s"))).head().getString(0))
        .isEqualTo("BLANK");
  }

  @Test
  void theCatalogHoldsTheseFunctionsAndNoOthers() throws Exception {
    Functions catalog = new Functions();
    catalog.initialize("fn", CaseInsensitiveStringMap.empty());
    List<String> names =
        Stream.of(catalog.listFunctions(new String[0])).map(Identifier::name).toList();
    List<String> tested = new ArrayList<>(EXPECTED.keySet());
    tested.addAll(List.of("name_compatible", "pseudonym"));
    tested.addAll(List.of("lasting", "rotated", "rotated_hash")); // RotateTest, too
    tested.addAll(List.of("match_date", "match_set", "jaro_winkler", "edits", "common_keys"));
    tested.addAll(List.of("level_of_names", "level_of_exchanged", "level_of_texts"));
    tested.addAll(List.of("level_of_codes", "level_of_dates"));
    assertThat(names).containsExactlyInAnyOrderElementsOf(tested);
    assertThat(catalog.listFunctions(new String[] {"other"})).isEmpty();
    assertThat(catalog.loadFunction(Identifier.of(new String[0], "ID18")).description())
        .isEqualTo("id18(id_text) -> STRING");
  }

  @Test
  void aLastingHashIsThatOfTheFirstPartOfTheKeyAndNothingOfNothing() {
    Row row = texts().selectExpr("fn.lasting('phone', 'x')", "fn.lasting('phone', NULL)").head();
    assertThat(row.getString(0)).isEqualTo(PseudonymKey.lake().lasting("phone", "x"));
    assertThat(row.isNullAt(1)).isTrue();
  }

  @Test
  void aProcessWithoutTheNewKeyRotatesNothing() {
    for (String function : List.of("rotated", "rotated_hash")) {
      Dataset<Row> rotated = texts().selectExpr("fn." + function + "('0123456789abcdef', 'x')");
      assertThatThrownBy(rotated::collectAsList)
          .hasStackTraceContaining("another key file than the new one");
    }
  }

  @Test
  void aWrongCallIsExplained() {
    assertThatThrownBy(() -> SparkTest.session().sql("SELECT fn.pseudonym('a')"))
        .hasStackTraceContaining("Write fn.pseudonym(domain, value)");
    assertThatThrownBy(() -> SparkTest.session().sql("SELECT fn.nothing('a')"))
        .hasMessageContaining("nothing");
  }

  private static Dataset<Row> texts() {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext());
    // From an RDD: the optimiser works out a local relation by itself, without generated code.
    return SparkTest.session().createDataFrame(context.parallelize(ROWS, 1), SCHEMA);
  }
}
