package org.hedui.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Prints the rows of a query, one partition in memory at a time. */
final class RowPrinter {
  /** How rows are printed. */
  enum Format {
    /** Aligned columns for a person. */
    TABLE,
    /** RFC 4180 with a header; NULL is empty. */
    CSV,
    /** One JSON object a line; NULL is null. */
    JSON
  }

  /** Rows of a table that are held to align it. */
  static final int TABLE_LIMIT = 1000;

  private RowPrinter() {}

  /**
   * Prints {@code rows} in {@code format}.
   *
   * @param limit rows at most; 0 = {@value #TABLE_LIMIT} in a table, all in csv and json
   * @throws UncheckedIOException if {@code out} cannot be written
   */
  static void print(Dataset<Row> rows, Format format, int limit, Appendable out) {
    try {
      switch (format) {
        case TABLE -> table(rows, limit == 0 ? TABLE_LIMIT : limit, out);
        case CSV -> csv(limited(rows, limit), out);
        case JSON -> json(limited(rows, limit), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset<Row> limited(Dataset<Row> rows, int limit) {
    return limit == 0 ? rows : rows.limit(limit);
  }

  private static void table(Dataset<Row> rows, int limit, Appendable out) throws IOException {
    List<Row> found = texts(rows).takeAsList(limit + 1);
    TextTable table = new TextTable(List.of(rows.columns()));
    found.stream().limit(limit).forEach(row -> table.row(cells(row, "NULL")));
    for (String line : table.lines()) {
      out.append(line).append('\n');
    }
    if (found.size() > limit) {
      out.append(
          "(the first %,d rows; more with --limit, all with --format csv)\n".formatted(limit));
    } else {
      out.append(found.size() == 1 ? "(1 row)\n" : "(%,d rows)\n".formatted(found.size()));
    }
  }

  private static void csv(Dataset<Row> rows, Appendable out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
    printer.printRecord(Arrays.asList(rows.columns()));
    for (Iterator<Row> all = texts(rows).toLocalIterator(); all.hasNext(); ) {
      printer.printRecord(cells(all.next(), ""));
    }
  }

  private static void json(Dataset<Row> rows, Appendable out) throws IOException {
    Column object =
        to_json(
            struct(
                Arrays.stream(unique(rows).columns())
                    .map(RowPrinter::named)
                    .toArray(Column[]::new)),
            Map.of("ignoreNullFields", "false"));
    for (Iterator<Row> all = unique(rows).select(object).toLocalIterator(); all.hasNext(); ) {
      out.append(all.next().getString(0)).append('\n');
    }
  }

  private static List<String> cells(Row row, String nothing) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.isNullAt(i) ? nothing : row.getString(i))
        .toList();
  }

  /** Every column as text: nested ones as JSON, the others as Spark shows them. */
  private static Dataset<Row> texts(Dataset<Row> rows) {
    Dataset<Row> unique = unique(rows);
    return unique.select(
        Arrays.stream(unique.schema().fields()).map(RowPrinter::text).toArray(Column[]::new));
  }

  private static Column text(StructField field) {
    DataType type = field.dataType();
    boolean nested =
        type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
    return nested ? to_json(named(field.name())) : named(field.name()).cast("string");
  }

  private static Column named(String column) {
    return col("`" + column.replace("`", "``") + "`");
  }

  // A join may show two columns of one name; only the place tells them apart.
  private static Dataset<Row> unique(Dataset<Row> rows) {
    String[] names = rows.columns();
    for (int i = 0; i < names.length; i++) {
      List<String> before = Arrays.asList(names).subList(0, i);
      String name = names[i];
      for (int copy = 2; before.stream().anyMatch(names[i]::equalsIgnoreCase); copy++) {
        names[i] = name + "_" + copy;
      }
    }
    return rows.toDF(names);
  }
}
