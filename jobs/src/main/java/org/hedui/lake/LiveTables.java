package org.hedui.lake;

import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.hedui.contract.TableName;
import scala.Option;

/**
 * The published tables for a process that stays: it follows {@code ops.publication} and looks for a
 * new row at most once a second. Who holds the tables of before goes on reading these.
 */
public final class LiveTables {
  private static final TableName PUBLICATION = TableName.of("ops.publication");
  private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

  private final SparkSession spark;
  private final LakeAddress lake;
  private PublishedTables tables;
  private long version;
  private long lookedAt;

  /** Opens the tables; nothing is read yet. */
  public LiveTables(SparkSession spark, LakeAddress lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /** The tables as readers see them now. */
  public synchronized PublishedTables current() {
    long now = System.nanoTime();
    if (tables == null || now - lookedAt > FRESH) {
      long newest =
          DeltaLog.forTable(spark, lake.path(PUBLICATION))
              .update(false, Option.empty(), Option.empty())
              .version();
      if (tables == null || newest != version) {
        tables = PublishedTables.newest(spark, lake);
        version = newest;
      }
      lookedAt = now;
    }
    return tables;
  }
}
