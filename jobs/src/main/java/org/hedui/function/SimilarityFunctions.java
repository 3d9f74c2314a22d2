package org.hedui.function;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** How alike two values are: {@link Similarity} and {@link Agreement}. */
public final class SimilarityFunctions {
  static final List<NativeFunction> ALL =
      List.of(
          new JaroWinkler(),
          new Edits(),
          new LevelOfNames(),
          new LevelOfExchanged(),
          new LevelOfTexts(),
          new LevelOfCodes(),
          new LevelOfDates());

  private SimilarityFunctions() {}

  /** {@code jaro_winkler(a, b)}: 0 to 1, null if one is null. */
  public static final class JaroWinkler extends NativeFunction {
    JaroWinkler() {
      super("jaro_winkler(a, b)", DataTypes.DoubleType);
    }

    /** Called by Spark. */
    public static Double invoke(UTF8String a, UTF8String b) {
      return a == null || b == null ? null : Similarity.of(a, b).jaroWinkler();
    }
  }

  /**
   * {@code edits(a, b, limit)}: typing errors between two texts, neighbours swapped counting as
   * one, {@code limit + 1} if there are more; null if one is null.
   */
  public static final class Edits extends NativeFunction {
    Edits() {
      super("edits(a, b, limit)", DataTypes.IntegerType);
    }

    @Override
    public DataType[] inputTypes() {
      return new DataType[] {DataTypes.StringType, DataTypes.StringType, DataTypes.IntegerType};
    }

    /** Called by Spark. */
    public static Integer invoke(UTF8String a, UTF8String b, int limit) {
      return a == null || b == null ? null : Similarity.of(a, b).edits(limit);
    }
  }

  /** {@code level_of_names(a, b)}: {@link Agreement#ofNames}, 0 if one is null. */
  public static final class LevelOfNames extends NativeFunction {
    LevelOfNames() {
      super("level_of_names(a, b)", DataTypes.IntegerType);
    }

    /** Called by Spark. */
    public static int invoke(UTF8String a, UTF8String b) {
      return Agreement.ofNames(a, b);
    }
  }

  /** {@code level_of_exchanged(a, a_other, b, b_other)}: {@link Agreement#ofExchanged}. */
  public static final class LevelOfExchanged extends NativeFunction {
    LevelOfExchanged() {
      super("level_of_exchanged(a, a_other, b, b_other)", DataTypes.IntegerType);
    }

    /** Called by Spark. */
    public static int invoke(UTF8String a, UTF8String aOther, UTF8String b, UTF8String bOther) {
      return Agreement.ofExchanged(a, aOther, b, bOther);
    }
  }

  /** {@code level_of_texts(a, b)}: {@link Agreement#ofTexts}, 0 if one is null. */
  public static final class LevelOfTexts extends NativeFunction {
    LevelOfTexts() {
      super("level_of_texts(a, b)", DataTypes.IntegerType);
    }

    /** Called by Spark. */
    public static int invoke(UTF8String a, UTF8String b) {
      return Agreement.ofTexts(a, b);
    }
  }

  /** {@code level_of_codes(a, b)}: {@link Agreement#ofCodes}, 0 if one is null. */
  public static final class LevelOfCodes extends NativeFunction {
    LevelOfCodes() {
      super("level_of_codes(a, b)", DataTypes.IntegerType);
    }

    /** Called by Spark. */
    public static int invoke(UTF8String a, UTF8String b) {
      return Agreement.ofCodes(a, b);
    }
  }

  /** {@code level_of_dates(a, b)}: {@link Agreement#ofDates}, 0 if one is null. */
  public static final class LevelOfDates extends NativeFunction {
    LevelOfDates() {
      super("level_of_dates(a, b)", DataTypes.IntegerType);
    }

    /** Called by Spark. */
    public static int invoke(UTF8String a, UTF8String b) {
      return Agreement.ofDates(a, b);
    }
  }
}
