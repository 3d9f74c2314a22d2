package org.hedui.run;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeCatalog;
import org.hedui.lake.SparkSessions;
import org.hedui.stage.RunContext;

/**
 * A lake as a command reads it, with one business date in view.
 *
 * @param lake the lake
 * @param businessDate the date whose slices are shown
 */
record PublishedLake(Lake lake, LocalDate businessDate) {
  /** Its size tells how large the population is. */
  private static final TableName MENTION = TableName.of("silver.mention");

  /**
   * Opens a lake.
   *
   * @param name what Spark calls the program
   * @param wanted the business date; empty for the one readers see
   * @throws HeduiException LAKE_MISSING or NOTHING_PUBLISHED, exit code 2
   */
  static PublishedLake open(Settings settings, String name, Optional<LocalDate> wanted) {
    SparkSession spark = LakeSession.open(settings, name);
    Lake lake = new Lake(spark, settings.lake().root(), SchemasLoader.require(settings.schemas()));
    LocalDate date =
        wanted
            .or(
                () ->
                    new LakeCatalog(spark, settings.lake(), false)
                        .publication()
                        .map(LakeCatalog.Publication::businessDate))
            .orElseThrow(
                () ->
                    new HeduiException(
                        "NOTHING_PUBLISHED",
                        ExitCodes.WRONG_USE,
                        "No run of "
                            + settings.lake()
                            + " has been published; run one, or name --business-date."));
    SparkSessions.fit(spark, lake.path(MENTION));
    return new PublishedLake(lake, date);
  }

  /** The rows of a silver table on the date in view; all of one without slices. */
  Dataset<Row> silver(String table) {
    return lake.slice(TableName.of("silver." + table), businessDate);
  }

  /**
   * The newest publication of the date in view, for SQL views.
   *
   * @throws HeduiException NOTHING_PUBLISHED, exit code 2
   */
  RunContext publication() {
    Lake pinned =
        lake.published(businessDate)
            .orElseThrow(
                () ->
                    new HeduiException(
                        "NOTHING_PUBLISHED",
                        ExitCodes.WRONG_USE,
                        "No run of %s has been published; `hedui status` names the runs."
                            .formatted(businessDate)));
    return new RunContext(pinned, businessDate, "", lake.publishedRun(businessDate).orElseThrow());
  }
}
