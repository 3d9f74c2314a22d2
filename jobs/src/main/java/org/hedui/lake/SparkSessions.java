package org.hedui.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the Spark session that every command shares. */
public final class SparkSessions {
  /** Time zone of every timestamp that is read, shown or compared. */
  public static final String TIME_ZONE = "Asia/Shanghai";

  private static final long SMALL_LANDING = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(SparkSessions.class);

  private SparkSessions() {}

  /**
   * Opens the session. A setting that {@code spark-submit} or {@code given} already made stays;
   * only what is open is filled in.
   *
   * @param name the application's name in Spark's own pages
   * @param given settings that win over the defaults, such as {@code spark.master}
   */
  public static SparkSession open(String name, Map<String, String> given) {
    SparkConf conf = new SparkConf();
    given.forEach(conf::set);
    conf.setIfMissing("spark.app.name", name);
    conf.setIfMissing("spark.master", "local[*]");
    delta(conf);
    conf.setIfMissing("spark.sql.session.timeZone", TIME_ZONE);
    // The pages are a second way into the data and cost a port; who wants them asks for them.
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // A run of many stages keeps the plan text of each query; long ones would fill the heap.
    conf.setIfMissing("spark.sql.maxPlanStringLength", "16384");
    conf.setIfMissing("spark.sql.ui.retainedExecutions", "50");
    // The in-memory catalog makes empty folders here for its databases and stores nothing in them.
    conf.setIfMissing(
        "spark.sql.warehouse.dir",
        Path.of(
                System.getProperty("java.io.tmpdir"),
                "hedui-warehouse-" + System.getProperty("user.name"))
            .toUri()
            .toString());
    // Dates before 1900 and timestamps are written as they are read, without a hidden shift.
    conf.setIfMissing("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
    conf.setIfMissing("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED");
    conf.setIfMissing("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    // Two drivers that commit at once must not overwrite each other's commit.
    conf.setIfMissing("spark.delta.logStore.file.impl", FolderLogStore.class.getName());
    conf.setIfMissing("spark.delta.logStore.s3a.impl", ConditionalS3LogStore.class.getName());
    storage(conf);
    if (conf.get("spark.master").startsWith("local")) {
      local(conf);
    } else {
      conf.setIfMissing("spark.jars", ownJar());
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /**
   * Fits the session to the size of what is read: for a small folder most of the time is spent on
   * compiling plans that then see a few thousand rows, so they are interpreted instead (measured on
   * the sample county: half the processor time).
   *
   * @param landing folder or address of the deliveries, or of the tables that a command reads; one
   *     that cannot be listed changes nothing
   */
  public static void fit(SparkSession spark, String landing) {
    try {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(landing);
      long bytes =
          path.getFileSystem(spark.sparkContext().hadoopConfiguration())
              .getContentSummary(path)
              .getLength();
      if (bytes < SMALL_LANDING) {
        spark.conf().set("spark.sql.codegen.wholeStage", "false");
        spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        spark.conf().set("spark.databricks.delta.stats.skipping", "false");
        // Every task and every replanning between shuffles costs more than it could save.
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        spark.conf().set("spark.sql.shuffle.partitions", "1");
        spark.conf().set("spark.sql.optimizer.runtime.bloomFilter.enabled", "false");
        spark.conf().set("spark.databricks.delta.snapshotPartitions", "1");
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("The size of the landing folder is unknown", e);
    }
  }

  /** Ends the session of this process, if there is one. */
  public static void stop() {
    scala.Option<SparkSession> session = SparkSession.getDefaultSession();
    if (session.isDefined()) {
      session.get().stop();
    }
  }

  private static void delta(SparkConf conf) {
    conf.setIfMissing("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    conf.setIfMissing(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    // Named by text: the class is found on the class path of driver and executors alike.
    conf.setIfMissing("spark.sql.catalog.fn", "org.hedui.function.Functions");
    // Views and databases live for one session; what is kept is kept in the lake.
    conf.setIfMissing("spark.sql.catalogImplementation", "in-memory");
    // Fifty partitions for the log of a table with a few hundred files are forty-eight too many.
    conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "2");
    // A file is what a question opens or leaves: a county of a province's table should fill a few.
    conf.setIfMissing("spark.databricks.delta.optimize.maxFileSize", Long.toString(64L << 20));
    // Outside UTC Delta rebuilds a table's state at every commit to check its own arithmetic.
    conf.setIfMissing(
        "spark.databricks.delta.allFilesInCrc.verificationMode.forceOnNonUTC.enabled", "false");
    // A write has one slice or a few: without this Spark sorts all rows by slice first.
    conf.setIfMissing("spark.sql.maxConcurrentOutputFileWriters", "4");
    // A list of all files beside every commit: this Delta writes it and never reads it.
    conf.setIfMissing("spark.databricks.delta.allFilesInCrc.enabled", "false");
  }

  /**
   * A storage that does not answer is waited for, for minutes: Hadoop's defaults would take days.
   */
  private static void storage(SparkConf conf) {
    conf.setIfMissing("spark.hadoop.fs.s3a.retry.throttle.limit", "7");
    conf.setIfMissing("spark.hadoop.fs.s3a.retry.limit", "5");
    conf.setIfMissing("spark.hadoop.fs.s3a.attempts.maximum", "3");
    conf.setIfMissing("spark.hadoop.fs.s3a.connection.timeout", "60s");
    // Hadoop's default, "analytics", does not try again to read what was refused once.
    conf.setIfMissing("spark.hadoop.fs.s3a.input.stream.type", "classic");
  }

  /** Executors have the libraries; Hedui itself comes from the driver, so both are of one build. */
  private static String ownJar() {
    return SparkSessions.class.getProtectionDomain().getCodeSource().getLocation().toString();
  }

  private static void local(SparkConf conf) {
    int cores = Runtime.getRuntime().availableProcessors();
    // Spark's default of 200 is made for a cluster; adaptive execution only merges what exists.
    conf.setIfMissing("spark.sql.shuffle.partitions", String.valueOf(2 * cores));
    // No port is opened to other machines.
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
  }
}
