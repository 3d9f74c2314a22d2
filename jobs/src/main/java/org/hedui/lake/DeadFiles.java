package org.hedui.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.commands.VacuumCommand;
import org.hedui.contract.TableName;
import scala.Console;
import scala.Option;

/**
 * The files of a table that belong to no version anybody can still ask for: of slices that were
 * replaced, and of processes that died before their commit.
 */
public final class DeadFiles {
  private static final Map<String, String> OWN =
      Map.of(
          "spark.databricks.delta.retentionDurationCheck.enabled", "false",
          "spark.databricks.delta.vacuum.logging.enabled", "false",
          "spark.sql.sources.parallelPartitionDiscovery.parallelism", "8");

  private final Lake lake;
  private final TableName table;
  private final double hours;

  /**
   * Dead files of a table.
   *
   * @param since files that were in use at this time or later are kept
   * @param now the time now
   */
  public DeadFiles(Lake lake, TableName table, Instant since, Instant now) {
    this.lake = lake;
    this.table = table;
    // Delta counts whole hours, and would round half of one away.
    this.hours = Math.ceil(Math.max(0, Duration.between(since, now).toMillis()) / 3_600_000.0);
  }

  /** How many there are, and how large they are. */
  public SmallFiles.Size size() {
    Configuration configuration = lake.spark().sessionState().newHadoopConf();
    List<String> paths =
        quietly(() -> vacuum(true).select("path").collectAsList()).stream()
            .map(row -> row.getString(0))
            .toList();
    SmallFiles.Size size = SmallFiles.Size.NONE;
    for (String path : paths) {
      size = size.plus(sizeOf(new Path(URI.create(path)), configuration));
    }
    return size;
  }

  /** Removes them. */
  public void remove() {
    quietly(() -> vacuum(false).collectAsList());
  }

  private static SmallFiles.Size sizeOf(Path path, Configuration configuration) {
    try {
      var status = path.getFileSystem(configuration).getFileStatus(path);
      // A slice's folder that has become empty is no file.
      return status.isFile() ? new SmallFiles.Size(1, status.getLen()) : SmallFiles.Size.NONE;
    } catch (FileNotFoundException gone) {
      return SmallFiles.Size.NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dataset<Row> vacuum(boolean dryRun) {
    return VacuumCommand.gc(
        lake.spark(),
        DeltaLog.forTable(lake.spark(), lake.path(table)),
        dryRun,
        Option.apply(hours),
        Option.empty(),
        Option.empty(),
        VacuumCommand.gc$default$7(),
        VacuumCommand.gc$default$8());
  }

  /**
   * Under the lake's lock nobody writes whose files could be taken for dead; nothing is logged, so
   * that a second time finds nothing to do; Delta would list a folder by ten thousand tasks; and it
   * prints what it did, among the lines of the command.
   */
  private <T> T quietly(Supplier<T> work) {
    RuntimeConfig conf = lake.spark().conf();
    Map<String, Option<String>> before = new HashMap<>();
    OWN.keySet().forEach(name -> before.put(name, conf.getOption(name)));
    OWN.forEach(conf::set);
    try {
      return Console.withOut(OutputStream.nullOutputStream(), work::get);
    } finally {
      before.forEach(
          (name, value) -> {
            if (value.isDefined()) {
              conf.set(name, value.get());
            } else {
              conf.unset(name);
            }
          });
    }
  }
}
