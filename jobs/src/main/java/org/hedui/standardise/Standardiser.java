package org.hedui.standardise;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.hedui.contract.CodeList;
import org.hedui.contract.Contract;
import org.hedui.contract.Semantic;
import org.hedui.lake.SilverSchema;

/**
 * Turns a registry's bronze text into typed silver rows, as its contract says.
 *
 * <p>Nothing is repaired: a value that cannot be read becomes NULL and leaves a code in {@code
 * issues}; the text as delivered stays in bronze and, for names and ID numbers, in {@code _raw}.
 */
final class Standardiser {
  private static final List<String> YES = List.of("是", "有", "Y", "YES", "TRUE", "1");
  private static final List<String> NO = List.of("否", "无", "N", "NO", "FALSE", "0");

  private final Contract contract;
  private final Map<String, CodeList> codes;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final List<Column> issues = new ArrayList<>();

  private Standardiser(Contract contract, Map<String, CodeList> codes) {
    this.contract = contract;
    this.codes = codes;
  }

  /**
   * Standardises the rows of one registry.
   *
   * @param bronze the contract's columns as text, {@code damaged} (columns with damaged text),
   *     {@code header_units} (unit a header declares, by column), and provenance
   * @return the columns of {@link SilverSchema} without {@code business_date}; one row for each row
   *     of {@code bronze}
   */
  static Dataset<Row> standardise(
      Dataset<Row> bronze, Contract contract, Map<String, CodeList> codes) {
    return new Standardiser(contract, codes).apply(bronze);
  }

  private Dataset<Row> apply(Dataset<Row> bronze) {
    for (org.hedui.contract.Column column : contract.columns()) {
      add(column);
      issues.add(
          when(array_contains(col("damaged"), column.name()), lit("DAMAGED:" + column.name())));
    }
    List<Column> selected = new ArrayList<>();
    selected.add(col("record_id"));
    selected.add(key().as("record_key"));
    for (String provenance :
        List.of("source_file", "source_sheet", "source_row", "delivery_date")) {
      selected.add(col(provenance));
    }
    columns.forEach((name, value) -> selected.add(value.as(name)));
    selected.add(found().as("issues"));
    return bronze.select(selected.toArray(Column[]::new));
  }

  /** Those of the issues that a row has; each is named at most once. */
  private Column found() {
    // array_compact would do, but Spark compiles nothing that stands within it: it would read every
    // value of the row again.
    return array_except(
        array(issues.toArray(Column[]::new)), array(lit(null).cast(DataTypes.StringType)));
  }

  private Column key() {
    Column[] parts =
        contract.key().stream()
            .map(
                column ->
                    coalesce(columns.get(column.name()).cast("string"), fn("id_text", raw(column))))
            .toArray(Column[]::new);
    Column place = concat_ws("|", col("source_file"), col("source_sheet"), col("source_row"));
    Column blank = lit(parts.length == 0);
    for (Column part : parts) {
      blank = blank.or(part.isNull()).or(part.equalTo(""));
    }
    return when(blank, place).otherwise(concat_ws("|", parts));
  }

  private void add(org.hedui.contract.Column column) {
    String name = column.name();
    Column raw = raw(column);
    Column text = fn("clean_text", raw);
    switch (column.semantic()) {
      case PERSON_NAME -> {
        Column clean = fn("name_clean", raw);
        Column norm = fn("name_norm", raw);
        columns.put(name + "_raw", raw);
        columns.put(name, clean);
        columns.put(name + "_norm", norm);
        columns.put(name + "_pinyin", fn("name_pinyin", raw));
        flag("NAME_BLANK", name, clean.isNull());
      }
      case ID_NUMBER -> {
        Column id = fn("id_text", raw);
        Column kind = fn("id_kind", id);
        columns.put(name + "_raw", raw);
        columns.put(name, id);
        columns.put(name + "_kind", kind);
        columns.put(name + "_18", fn("id18", id));
        flagKind("ID_", name, kind, "BLANK", "TEMP", "LOST", "BAD18", "BAD");
      }
      case STUDENT_NUMBER -> {
        Column number = fn("id_text", raw);
        Column kind = fn("student_number_kind", number);
        columns.put(name, number);
        columns.put(name + "_kind", kind);
        columns.put(name + "_18", fn("student_number_id18", number));
        flagKind("STUDENT_NUMBER_", name, kind, "BLANK", "BAD");
      }
      case DISABILITY_CARD -> {
        Column number = fn("id_text", raw);
        Column kind = fn("id_kind", number);
        columns.put(name, number);
        columns.put(name + "_kind", kind);
        columns.put(name + "_18", fn("id18", number));
        columns.put(name + "_class", fn("disability_class", number));
        columns.put(name + "_grade", fn("disability_grade", number));
        flag(
            "CARD_INVALID", name, not(kind.isin("DPC20", "DPC22")).or(fn("id18", number).isNull()));
      }
      case DATE -> typed(column, text, fn("parse_date", raw), "DATE_UNREADABLE");
      case YEAR_MONTH -> typed(column, text, fn("parse_year_month", raw), "MONTH_UNREADABLE");
      case YEAR -> typed(column, text, fn("parse_year", raw), "YEAR_UNREADABLE");
      case INTEGER -> typed(column, text, fn("parse_integer", raw), "NUMBER_UNREADABLE");
      case DIVISION_CODE -> typed(column, text, fn("division_code", raw), "DIVISION_UNREADABLE");
      case AMOUNT -> amount(column, text);
      case CODE -> coded(column, text);
      case FLAG -> flag(column, text);
      case SCHOOL_CODE -> columns.put(name, fn("id_text", raw));
      case TEXT, PHONE ->
          columns.put(name, column.blankMeansNone() ? coalesce(text, lit("")) : text);
    }
  }

  private void typed(org.hedui.contract.Column column, Column text, Column parsed, String issue) {
    columns.put(column.name(), parsed);
    boolean dated = column.semantic() == Semantic.DATE || column.semantic() == Semantic.YEAR_MONTH;
    if (column.blankMeansNone() && dated) {
      columns.put(column.name() + "_blank", text.isNull());
    }
    flag(issue, column.name(), text.isNotNull().and(parsed.isNull()));
  }

  private void amount(org.hedui.contract.Column column, Column text) {
    String name = column.name();
    Column number = fn("parse_amount", raw(column));
    Column header = coalesce(element_at(col("header_units"), name), lit(""));
    Column ten = header.contains("万");
    if (column.unitColumn().isPresent()) {
      org.hedui.contract.Column unit = column(column.unitColumn().get());
      Column code = code(unit);
      ten =
          when(code.equalTo("WAN"), lit(true))
              .when(code.equalTo("YUAN"), lit(false))
              .otherwise(null);
      flag("UNIT_UNKNOWN", name, number.isNotNull().and(ten.isNull()));
    }
    // A value that carries its own 万 is in yuan already once it is read. Any other is given one
    // where
    // its column is in 万: 1.6875 万 read as a number is 1.69 and no longer 16875.
    Column inTen = fn("parse_amount", concat(regexp_replace(text, " ?元?$", ""), lit("万")));
    Column yuan =
        when(text.contains("万"), number).when(ten, inTen).when(not(ten), number).otherwise(null);
    columns.put(name, yuan.cast(SilverSchema.YUAN));
    flag("AMOUNT_UNREADABLE", name, text.isNotNull().and(number.isNull()));
  }

  private void flag(org.hedui.contract.Column column, Column text) {
    Column label = label(column);
    Column yes =
        when(label.isin(YES.toArray()), lit(true)).when(label.isin(NO.toArray()), lit(false));
    columns.put(column.name(), yes);
    flag("FLAG_UNREADABLE", column.name(), text.isNotNull().and(yes.isNull()));
  }

  private void coded(org.hedui.contract.Column column, Column text) {
    Column code = code(column);
    flag("CODE_UNKNOWN", column.name(), text.isNotNull().and(code.isNull()));
    columns.put(
        column.name(),
        column.blankMeansNone() ? when(text.isNull(), lit("")).otherwise(code) : code);
  }

  /** The code a column's text stands for, or NULL. */
  private Column code(org.hedui.contract.Column column) {
    CodeList list = codes.get(column.codes().orElseThrow());
    Map<String, String> byLabel = new LinkedHashMap<>();
    for (CodeList.Code code : list.codes()) {
      byLabel.put(compact(code.code()), code.code());
      byLabel.put(compact(code.zh()), code.code());
      code.aliases().forEach(alias -> byLabel.put(compact(alias), code.code()));
    }
    Column[] entries =
        byLabel.entrySet().stream()
            .flatMap(entry -> Stream.of(lit(entry.getKey()), lit(entry.getValue())))
            .toArray(Column[]::new);
    return element_at(map(entries), label(column));
  }

  private static Column label(org.hedui.contract.Column column) {
    return upper(regexp_replace(fn("clean_text", raw(column)), "\\s", ""));
  }

  /** The form in which labels of deliveries and of code lists are compared. */
  private static String compact(String label) {
    return Normalizer.normalize(label, Normalizer.Form.NFKC)
        .replaceAll("\\s", "")
        .toUpperCase(Locale.ROOT);
  }

  private org.hedui.contract.Column column(String name) {
    return contract.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private void flag(String code, String column, Column condition) {
    issues.add(when(condition, lit(code + ":" + column)));
  }

  private void flagKind(String prefix, String column, Column kind, String... flagged) {
    issues.add(when(kind.isin((Object[]) flagged), concat(lit(prefix), kind, lit(":" + column))));
  }

  private static Column raw(org.hedui.contract.Column column) {
    return col(column.name());
  }

  private static Column fn(String name, Column argument) {
    return call_function("fn." + name, argument);
  }
}
