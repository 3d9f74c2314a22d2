package org.hedui.lake;

import io.delta.tables.DeltaTable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.actions.Action;
import org.hedui.contract.TableName;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/**
 * Rows of a table that are taken out or changed outside of a run, of all slices. Runs never do
 * that; an erasure has to.
 */
public final class RowsOf {
  private final Lake lake;
  private final TableName table;

  /** Rows of a table that is there. */
  public RowsOf(Lake lake, TableName table) {
    this.lake = lake;
    this.table = table;
  }

  /** How many rows there are of a kind. */
  public long count(Column which) {
    return lake.read(table).where(which).count();
  }

  /** Takes rows out, in one commit. */
  public void delete(Column which) {
    DeltaTable.forPath(lake.spark(), lake.path(table)).delete(which);
  }

  /** Changes columns of rows, in one commit. */
  public void update(Column which, Map<String, Column> values) {
    DeltaTable.forPath(lake.spark(), lake.path(table)).update(which, values);
  }

  /**
   * Commits nothing. Delta writes the condition of a change into its commit, with the values that
   * were looked for; the log can be cut only before the newest commit, so that must be another.
   */
  public void commitNothing() {
    DeltaLog.forTable(lake.spark(), lake.path(table))
        .startTransaction(Option.empty(), Option.empty())
        .commit(
            JavaConverters.asScalaBuffer(List.<Action>of()).toList(),
            new DeltaOperations.SetTableProperties(Map$.MODULE$.empty()));
  }
}
