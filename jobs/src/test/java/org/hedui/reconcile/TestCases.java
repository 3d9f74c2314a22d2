package org.hedui.reconcile;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;

/** Writes findings into a lake and lets the cases follow from them, as a run does. */
public final class TestCases {
  private static final TableName FINDING = TableName.of("silver.finding");
  private static final TableName CASE = TableName.of("silver.case");

  private TestCases() {}

  /** A finding whose columns are those of a rule's; what is named in {@code more} differs. */
  public static Map<String, String> finding(String id, String rule, Map<String, String> more) {
    Map<String, String> row = new TreeMap<>();
    row.put("exception_id", "'" + id + "'");
    row.put("rule_code", "'" + rule + "'");
    row.put("rule_version", "1");
    row.put("severity", "'HIGH'");
    row.put("owner", "'EDU'");
    row.put("subject_type", "'RECORD'");
    row.put("subject_key", "'" + id + "'");
    row.put("period", "''");
    row.put("evidence", "map('amount', '500')");
    row.put("records", "array()");
    row.putAll(more);
    return row;
  }

  /** Runs a business date: its findings, its cases, its publication. */
  public static void run(Lake lake, LocalDate date, List<Map<String, String>> findings) {
    run(lake, date, Fixtures.rows(lake.slice(FINDING, date).schema(), findings));
  }

  /** As above, with rows of {@code silver.finding}. */
  public static void run(Lake lake, LocalDate date, Dataset<Row> findings) {
    lake.replace(FINDING, findings, date);
    new CaseBook(lake).carryOn(date);
    lake.publish("run of " + date, date, Map.of(CASE.toString(), lake.version(CASE)));
  }
}
