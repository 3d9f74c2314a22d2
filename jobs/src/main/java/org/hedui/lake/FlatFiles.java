package org.hedui.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Plain tables outside the lake: CSV files with a header, and Parquet folders. */
public final class FlatFiles {
  private FlatFiles() {}

  /**
   * Reads a CSV file in UTF-8 with a header; every value is text, spaces around it are dropped, a
   * blank one is null.
   *
   * @param path file, folder or s3a:// address
   */
  public static Dataset<Row> readCsv(SparkSession spark, String path) {
    return spark
        .read()
        .option("header", true)
        .option("inferSchema", false)
        .option("ignoreLeadingWhiteSpace", true)
        .option("ignoreTrailingWhiteSpace", true)
        .option("escape", "\"")
        .csv(path);
  }

  /**
   * Writes one CSV file in UTF-8 with a header. Spark writes parts beside it, which are put
   * together and removed.
   *
   * @param file the file; one that is there is replaced
   */
  public static void writeCsv(Dataset<Row> rows, Path file) throws IOException {
    Path parts = file.resolveSibling("." + file.getFileName() + ".parts");
    rows.write().mode(SaveMode.Overwrite).option("escape", "\"").csv(parts.toUri().toString());
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write((String.join(",", rows.columns()) + "\n").getBytes(StandardCharsets.UTF_8));
      for (Path part : list(parts, "part-")) {
        try (InputStream in = Files.newInputStream(part)) {
          in.transferTo(out);
        }
      }
    }
    for (Path part : list(parts, "")) {
      Files.delete(part);
    }
    Files.delete(parts);
  }

  /** Writes a folder of Parquet files; one that is there is replaced. */
  public static void writeParquet(Dataset<Row> rows, Path folder) {
    rows.write().mode(SaveMode.Overwrite).parquet(folder.toUri().toString());
  }

  private static List<Path> list(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted(Comparator.comparing(Path::getFileName))
          .collect(Collectors.toList());
    }
  }
}
