package org.hedui.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;

/** The cases of a lake: carried on by runs, shown as they stand to those who answer them. */
public final class CaseBook {
  private static final TableName FINDING = TableName.of("silver.finding");
  private static final TableName CASE = TableName.of("silver.case");
  private static final TableName DECISION = TableName.of("silver.case_decision");

  private final Lake lake;

  /** The cases of {@code lake}. */
  public CaseBook(Lake lake) {
    this.lake = lake;
  }

  /**
   * Writes {@code silver.case} of a business date. It follows from the findings of this date, the
   * cases of the greatest earlier date that was published, and the decisions made by this date.
   */
  void carryOn(LocalDate businessDate) {
    Dataset<Row> before =
        lake.publishedBefore(businessDate)
            .map(date -> lake.slice(CASE, date))
            .orElseGet(() -> lake.empty(CASE));
    Dataset<Row> seen = Cases.seen(lake.read(FINDING, businessDate), before, businessDate);
    lake.replace(
        CASE,
        Cases.standing(seen, decisions(), lake.schemas().rules().values(), businessDate),
        businessDate);
  }

  /**
   * The cases of a business date with all answers given since: what somebody who answers has to
   * know. Nothing is written.
   *
   * @return the columns of {@code silver.case}
   */
  public Dataset<Row> now(LocalDate businessDate) {
    Dataset<Row> decisions = decisions();
    String last = decisions.agg(max("decided_on").cast("string")).head().getString(0);
    LocalDate asOf =
        Optional.ofNullable(last)
            .map(LocalDate::parse)
            .filter(businessDate::isBefore)
            .orElse(businessDate);
    return Cases.standing(
        Cases.seen(lake.slice(CASE, businessDate)),
        decisions,
        lake.schemas().rules().values(),
        asOf);
  }

  /** How many cases of each rule are exempt on a business date: {@code rule_code, exempted}. */
  Dataset<Row> exempted(LocalDate businessDate) {
    return lake.read(CASE, businessDate)
        .where(col("state").equalTo(CaseState.EXEMPTED.name()))
        .groupBy("rule_code")
        .count()
        .withColumnRenamed("count", "exempted");
  }

  /** Every answer, whenever it was given. */
  private Dataset<Row> decisions() {
    return lake.readOrEmpty(DECISION);
  }
}
