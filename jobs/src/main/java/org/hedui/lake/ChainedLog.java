package org.hedui.lake;

import io.delta.exceptions.DeltaConcurrentModificationException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.hedui.contract.HeduiException;
import org.hedui.contract.TableName;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * A log in which each row follows from those before it. Whoever adds reads it first; if another
 * process has added meanwhile, Delta refuses the commit and it is read anew. So it needs no lock.
 */
public final class ChainedLog {
  private static final int ATTEMPTS = 50;

  private final Lake lake;
  private final TableName table;

  /** A log that is {@link TableDefinition#appendOnly}; nothing is read yet. */
  public ChainedLog(Lake lake, TableName table) {
    this.lake = lake;
    this.table = table;
  }

  /**
   * Adds rows in one commit.
   *
   * @param next the rows that follow from those that are there, empty if nothing is to be added; is
   *     asked again when others were faster
   * @throws HeduiException LOG_BUSY, exit code 1, if others were faster each time
   */
  public void add(Function<Dataset<Row>, Optional<Dataset<Row>>> next) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        if (lake.exists(table)) {
          follow(next);
        } else {
          next.apply(lake.empty(table)).ifPresent(this::begin);
        }
        return;
      } catch (DeltaConcurrentModificationException faster) {
        // Once more, over what the other has added.
      }
    }
    throw new HeduiException(
        "LOG_BUSY", 1, "Other processes write to " + table + " all the time; try again.");
  }

  private void begin(Dataset<Row> rows) {
    TableDefinition definition = lake.definition(table);
    NewTable.make(lake.spark(), lake.path(table), definition, Lake.conform(definition, rows));
  }

  private void follow(Function<Dataset<Row>, Optional<Dataset<Row>>> next) {
    TableDefinition definition = lake.definition(table);
    renew(definition);
    OptimisticTransaction transaction =
        DeltaLog.forTable(lake.spark(), lake.path(table))
            .startTransaction(Option.empty(), Option.empty());
    // What was read decides what is written: a commit in between is a conflict.
    transaction.readWholeTable();
    Optional<Dataset<Row>> rows = next.apply(lake.read(table, transaction.readVersion()));
    if (rows.isPresent()) {
      List<Action> files =
          List.copyOf(
              JavaConverters.seqAsJavaList(
                  transaction.writeFiles(Lake.conform(definition, rows.get()))));
      transaction.commit(
          JavaConverters.asScalaBuffer(files).toList(),
          new DeltaOperations.Write(
              SaveMode.Append, Option.empty(), Option.empty(), Option.empty()));
    }
  }

  /** Gives a log of an earlier version of its contract the columns of today. */
  private void renew(TableDefinition definition) {
    List<String> there = Arrays.asList(lake.read(table).columns());
    if (there.containsAll(List.of(definition.schema().fieldNames()))) {
      NewTable.renew(lake.spark(), lake.path(table), definition);
    } else {
      lake.append(table, lake.empty(table));
    }
  }
}
