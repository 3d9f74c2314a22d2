package org.hedui.lake;

import io.delta.tables.DeltaTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.hedui.contract.TableName;
import scala.Option;

/**
 * The small files of a table, which a question opens one by one. Merging them changes no row: Delta
 * notes that the data stays what it was.
 */
public final class SmallFiles {
  private static final String MOST = "spark.databricks.delta.optimize.maxFileSize";

  private final Lake lake;
  private final TableName table;

  /** The small files of a table that is there. */
  public SmallFiles(Lake lake, TableName table) {
    this.lake = lake;
    this.table = table;
  }

  /**
   * Files and their size.
   *
   * @param files how many
   * @param bytes how large together
   */
  public record Size(long files, long bytes) {
    /** No files. */
    public static final Size NONE = new Size(0, 0);

    Size plus(Size other) {
      return new Size(files + other.files, bytes + other.bytes);
    }
  }

  /** What merging would put together; no files if nothing is to be gained. */
  public Size mergeable() {
    SparkSession spark = lake.spark();
    long most = Long.parseLong(spark.conf().get(MOST, String.valueOf(1L << 30)));
    Map<String, List<Long>> slices =
        DeltaLog.forTable(spark, lake.path(table))
            .update(false, Option.empty(), Option.empty())
            .allFiles()
            .toDF()
            .selectExpr("to_json(partitionValues)", "size")
            .collectAsList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getString(0),
                    Collectors.mapping(row -> row.getLong(1), Collectors.toList())));
    return slices.values().stream()
        .map(sizes -> mergeable(sizes, most))
        .reduce(Size.NONE, Size::plus);
  }

  /** As Delta fills its bins: the least files first, each bin up to the size wanted. */
  private static Size mergeable(List<Long> sizes, long most) {
    Size all = Size.NONE;
    List<Long> bin = new ArrayList<>();
    long filled = 0;
    for (long size : sizes.stream().sorted(Comparator.naturalOrder()).toList()) {
      if (!bin.isEmpty() && filled + size > most) {
        all = all.plus(ofBin(bin, filled));
        bin.clear();
        filled = 0;
      }
      bin.add(size);
      filled += size;
    }
    return all.plus(ofBin(bin, filled));
  }

  private static Size ofBin(List<Long> bin, long filled) {
    return bin.size() > 1 ? new Size(bin.size(), filled) : Size.NONE;
  }

  /** Merges them in one commit. */
  public void merge() {
    DeltaTable.forPath(lake.spark(), lake.path(table)).optimize().executeCompaction();
  }
}
