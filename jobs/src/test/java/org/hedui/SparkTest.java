package org.hedui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.hedui.function.PseudonymKey;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * One small Spark session for all tests of a JVM, with Delta, Hedui's functions and a pseudonym key
 * that everybody knows: {@code @ExtendWith(SparkTest.class)} and {@link #session()}.
 */
public final class SparkTest implements BeforeAllCallback {
  /** The pseudonym key of the tests: the 32 bytes 00, 01 … 1f. */
  public static final String KEY =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(SparkTest.class))
        .getOrComputeIfAbsent(Session.class);
  }

  /** The session, in a test class with this extension. */
  public static SparkSession session() {
    return SparkSession.active();
  }

  /** Counts the Spark jobs that a piece of work starts. */
  public static int jobs(Runnable work) {
    SparkContext context = session().sparkContext();
    AtomicInteger count = new AtomicInteger();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            count.incrementAndGet();
          }
        };
    context.addSparkListener(listener);
    try {
      work.run();
      context.listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException("Spark tells of no more jobs.", e);
    } finally {
      context.removeSparkListener(listener);
    }
    return count.get();
  }

  /** Starts Spark with the first test class that needs it, and stops it after the last. */
  static final class Session implements CloseableResource {
    private final SparkSession session;

    Session() throws IOException {
      Path folder = Files.createTempDirectory("hedui-test");
      Path key = Files.writeString(folder.resolve("key"), KEY);
      System.setProperty(PseudonymKey.FILE_PROPERTY, key.toString());
      session =
          SparkSession.builder()
              .master("local[2]")
              .appName("hedui-test")
              .config("spark.ui.enabled", false)
              .config("spark.sql.shuffle.partitions", 1)
              // As SparkSessions.fit does for little data: plans are interpreted, not compiled.
              .config("spark.sql.codegen.wholeStage", false)
              .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
              .config("spark.sql.adaptive.enabled", false)
              .config("spark.sql.optimizer.runtime.bloomFilter.enabled", false)
              .config("spark.databricks.delta.stats.skipping", false)
              .config("spark.sql.session.timeZone", "Asia/Shanghai")
              .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
              .config(
                  "spark.sql.catalog.spark_catalog",
                  "org.apache.spark.sql.delta.catalog.DeltaCatalog")
              .config("spark.databricks.delta.snapshotPartitions", 1)
              .config(
                  "spark.databricks.delta.allFilesInCrc.verificationMode.forceOnNonUTC.enabled",
                  false)
              .config("spark.sql.catalog.fn", "org.hedui.function.Functions")
              .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
              .getOrCreate();
      session.sparkContext().setLogLevel("WARN");
    }

    @Override
    public void close() {
      session.stop();
    }
  }
}
