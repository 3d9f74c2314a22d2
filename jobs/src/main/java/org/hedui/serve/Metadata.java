package org.hedui.serve;

import java.sql.JDBCType;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What tools ask to show a tree of schemas, tables and columns, as JDBC lays it down. */
final class Metadata {
  private static final String TABLE = "TABLE";

  private Metadata() {}

  /** No catalogs. */
  static Answer catalogs() {
    return Answer.of("TABLE_CAT string", List.of());
  }

  /** One kind of tables. */
  static Answer tableTypes() {
    return Answer.of("TABLE_TYPE string", rows(new Object[] {TABLE}));
  }

  /** Schemas whose name is like {@code schema}. */
  static Answer schemas(UserTables readable, String schema) {
    List<Object[]> rows = new ArrayList<>();
    readable.names().keySet().stream()
        .filter(like(schema))
        .forEach(name -> rows.add(new Object[] {name, ""}));
    return Answer.of("TABLE_SCHEM string, TABLE_CATALOG string", rows);
  }

  /** Tables whose names are like {@code schema} and {@code table}. */
  static Answer tables(UserTables readable, String schema, String table, List<String> types) {
    List<Object[]> rows = new ArrayList<>();
    if (types == null || types.isEmpty() || types.contains(TABLE)) {
      each(
          readable,
          schema,
          table,
          (in, name) ->
              rows.add(new Object[] {"", in, name, TABLE, "", null, null, null, null, null}));
    }
    return Answer.of(
        "TABLE_CAT string, TABLE_SCHEM string, TABLE_NAME string, TABLE_TYPE string, REMARKS string,"
            + " TYPE_CAT string, TYPE_SCHEM string, TYPE_NAME string, SELF_REFERENCING_COL_NAME"
            + " string, REF_GENERATION string",
        rows);
  }

  /** Columns of these tables whose names are like {@code column}. */
  static Answer columns(UserTables readable, String schema, String table, String column) {
    List<Object[]> rows = new ArrayList<>();
    Predicate<String> asked = like(column);
    each(
        readable,
        schema,
        table,
        (in, name) -> {
          StructField[] fields = readable.describe(List.of(in, name)).schema().fields();
          for (int i = 0; i < fields.length; i++) {
            if (asked.test(fields[i].name())) {
              rows.add(column(in, name, fields[i], i + 1));
            }
          }
        });
    return Answer.of(
        "TABLE_CAT string, TABLE_SCHEM string, TABLE_NAME string, COLUMN_NAME string, DATA_TYPE int,"
            + " TYPE_NAME string, COLUMN_SIZE int, BUFFER_LENGTH tinyint, DECIMAL_DIGITS int,"
            + " NUM_PREC_RADIX int, NULLABLE int, REMARKS string, COLUMN_DEF string, SQL_DATA_TYPE"
            + " int, SQL_DATETIME_SUB int, CHAR_OCTET_LENGTH int, ORDINAL_POSITION int, IS_NULLABLE"
            + " string, SCOPE_CATALOG string, SCOPE_SCHEMA string, SCOPE_TABLE string,"
            + " SOURCE_DATA_TYPE smallint, IS_AUTO_INCREMENT string",
        rows);
  }

  private static Object[] column(String schema, String table, StructField field, int position) {
    DecimalType decimal = field.dataType() instanceof DecimalType type ? type : null;
    return new Object[] {
      "",
      schema,
      table,
      field.name(),
      jdbcType(field.dataType()).getVendorTypeNumber(),
      Answer.sql(field.dataType()).toUpperCase(java.util.Locale.ROOT),
      decimal == null ? null : decimal.precision(),
      null,
      decimal == null ? null : decimal.scale(),
      10,
      1,
      field.getComment().getOrElse(() -> ""),
      null,
      null,
      null,
      null,
      position,
      "YES",
      null,
      null,
      null,
      null,
      "NO"
    };
  }

  /** The types that columns have. */
  static Answer types() {
    List<Object[]> rows = new ArrayList<>();
    for (Map.Entry<String, Integer> type :
        Map.of(
                "BOOLEAN", Types.BOOLEAN,
                "INT", Types.INTEGER,
                "BIGINT", Types.BIGINT,
                "DOUBLE", Types.DOUBLE,
                "DECIMAL", Types.DECIMAL,
                "STRING", Types.VARCHAR,
                "DATE", Types.DATE,
                "TIMESTAMP", Types.TIMESTAMP)
            .entrySet()) {
      rows.add(
          new Object[] {
            type.getKey(),
            type.getValue(),
            null,
            null,
            null,
            null,
            (short) 1,
            true,
            (short) 3,
            false,
            false,
            false,
            null,
            (short) 0,
            (short) 0,
            null,
            null,
            10
          });
    }
    rows.sort((a, b) -> Integer.compare((int) a[1], (int) b[1]));
    return Answer.of(
        "TYPE_NAME string, DATA_TYPE int, PRECISION int, LITERAL_PREFIX string, LITERAL_SUFFIX"
            + " string, CREATE_PARAMS string, NULLABLE smallint, CASE_SENSITIVE boolean, SEARCHABLE"
            + " smallint, UNSIGNED_ATTRIBUTE boolean, FIXED_PREC_SCALE boolean, AUTO_INCREMENT"
            + " boolean, LOCAL_TYPE_NAME string, MINIMUM_SCALE smallint, MAXIMUM_SCALE smallint,"
            + " SQL_DATA_TYPE int, SQL_DATETIME_SUB int, NUM_PREC_RADIX int",
        rows);
  }

  /** No functions of our own. */
  static Answer functions() {
    return Answer.of(
        "FUNCTION_CAT string, FUNCTION_SCHEM string, FUNCTION_NAME string, REMARKS string,"
            + " FUNCTION_TYPE int, SPECIFIC_NAME string",
        List.of());
  }

  /** No keys: Spark knows of none. */
  static Answer primaryKeys() {
    return Answer.of(
        "TABLE_CAT string, TABLE_SCHEM string, TABLE_NAME string, COLUMN_NAME string, KEY_SEQ int,"
            + " PK_NAME string",
        List.of());
  }

  /** What a name of the schema and table is given to. */
  @FunctionalInterface
  private interface Each {
    void table(String schema, String table);
  }

  private static void each(UserTables readable, String schema, String table, Each work) {
    Predicate<String> tables = like(table);
    Predicate<String> schemas = like(schema);
    readable
        .names()
        .forEach(
            (in, names) -> {
              if (schemas.test(in)) {
                names.stream().filter(tables).forEach(name -> work.table(in, name));
              }
            });
  }

  /** As JDBC's patterns: % for any letters, _ for one; nothing or * for all. */
  private static Predicate<String> like(String pattern) {
    if (pattern == null || pattern.isEmpty() || pattern.equals("*")) {
      return name -> true;
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char letter = pattern.charAt(i);
      if (letter == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
      } else if (letter == '%') {
        regex.append(".*");
      } else if (letter == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(letter)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE).asMatchPredicate();
  }

  private static JDBCType jdbcType(DataType type) {
    if (type instanceof DecimalType) {
      return JDBCType.DECIMAL;
    }
    if (type instanceof ArrayType) {
      return JDBCType.ARRAY;
    }
    if (type instanceof MapType) {
      return JDBCType.JAVA_OBJECT;
    }
    if (type instanceof StructType) {
      return JDBCType.STRUCT;
    }
    return switch (type.typeName()) {
      case "boolean" -> JDBCType.BOOLEAN;
      case "byte" -> JDBCType.TINYINT;
      case "short" -> JDBCType.SMALLINT;
      case "integer" -> JDBCType.INTEGER;
      case "long" -> JDBCType.BIGINT;
      case "float" -> JDBCType.REAL;
      case "double" -> JDBCType.DOUBLE;
      case "date" -> JDBCType.DATE;
      case "timestamp" -> JDBCType.TIMESTAMP;
      case "binary" -> JDBCType.BINARY;
      default -> JDBCType.VARCHAR;
    };
  }

  private static List<Object[]> rows(Object[] row) {
    List<Object[]> rows = new ArrayList<>();
    rows.add(row);
    return rows;
  }
}
