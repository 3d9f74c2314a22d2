package org.hedui.assess;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Classification;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.Contract.Gate;
import org.hedui.contract.QualityRule;
import org.hedui.contract.QualityRule.Comparison;
import org.hedui.contract.QualityRule.Metric;
import org.hedui.contract.Schemas;
import org.hedui.contract.Semantic;

/** A small registry: a person's number, name, sex and the month support stopped. */
final class Fixtures {
  /** The registry's name. */
  static final String REGISTRY = "member";

  private static final StructType SILVER =
      StructType.fromDDL(
          "person_no string, name string, sex string, stop_month string, stop_month_blank boolean,"
              + " issues array<string>");

  private Fixtures() {}

  /** A contract of the registry with these rules. */
  static Contract contract(Gate gate, QualityRule... rules) {
    return new Contract(
        "urn:hedui:contract:member",
        REGISTRY,
        "1.0.0",
        "成员",
        "Members.",
        "成员。",
        "SYS",
        Contract.Kind.REGISTRY,
        Optional.empty(),
        0,
        gate,
        Optional.empty(),
        List.of(),
        List.of(
            column("person_no", Semantic.TEXT, 1, false),
            column("name", Semantic.PERSON_NAME, 0, false),
            column("sex", Semantic.CODE, 0, false),
            column("stop_month", Semantic.YEAR_MONTH, 0, true)),
        List.of(rules),
        List.of(),
        List.of());
  }

  /** Schemas of these contracts alone. */
  static Schemas schemas(Contract... contracts) {
    return new Schemas(
        Arrays.stream(contracts).collect(Collectors.toMap(Contract::name, Function.identity())),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        "");
  }

  /** Rows in the shape of {@link #silver(SparkSession, Row...)}. */
  static Row row(
      String personNo, String name, String sex, String month, Boolean blank, String... issues) {
    return RowFactory.create(personNo, name, sex, month, blank, issues);
  }

  /** Silver rows of the registry. */
  static Dataset<Row> silver(SparkSession spark, Row... rows) {
    return spark.createDataFrame(List.of(rows), SILVER);
  }

  /** A rule on a share of the rows, of error severity. */
  static QualityRule atMost(double percent, Metric metric, String... columns) {
    return new QualityRule(
        "member." + String.join("_", columns) + "." + metric,
        metric,
        List.of(columns),
        "",
        Comparison.LESS_OR_EQUAL,
        percent,
        true,
        true,
        "completeness",
        "");
  }

  /** A rule on an SQL condition, of error severity. */
  static QualityRule condition(double percent, String sql) {
    return new QualityRule(
        "member.condition",
        Metric.COMPLIANCE,
        List.of(),
        sql,
        Comparison.LESS_OR_EQUAL,
        percent,
        true,
        true,
        "consistency",
        "");
  }

  /** More than zero rows, of error severity. */
  static QualityRule anyRows() {
    return new QualityRule(
        "member.rows",
        Metric.ROW_COUNT,
        List.of(),
        "",
        Comparison.GREATER_THAN,
        0,
        false,
        true,
        "completeness",
        "");
  }

  /** A rule on the row count's change, of error severity. */
  static QualityRule change(String strategy) {
    return new QualityRule(
        "member.rows.change",
        Metric.ANOMALY,
        List.of(),
        strategy,
        Comparison.EQUAL,
        0,
        false,
        true,
        "coverage",
        "");
  }

  private static Column column(
      String name, Semantic semantic, int keyPosition, boolean blankMeansNone) {
    return new Column(
        name,
        name,
        List.of(),
        "string",
        Optional.empty(),
        semantic,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        keyPosition,
        blankMeansNone,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Classification.PERSONAL,
        "",
        "");
  }
}
