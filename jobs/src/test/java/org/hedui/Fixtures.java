package org.hedui;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.lake.Lake;
import org.hedui.stage.RunContext;

/** What several tests need: the house's schemas, a context, rows written inline. */
public final class Fixtures {
  /** The business date of the sample county. */
  public static final LocalDate DATE = LocalDate.of(2023, 11, 30);

  private static final Path HOME = Path.of(System.getenv("HEDUI_HOME"));

  private static final Schemas SCHEMAS = SchemasLoader.require(HOME.resolve("schemas"));

  private Fixtures() {}

  /** The repository. */
  public static Path home() {
    return HOME;
  }

  /** The house's schemas. */
  public static Schemas schemas() {
    return SCHEMAS;
  }

  /** A context over a lake that may be empty. */
  public static RunContext context(Path lake) {
    return new RunContext(
        new Lake(SparkTest.session(), lake.toUri().toString(), SCHEMAS), DATE, "", "test");
  }

  /**
   * Rows of {@code schema} from SQL literals by column; a column not named is NULL.
   *
   * @param rows for each row the literals by column
   */
  public static Dataset<Row> rows(StructType schema, List<Map<String, String>> rows) {
    List<String> known = Arrays.asList(schema.fieldNames());
    List<String> selects = new ArrayList<>();
    for (Map<String, String> row : rows) {
      row.keySet().stream()
          .filter(column -> !known.contains(column))
          .findFirst()
          .ifPresent(
              column -> {
                throw new IllegalArgumentException(
                    "The fixture names an unknown column: " + column);
              });
      List<String> values = new ArrayList<>();
      for (StructField field : schema.fields()) {
        values.add(
            "CAST(%s AS %s) AS `%s`"
                .formatted(
                    row.getOrDefault(field.name(), "NULL"), field.dataType().sql(), field.name()));
      }
      selects.add("SELECT " + String.join(", ", values));
    }
    return SparkTest.session().sql(String.join(" UNION ALL ", selects));
  }
}
