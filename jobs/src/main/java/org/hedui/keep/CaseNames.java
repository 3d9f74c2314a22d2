package org.hedui.keep;

import static org.apache.spark.sql.functions.any_value;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.hedui.contract.TableName;
import org.hedui.function.CaseHashes;
import org.hedui.lake.Lake;

/**
 * What the ids of cases, the hashes of their evidence and their versions become when pseudonyms do:
 * they are hashes over these, and a run computes them anew. Where a case stands in no slice any
 * more, nobody computes its hashes again, and a keyed image will do.
 */
final class CaseNames {
  static final TableName CASE = TableName.of("silver.case");
  static final String ID = "exception_id";

  private static final String NEW_ID = "_case_id";
  private static final String HASHES = "_case_hashes";
  private static final String VERSIONS = "_case_versions";

  private final Pseudonyms pseudonyms;
  private final Dataset<Row> names;

  /**
   * The names in {@code silver.case}, which is not rotated yet.
   *
   * @param pseudonyms what they become
   */
  CaseNames(Lake lake, Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
    Column evidence = pseudonyms.evidence(col("evidence"));
    Column sameEvidence = expr("map_entries(evidence) = map_entries(_evidence)");
    Dataset<Row> cases =
        lake.readOrEmpty(CASE)
            .withColumn("_id", col(ID))
            .withColumn("_hash", col("evidence_hash"))
            .withColumn("_version", col("version"))
            .withColumn("_evidence", col("evidence"))
            .withColumn("subject_key", pseudonyms.text(col("subject_key")))
            .withColumn("evidence", evidence)
            .withColumn(ID, expr(CaseHashes.EXCEPTION_ID))
            .withColumn(
                "evidence_hash",
                when(sameEvidence, col("_hash")).otherwise(CaseHashes.evidenceHash()))
            .withColumn("version", CaseHashes.version());
    this.names =
        cases
            .groupBy("_id")
            .agg(
                any_value(col(ID)).as(NEW_ID),
                became("_hash", "evidence_hash").as(HASHES),
                became("_version", "version").as(VERSIONS));
  }

  private static Column became(String before, String after) {
    return map_from_entries(
        collect_set(when(col(before).isNotNull(), struct(col(before), col(after)))));
  }

  /** Rows with an exception id, each with the names of its case. */
  Dataset<Row> beside(Dataset<Row> rows) {
    // One row of names a case.
    return rows.join(names, rows.col(ID).equalTo(names.col("_id")), "left");
  }

  /** The id of a case. */
  Column id(Column id) {
    return coalesce(col(NEW_ID), pseudonyms.text(id));
  }

  /** The hash of its evidence, or a list of entries with one. */
  Column evidenceHash(Column hash, DataType type) {
    return type instanceof ArrayType
        ? transform(
            hash,
            entry -> entry.withField("evidence_hash", changed(entry.getField("evidence_hash"))))
        : changed(hash);
  }

  private static Column changed(Column hash) {
    return coalesce(try_element_at(col(HASHES), hash), hash);
  }

  /** Its version. */
  Column version(Column version) {
    Column image = substring(pseudonyms.text(sha2(version, 256)), 1, 16);
    return when(version.isNull(), lit(null))
        .otherwise(coalesce(try_element_at(col(VERSIONS), version), image));
  }
}
