package org.hedui.assess;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.hedui.assess.QualityResult.Measurement;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;

/** The tables this stage writes, and their rows without {@code run_id}. */
final class QualityTables {
  /** Outcomes of the quality rules. */
  static final TableName RESULT = new TableName(Layer.OPS, "quality_result");

  /** Measured properties without a threshold. */
  static final TableName PROFILE = new TableName(Layer.OPS, "profile");

  private static final StructType RESULT_SCHEMA =
      StructType.fromDDL(
          "business_date date, registry string, quality_id string, column_name string,"
              + " dimension string, severity string, state string, value double,"
              + " numerator bigint, denominator bigint, threshold string, message string");

  private static final StructType PROFILE_SCHEMA =
      StructType.fromDDL(
          "business_date date, registry string, column_name string, metric string, value double");

  private QualityTables() {}

  /** Rows of {@code ops.quality_result}. */
  static Dataset<Row> results(
      SparkSession spark, LocalDate businessDate, List<QualityResult> results) {
    return spark.createDataFrame(
        results.stream().map(result -> row(businessDate, result)).toList(), RESULT_SCHEMA);
  }

  /** Rows of {@code ops.profile}. */
  static Dataset<Row> profile(
      SparkSession spark, LocalDate businessDate, List<ProfileMetric> profile) {
    return spark.createDataFrame(
        profile.stream().map(metric -> row(businessDate, metric)).toList(), PROFILE_SCHEMA);
  }

  private static Row row(LocalDate businessDate, QualityResult result) {
    Optional<Measurement> measured = result.measurement();
    return RowFactory.create(
        Date.valueOf(businessDate),
        result.registry(),
        result.rule().id(),
        result.columns().orElse(null),
        result.rule().dimension(),
        result.rule().error() ? "error" : "warning",
        result.state().text(),
        measured.map(Measurement::value).orElse(null),
        measured.map(Measurement::numerator).orElse(null),
        measured.map(Measurement::denominator).orElse(null),
        Thresholds.text(result.rule()),
        result.message().orElse(null));
  }

  private static Row row(LocalDate businessDate, ProfileMetric metric) {
    return RowFactory.create(
        Date.valueOf(businessDate),
        metric.registry(),
        metric.column(),
        metric.name().text(),
        metric.value().isPresent() ? metric.value().getAsDouble() : null);
  }
}
