package org.hedui.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.LinkConfig;
import org.hedui.lake.FlatFiles;

/** Opens the inputs of a job and says in words what is wrong with them, before anything is run. */
final class InputCheck {
  private InputCheck() {}

  /**
   * Opens the inputs.
   *
   * @param paths CSV files
   * @return their rows, in the order of {@code paths}
   * @throws HeduiException INPUT_MISSING, COLUMN_MISSING or INPUTS_TOO_FEW, exit code 2
   */
  static List<Dataset<Row>> open(SparkSession spark, List<String> paths, LinkConfig config) {
    if (config.scope() == LinkConfig.Scope.BETWEEN && paths.size() < 2) {
      throw new HeduiException(
          "INPUTS_TOO_FEW",
          2,
          "'scope: between' compares records of different inputs and one is given: give another"
              + " --input, or write 'scope: all'.");
    }
    return paths.stream().map(path -> open(spark, path, config)).toList();
  }

  private static Dataset<Row> open(SparkSession spark, String path, LinkConfig config) {
    Dataset<Row> rows = read(spark, path);
    List<String> missing =
        Stream.concat(Stream.of(config.id()), columns(config))
            .distinct()
            .filter(name -> Arrays.stream(rows.columns()).noneMatch(name::equalsIgnoreCase))
            .toList();
    if (!missing.isEmpty()) {
      throw new HeduiException(
          "COLUMN_MISSING",
          2,
          "%s has no column %s; it has %s. Correct the configuration."
              .formatted(path, String.join(", ", missing), String.join(", ", rows.columns())));
    }
    return rows;
  }

  private static Dataset<Row> read(SparkSession spark, String path) {
    try {
      return FlatFiles.readCsv(spark, path);
    } catch (Exception e) {
      // Scala does not declare what it throws.
      if (e instanceof AnalysisException missing
          && "PATH_NOT_FOUND".equals(missing.getErrorClass())) {
        throw new HeduiException("INPUT_MISSING", 2, "The input " + path + " is not there.", e);
      }
      throw e;
    }
  }

  private static Stream<String> columns(LinkConfig config) {
    List<String> columns = new ArrayList<>();
    config.fields().stream()
        .filter(field -> field.sql().isEmpty())
        .forEach(field -> columns.addAll(field.columns()));
    return columns.stream();
  }
}
