package org.hedui.function;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Plain text: {@link CleanText}. */
public final class TextFunctions {
  static final List<NativeFunction> ALL =
      List.of(new CleanTextFunction(), new IsDamaged(), new DivisionCode());

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
}
