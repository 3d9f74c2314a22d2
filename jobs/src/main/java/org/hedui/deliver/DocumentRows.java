package org.hedui.deliver;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Document;
import org.hedui.stage.RunViews;

/** The rows that documents show. */
public final class DocumentRows {
  /** The division of rows that belong to no known one. */
  public static final String UNKNOWN = "unknown";

  /** Column of what is counted and not shown: rows of no known division. */
  static final String LEFT_OUT = "left_out";

  private static final String PROVINCE = "known_province";
  private static final String DIVISION = "division_code";
  private static final String BIRTH = "birth_date";

  /** Up to this age an ID number tells more of a child than its last four digits may. */
  private static final int CHILD_MONTHS = 14 * 12;

  private final RunViews views;

  /**
   * Rows of a publication.
   *
   * @param views its views, with the published tables
   */
  public DocumentRows(RunViews views) {
    this.views = views;
  }

  /**
   * The rows of a document in the order of its files; ID numbers are masked. After them, {@link
   * #LEFT_OUT}, come those that belong to no known division.
   *
   * @param division the beginning of a division code, or {@link #UNKNOWN}
   * @param wholeNumbers whether ID numbers stay whole
   */
  Dataset<Row> of(Document document, String division, boolean wholeNumbers) {
    Dataset<Row> rows = within(division, select(document));
    boolean numbered = Arrays.asList(rows.columns()).contains(Document.ID_NUMBER);
    Dataset<Row> shown =
        numbered && !wholeNumbers ? rows.withColumn(Document.ID_NUMBER, masked()) : rows;
    List<Column> order = new ArrayList<>(List.of(col(LEFT_OUT)));
    Stream.of(document.path(), document.sheet().stream().toList(), document.order())
        .flatMap(List::stream)
        .forEach(name -> order.add(col(name)));
    return shown.orderBy(order.toArray(Column[]::new));
  }

  /** The rows of a division, and those of which nobody knows whose they are. */
  private Dataset<Row> within(String division, Dataset<Row> rows) {
    Dataset<Row> provinces =
        views.sql("SELECT DISTINCT left(code, 2) AS %s FROM division".formatted(PROVINCE));
    Column unknown = col(PROVINCE).isNull();
    Column wanted =
        division.equals(UNKNOWN)
            ? unknown
            : coalesce(col(DIVISION).startsWith(division), lit(false));
    // At most one province a row.
    return rows.join(
            broadcast(provinces), col(DIVISION).substr(1, 2).equalTo(col(PROVINCE)), "left")
        .where(wanted.or(unknown))
        .withColumn(LEFT_OUT, not(wanted))
        .drop(PROVINCE);
  }

  /** The view of a document. */
  private Dataset<Row> select(Document document) {
    return views.select("document/" + document.view());
  }

  /** The columns that a document needs and its view does not give. */
  public List<String> missing(Document document) {
    List<String> given = Arrays.asList(select(document).columns());
    return Stream.of(
            Stream.of(DIVISION),
            document.path().stream(),
            document.sheet().stream(),
            document.order().stream(),
            document.summary().stream(),
            document.columns().stream().map(Document.Column::name),
            document.columns().stream()
                .filter(column -> column.name().equals(Document.ID_NUMBER))
                .map(column -> BIRTH))
        .flatMap(names -> names)
        .distinct()
        .filter(name -> !given.contains(name))
        .toList();
  }

  /** Of a child, and of somebody whose age is not known, the last four digits only. */
  private Column masked() {
    Column child =
        col(BIRTH)
            .isNull()
            .or(
                col(BIRTH)
                    .gt(
                        add_months(
                            lit(Date.valueOf(views.context().businessDate())), -CHILD_MONTHS)));
    return when(child, expr("concat(repeat('*', 14), right(id_no, 4))"))
        .otherwise(call_function("fn.mask_id", col(Document.ID_NUMBER)));
  }
}
