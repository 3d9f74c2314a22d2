package org.hedui;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.stage.RunViews;

/** Views of {@code schemas/views} over a few rows written inline. */
public final class ViewRows {
  private ViewRows() {}

  /**
   * Runs a view on the business date of the sample county.
   *
   * @param lake folder of a lake without tables
   * @param view path below {@code schemas/views} without {@code .sql}
   * @param tables for each table or shared view that is not to be empty its rows, as SQL literals
   *     by column; a column not named is NULL
   */
  public static Dataset<Row> select(
      Path lake, String view, Map<String, List<Map<String, String>>> tables) {
    RunViews views = new RunViews(Fixtures.context(lake));
    // Each is opened first, and stands under its name from then on.
    tables.forEach(
        (table, rows) ->
            Fixtures.rows(views.sql("SELECT * FROM " + table).schema(), rows)
                .createOrReplaceTempView(table));
    return views.select(view);
  }
}
