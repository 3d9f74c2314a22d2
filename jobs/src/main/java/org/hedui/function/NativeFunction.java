package org.hedui.function;

import java.time.LocalDate;
import java.util.Arrays;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A deterministic function of texts. Each subclass declares {@code public static …
 * invoke(UTF8String …)}, which Spark calls straight from generated code.
 *
 * <p>Spark 3.5 reads a {@code null} out of a boxed result and passes {@code null} arguments in. So
 * dates are returned as {@link Integer} days, truth values as {@link Boolean}: the box is
 * short-lived (or cached), and cheaper than an ISO text that a cast would have to parse again.
 */
abstract class NativeFunction implements UnboundFunction, ScalarFunction<Object> {
  private final String signature;
  private final DataType result;

  /**
   * Declares a function.
   *
   * @param signature name and arguments as written in SQL, such as {@code pseudonym(domain,
   *     value)}; every argument is a string
   * @param result type of the result, which may be null
   */
  NativeFunction(String signature, DataType result) {
    this.signature = signature;
    this.result = result;
  }

  @Override
  public String name() {
    return signature.substring(0, signature.indexOf('('));
  }

  @Override
  public String canonicalName() {
    return "hedui." + name();
  }

  @Override
  public String description() {
    return signature + " -> " + result.sql();
  }

  @Override
  public BoundFunction bind(StructType arguments) {
    if (arguments.length() != inputTypes().length) {
      throw new UnsupportedOperationException(
          "Write fn." + signature + ": " + arguments.length() + " arguments were given.");
    }
    return this;
  }

  @Override
  public DataType[] inputTypes() {
    DataType[] types = new DataType[signature.split(",").length];
    Arrays.fill(types, DataTypes.StringType);
    return types;
  }

  @Override
  public DataType resultType() {
    return result;
  }

  /** Spark's text as a Java one; null stays null. */
  static String string(UTF8String text) {
    return text == null ? null : text.toString();
  }

  /** Java's text as a Spark one; null stays null. */
  static UTF8String utf8(String text) {
    return UTF8String.fromString(text);
  }

  /** Days since 1970-01-01, Spark's form of a date; null stays null. */
  static Integer days(LocalDate date) {
    return date == null ? null : Math.toIntExact(date.toEpochDay());
  }
}
