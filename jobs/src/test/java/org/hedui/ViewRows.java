package org.hedui;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hedui.stage.RunViews;

/**
 * A view of {@code schemas/views} over a few rows written inline, on the business date of the
 * sample county. Tables and shared views that are not given rows are empty, or what {@code
 * schemas/} says.
 */
public final class ViewRows {
  private final RunViews views;

  /**
   * Without rows yet.
   *
   * @param lake folder of a lake without tables
   */
  public ViewRows(Path lake) {
    views = new RunViews(Fixtures.context(lake));
  }

  /**
   * Gives a table or shared view its rows.
   *
   * @param query SQL; columns of the table that it does not name are NULL
   */
  public ViewRows with(String table, String query) {
    StructType schema = schema(table);
    Dataset<Row> rows = SparkTest.session().sql(query);
    List<String> given = Arrays.asList(rows.columns());
    for (String column : given) {
      schema.fieldIndex(column);
    }
    String[] columns =
        Arrays.stream(schema.fields())
            .map(field -> cast(given.contains(field.name()) ? field.name() : "NULL", field))
            .toArray(String[]::new);
    rows.selectExpr(columns).createOrReplaceTempView(table);
    return this;
  }

  /** The same with SQL literals by column for each row. */
  public ViewRows with(String table, List<Map<String, String>> rows) {
    Fixtures.rows(schema(table), rows).createOrReplaceTempView(table);
    return this;
  }

  /**
   * Runs the view.
   *
   * @param view path below {@code schemas/views} without {@code .sql}
   */
  public Dataset<Row> select(String view) {
    return views.select(view);
  }

  /** Opens the table, so that the view will find whatever stands under its name then. */
  private StructType schema(String table) {
    return views.sql("SELECT * FROM " + table).schema();
  }

  private static String cast(String value, StructField field) {
    return "CAST(%s AS %s) AS `%s`".formatted(value, field.dataType().sql(), field.name());
  }
}
