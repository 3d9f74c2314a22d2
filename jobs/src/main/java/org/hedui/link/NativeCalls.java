package org.hedui.link;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;
import scala.collection.JavaConverters;
import scala.collection.immutable.Seq;

/**
 * Calls a method of a serialisable object from generated code, with primitive arguments and no
 * boxing: how numbers that training found reach every pair.
 */
final class NativeCalls {
  private static final Seq<AbstractDataType> NO_TYPES =
      JavaConverters.asScalaBuffer(List.<AbstractDataType>of()).toList();

  private NativeCalls() {}

  /**
   * Calls {@code target.method(arguments…)}; null if an argument is null.
   *
   * @param target an object of a public class with that public method
   * @param result what the method gives
   */
  static Column call(Object target, String method, DataType result, Column... arguments) {
    Expression[] expressions =
        Arrays.stream(arguments).map(Column::expr).toArray(Expression[]::new);
    Literal object = Literal.fromObject(target, ObjectType.apply(target.getClass()));
    return new Column(
        new Invoke(object, method, result, seq(expressions), NO_TYPES, true, false, true));
  }

  private static Seq<Expression> seq(Expression... expressions) {
    return JavaConverters.asScalaBuffer(Arrays.asList(expressions)).toList();
  }
}
