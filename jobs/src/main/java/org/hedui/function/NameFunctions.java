package org.hedui.function;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Names of persons: {@link PersonName}. */
public final class NameFunctions {
  static final List<NativeFunction> ALL =
      List.of(new NameClean(), new NameNorm(), new NamePinyin(), new NameCompatible());

  private NameFunctions() {}

  /** {@code name_clean(s)}: the name as shown, null if blank. */
  public static final class NameClean extends NativeFunction {
    NameClean() {
      super("name_clean(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(PersonName.clean(string(s)));
    }
  }

  /** {@code name_norm(s)}: the match key, null if blank. */
  public static final class NameNorm extends NativeFunction {
    NameNorm() {
      super("name_norm(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(PersonName.norm(string(s)));
    }
  }

  /** {@code name_pinyin(s)}: toneless pinyin of the match key, null if blank. */
  public static final class NamePinyin extends NativeFunction {
    NamePinyin() {
      super("name_pinyin(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(PersonName.pinyin(string(s)));
    }
  }

  /** {@code name_compatible(a, b)}: whether two cleaned names may be one, null if one is blank. */
  public static final class NameCompatible extends NativeFunction {
    NameCompatible() {
      super("name_compatible(a, b)", DataTypes.BooleanType);
    }

    /** Called by Spark. */
    public static Boolean invoke(UTF8String a, UTF8String b) {
      return PersonName.compatible(string(a), string(b));
    }
  }
}
