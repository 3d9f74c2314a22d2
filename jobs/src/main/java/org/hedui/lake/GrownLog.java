package org.hedui.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.hedui.contract.TableName;
import scala.Option;

/** The Delta log of a table: when its versions were made, and how much of it must be read. */
public final class GrownLog {
  /** Commits after a checkpoint, which every reader reads one by one. */
  private static final long MANY = 5;

  private static final Pattern VERSION = Pattern.compile("^\\.?(\\d{20})\\.");

  private final Lake lake;
  private final TableName table;

  /** The log of a table that is there. */
  public GrownLog(Lake lake, TableName table) {
    this.lake = lake;
    this.table = table;
  }

  /** Whether so many commits follow the last checkpoint that another one pays. */
  public boolean isGrown() {
    Snapshot snapshot = snapshot();
    return snapshot.version() - snapshot.checkpointProvider().version() > MANY;
  }

  /** Makes a checkpoint and removes commits that are older than Delta keeps them, 30 days. */
  public void checkpoint() {
    DeltaLog log = DeltaLog.forTable(lake.spark(), lake.path(table));
    log.checkpointAndCleanUpDeltaLog(snapshot(), Option.empty());
  }

  /**
   * Makes a checkpoint and removes all of the log before it: no older version can be read again,
   * and nothing of what it said is left.
   */
  public void cut() {
    DeltaLog log = DeltaLog.forTable(lake.spark(), lake.path(table));
    Snapshot snapshot = snapshot();
    if (snapshot.checkpointProvider().version() < snapshot.version()) {
      log.checkpoint(snapshot, Option.empty());
    }
    Path folder = new Path(lake.path(table) + "/_delta_log");
    try {
      FileSystem files = folder.getFileSystem(lake.spark().sessionState().newHadoopConf());
      for (FileStatus file : files.listStatus(folder)) {
        Matcher version = VERSION.matcher(file.getPath().getName());
        if (version.find() && Long.parseLong(version.group(1)) < snapshot.version()) {
          files.delete(file.getPath(), false);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DeltaLog.invalidateCache(lake.spark(), new Path(lake.path(table)));
  }

  /** When a version was committed; empty if the log does not reach back so far. */
  public Optional<Instant> madeAt(long version) {
    Path commit = new Path(lake.path(table) + "/_delta_log/%020d.json".formatted(version));
    try {
      return Optional.of(
          Instant.ofEpochMilli(
              commit
                  .getFileSystem(lake.spark().sessionState().newHadoopConf())
                  .getFileStatus(commit)
                  .getModificationTime()));
    } catch (FileNotFoundException gone) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Snapshot snapshot() {
    return DeltaLog.forTable(lake.spark(), lake.path(table))
        .update(false, Option.empty(), Option.empty());
  }
}
