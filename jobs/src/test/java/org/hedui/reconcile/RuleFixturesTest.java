package org.hedui.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Rule;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Every rule has a positive, a negative and a NULL fixture over its own grain view's columns. */
@ExtendWith(SparkTest.class)
class RuleFixturesTest {
  private static final Map<String, Integer> OUTCOMES =
      Map.of(
          "passed", GrainSql.PASSED,
          "failed", GrainSql.FAILED,
          "unknown", GrainSql.UNKNOWN,
          "outside", GrainSql.OUTSIDE);

  private static final Map<String, StructType> SCHEMAS = new HashMap<>();

  @TempDir static Path lake;
  private static RunContext context;
  private static RunViews views;

  @BeforeAll
  static void planOverAnEmptyLake() {
    context = Fixtures.context(lake);
    views = new RunViews(context);
  }

  static Stream<Rule> rules() {
    return Fixtures.schemas().rules().values().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleFindsItsPositivePassesItsNegativeAndKnowsItsNull(Rule rule) throws IOException {
    Map<String, Map<String, Object>> fixture = fixture(rule);
    Map<String, Object> unknown = fixture.get("null");

    assertThat(outcome(rule, literals(fixture.get("positive")))).isEqualTo(GrainSql.FAILED);
    assertThat(outcome(rule, literals(fixture.get("negative")))).isEqualTo(GrainSql.PASSED);
    assertThat(unknown).containsKeys("row", "outcome", "because");
    assertThat(outcome(rule, literals(unknown.get("row"))))
        .as("NULL fixture: %s", unknown.get("because"))
        .isEqualTo(OUTCOMES.get(unknown.get("outcome")));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aFindingCarriesTheRulesSeverityAndEvidence(Rule rule) throws IOException {
    Dataset<Row> view = view(rule, literals(fixture(rule).get("positive")));
    RuleEngine.Evaluation evaluation =
        RuleEngine.of(views).prepare(view, rule.grain(), List.of(rule));

    Row finding = evaluation.findings().orElseThrow().head();

    assertThat(finding.<String>getAs("rule_code")).isEqualTo(rule.code());
    assertThat(finding.<String>getAs("severity")).isEqualTo(rule.severity().name());
    assertThat(finding.getJavaMap(finding.fieldIndex("evidence")).keySet())
        .containsExactlyInAnyOrderElementsOf(rule.evidence().keySet());
  }

  @Test
  void moreRulesOfAGrainMakeNoMoreJobs() throws IOException {
    List<Rule> rules = RuleEngine.byGrain(rules().toList()).get("household");
    Dataset<Row> row = view(rules.get(0), literals(fixture(rules.get(0)).get("positive")));
    // As rows of a table: of a literal Spark would know the outcome without a job.
    Dataset<Row> view = SparkTest.session().createDataFrame(row.toJavaRDD(), row.schema());

    assertThat(rules).hasSizeGreaterThan(10);
    assertThat(jobs(view, rules)).isEqualTo(jobs(view, rules.subList(0, 1))).isPositive();
  }

  private static int jobs(Dataset<Row> view, List<Rule> rules) {
    return SparkTest.jobs(
        () -> RuleEngine.of(views).prepare(view, "household", rules).computed().results());
  }

  private static int outcome(Rule rule, Map<String, String> row) {
    view(rule, row).createOrReplaceTempView("fixture");
    return SparkTest.session()
        .sql(GrainSql.outcomes("fixture", List.of(rule)), RunViews.parameters(context))
        .select("`" + rule.code() + "`")
        .head()
        .getInt(0);
  }

  private static Dataset<Row> view(Rule rule, Map<String, String> row) {
    StructType schema =
        SCHEMAS.computeIfAbsent(rule.grain(), grain -> views.select("grain/" + grain).schema());
    return Fixtures.rows(schema, List.of(row));
  }

  @SuppressWarnings("unchecked") // The shape of the fixture files, which the assertions check.
  private static Map<String, Map<String, Object>> fixture(Rule rule) throws IOException {
    String name = "/rule-fixtures/" + rule.code() + ".yaml";
    try (InputStream file = RuleFixturesTest.class.getResourceAsStream(name)) {
      assertThat(file).as("every rule has fixtures: add src/test/resources%s", name).isNotNull();
      return (Map<String, Map<String, Object>>) new Yaml().load(file);
    }
  }

  @SuppressWarnings("unchecked") // As above.
  private static Map<String, String> literals(Object row) {
    return (Map<String, String>) row;
  }
}
