package org.hedui.function;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** Dates, numbers and amounts: {@link DateText}, {@link NumberText}. */
public final class ValueFunctions {
  static final List<NativeFunction> ALL =
      List.of(
          new ParseDate(),
          new ParseYearMonth(),
          new ParseYear(),
          new ParseInteger(),
          new ParseAmount());

  private ValueFunctions() {}

  /** {@code parse_date(s)}: the date or null. */
  public static final class ParseDate extends NativeFunction {
    ParseDate() {
      super("parse_date(s)", DataTypes.DateType);
    }

    /** Called by Spark. */
    public static Integer invoke(UTF8String s) {
      return days(DateText.date(string(s)));
    }
  }

  /** {@code parse_year_month(s)}: {@code yyyyMM} or null. */
  public static final class ParseYearMonth extends NativeFunction {
    ParseYearMonth() {
      super("parse_year_month(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(DateText.yearMonth(string(s)));
    }
  }

  /** {@code parse_year(s)}: the year or null. */
  public static final class ParseYear extends NativeFunction {
    ParseYear() {
      super("parse_year(s)", DataTypes.IntegerType);
    }

    /** Called by Spark. */
    public static Integer invoke(UTF8String s) {
      return DateText.year(string(s));
    }
  }

  /** {@code parse_integer(s)}: the whole number or null. */
  public static final class ParseInteger extends NativeFunction {
    ParseInteger() {
      super("parse_integer(s)", DataTypes.IntegerType);
    }

    /** Called by Spark. */
    public static Integer invoke(UTF8String s) {
      return NumberText.integer(string(s));
    }
  }

  /** {@code parse_amount(s)}: yuan as decimal(18,2) or null. */
  public static final class ParseAmount extends NativeFunction {
    ParseAmount() {
      super("parse_amount(s)", DataTypes.createDecimalType(18, 2));
    }

    /** Called by Spark. */
    public static Decimal invoke(UTF8String s) {
      BigDecimal amount = NumberText.amount(string(s));
      return amount == null ? null : Decimal.apply(amount, 18, 2);
    }
  }
}
