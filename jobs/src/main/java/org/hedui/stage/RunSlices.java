package org.hedui.stage;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;

/**
 * The slices of a business date as a run reads them. A small one is read into memory once, not once
 * a stage, and again when the run has written its table. On a cluster a stage holds its own: a lost
 * executor takes what it held along, and only one stage should have to be repeated for it.
 */
public final class RunSlices {
  private final Lake lake;
  private final LocalDate businessDate;
  private final Map<TableName, Slice> held = new ConcurrentHashMap<>();

  private record Slice(long version, Dataset<Row> rows) {}

  /** The slices of a business date; none is read yet. */
  RunSlices(Lake lake, LocalDate businessDate) {
    this.lake = lake;
    this.businessDate = businessDate;
  }

  /** The slice of a table as {@link Lake#slice} gives it. */
  Dataset<Row> of(TableName table) {
    if (!lake.spark().sparkContext().isLocal()) {
      return read(table);
    }
    long version = lake.version(table);
    if (version >= 0) {
      lake.noteRead(table);
    }
    return held.compute(
            table,
            (name, known) ->
                known != null && known.version() == version
                    ? known
                    : new Slice(version, read(table)))
        .rows();
  }

  private Dataset<Row> read(TableName table) {
    return Held.ifSmall(lake.slice(table, businessDate));
  }
}
