package org.hedui.function;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Plain text: {@link CleanText}. */
public final class TextFunctions {
  static final List<NativeFunction> ALL =
      List.of(
          new CleanTextFunction(),
          new IsDamaged(),
          new DivisionCode(),
          new MatchWords(),
          new MatchCode(),
          new MatchSet(),
          new MatchDate());

  private TextFunctions() {}

  /** {@code clean_text(s)}: plain text, null if blank. */
  public static final class CleanTextFunction extends NativeFunction {
    CleanTextFunction() {
      super("clean_text(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(CleanText.clean(string(s)));
    }
  }

  /** {@code is_damaged(s)}: whether bytes were lost on the way. */
  public static final class IsDamaged extends NativeFunction {
    IsDamaged() {
      super("is_damaged(s)", DataTypes.BooleanType);
    }

    /** Called by Spark. */
    public static Boolean invoke(UTF8String s) {
      return s == null ? null : CleanText.isDamaged(s.toString());
    }
  }

  /** {@code division_code(s)}: 6, 9 or 12 digits, else null. */
  public static final class DivisionCode extends NativeFunction {
    DivisionCode() {
      super("division_code(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(CleanText.divisionCode(string(s)));
    }
  }

  /** {@code match_words(s)}: words in small letters without accents, null if nothing is left. */
  public static final class MatchWords extends NativeFunction {
    MatchWords() {
      super("match_words(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return s == null ? null : utf8(MatchText.words(s.toString()));
    }
  }

  /** {@code match_code(s)}: small letters and digits only, null if nothing is left. */
  public static final class MatchCode extends NativeFunction {
    MatchCode() {
      super("match_code(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return s == null ? null : utf8(MatchText.code(s.toString()));
    }
  }

  /**
   * {@code match_set(values)}: what {@code match_code} makes of the values, each once, in order;
   * null if nothing is left.
   */
  public static final class MatchSet extends NativeFunction {
    private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType, true);

    MatchSet() {
      super("match_set(values)", TEXTS);
    }

    @Override
    public DataType[] inputTypes() {
      return new DataType[] {TEXTS};
    }

    /** Called by Spark. */
    public static ArrayData invoke(ArrayData values) {
      if (values == null) {
        return null;
      }
      SortedSet<UTF8String> codes = new TreeSet<>();
      for (int i = 0; i < values.numElements(); i++) {
        UTF8String code = values.isNullAt(i) ? null : MatchCode.invoke(values.getUTF8String(i));
        if (code != null) {
          codes.add(code);
        }
      }
      return codes.isEmpty() ? null : new GenericArrayData(codes.toArray());
    }
  }

  /**
   * {@code match_date(s, month_first)}: a date as yyyyMMdd, where its parts cannot be told apart
   * its digits, null if it has none.
   */
  public static final class MatchDate extends NativeFunction {
    MatchDate() {
      super("match_date(s, month_first)", DataTypes.StringType);
    }

    @Override
    public DataType[] inputTypes() {
      return new DataType[] {DataTypes.StringType, DataTypes.BooleanType};
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s, boolean monthFirst) {
      return s == null ? null : utf8(MatchText.date(s.toString(), monthFirst));
    }
  }
}
