package org.hedui.lake;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.hedui.contract.TableName;
import scala.Option;

/**
 * All rows of a table written anew, once: the commit itself says that it was this work, so that a
 * command that was killed can be run again and no row is changed twice.
 */
public final class Rewriting {
  private final Lake lake;
  private final TableName table;
  private final String work;
  private final long round;

  /**
   * Work on a table that is there.
   *
   * @param work what is done, in a word
   * @param round which time it is done to this lake; a table remembers the greatest
   */
  public Rewriting(Lake lake, TableName table, String work, long round) {
    this.lake = lake;
    this.table = table;
    this.work = "hedui " + work;
    this.round = round;
  }

  /** Whether the table has had it. */
  public boolean isDone() {
    Option<Object> last =
        DeltaLog.forTable(lake.spark(), lake.path(table))
            .update(false, Option.empty(), Option.empty())
            .transactions()
            .get(work);
    return last.isDefined() && (Long) last.get() >= round;
  }

  /**
   * Puts rows in the place of all that are there, in one commit.
   *
   * @param rows made of the table's rows, with its columns
   */
  public void write(Dataset<Row> rows) {
    String path = lake.path(table);
    TableDefinition definition = lake.definition(table);
    if (definition.appendOnly()) {
      // Delta lets nothing be replaced in a log; the next line but one closes it again.
      lake.spark()
          .sql(
              "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.appendOnly' = 'false')"
                  .formatted(path));
    }
    rows.write()
        .format("delta")
        .mode("overwrite")
        .options(Map.of("txnAppId", work, "txnVersion", String.valueOf(round)))
        .save(path);
    NewTable.renew(lake.spark(), path, definition);
  }
}
