package org.hedui.serve;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What a statement gives.
 *
 * @param schema its columns
 * @param rows its rows, to be read once
 */
record Answer(StructType schema, Iterator<Row> rows) {
  /** Rows of metadata, with the columns as {@code name type, …}. */
  static Answer of(String columns, List<Object[]> rows) {
    return new Answer(
        StructType.fromDDL(columns), rows.stream().map(RowFactory::create).iterator());
  }

  /** A type as SQL writes it. */
  static String sql(DataType type) {
    return type.equals(DataTypes.NullType) ? "void" : type.catalogString();
  }
}
