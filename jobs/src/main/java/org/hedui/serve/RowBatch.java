package org.hedui.serve;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TBinaryColumn;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TBoolColumn;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TByteColumn;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TColumn;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TColumnDesc;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TDoubleColumn;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TI16Column;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TI32Column;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TI64Column;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TPrimitiveTypeEntry;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TRowSet;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TStringColumn;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TTableSchema;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TTypeDesc;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TTypeEntry;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TTypeId;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TTypeQualifierValue;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TTypeQualifiers;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.HiveResult;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import scala.Tuple2;

/** Rows as the protocol carries them: column by column, dates, decimals and lists as text. */
final class RowBatch {
  private final StructType schema;
  private final List<Row> rows = new ArrayList<>();

  /** No rows yet. */
  RowBatch(StructType schema) {
    this.schema = schema;
  }

  void add(Row row) {
    rows.add(row);
  }

  int size() {
    return rows.size();
  }

  /** The columns' names and types. */
  static TTableSchema describe(StructType schema) {
    List<TColumnDesc> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      TPrimitiveTypeEntry entry = new TPrimitiveTypeEntry(typeId(field.dataType()));
      if (field.dataType() instanceof DecimalType decimal) {
        entry.setTypeQualifiers(
            new TTypeQualifiers(
                Map.of(
                    "precision",
                    TTypeQualifierValue.i32Value(decimal.precision()),
                    "scale",
                    TTypeQualifierValue.i32Value(decimal.scale()))));
      }
      TTypeDesc type = new TTypeDesc(List.of(TTypeEntry.primitiveEntry(entry)));
      TColumnDesc column = new TColumnDesc(field.name(), type, columns.size() + 1);
      column.setComment(field.getComment().getOrElse(() -> ""));
      columns.add(column);
    }
    return new TTableSchema(columns);
  }

  /** The rows, by columns. */
  TRowSet encode() {
    TRowSet set = new TRowSet(0, List.of());
    StructField[] fields = schema.fields();
    // Each request has a thread, and formatters are not to be shared between threads.
    HiveResult.TimeFormatters formatters = HiveResult.getTimeFormatters();
    for (int i = 0; i < fields.length; i++) {
      set.addToColumns(column(i, fields[i].dataType(), formatters));
    }
    return set;
  }

  private TColumn column(int i, DataType type, HiveResult.TimeFormatters formatters) {
    ByteBuffer nulls = nulls(i);
    if (type instanceof BooleanType) {
      return TColumn.boolVal(new TBoolColumn(values(i, false, Boolean.class::cast), nulls));
    }
    if (type instanceof ByteType) {
      return TColumn.byteVal(new TByteColumn(values(i, (byte) 0, Byte.class::cast), nulls));
    }
    if (type instanceof ShortType) {
      return TColumn.i16Val(new TI16Column(values(i, (short) 0, Short.class::cast), nulls));
    }
    if (type instanceof IntegerType) {
      return TColumn.i32Val(new TI32Column(values(i, 0, Integer.class::cast), nulls));
    }
    if (type instanceof LongType) {
      return TColumn.i64Val(new TI64Column(values(i, 0L, Long.class::cast), nulls));
    }
    if (type instanceof DoubleType) {
      return TColumn.doubleVal(new TDoubleColumn(values(i, 0.0, Double.class::cast), nulls));
    }
    if (type instanceof FloatType) {
      // By its text, so that 0.1 stays 0.1.
      Function<Object, Double> widened = value -> Double.valueOf(value.toString());
      return TColumn.doubleVal(new TDoubleColumn(values(i, 0.0, widened), nulls));
    }
    if (type instanceof BinaryType) {
      Function<Object, ByteBuffer> wrapped = value -> ByteBuffer.wrap((byte[]) value);
      return TColumn.binaryVal(
          new TBinaryColumn(values(i, ByteBuffer.allocate(0), wrapped), nulls));
    }
    Function<Object, String> text =
        value -> HiveResult.toHiveString(new Tuple2<>(value, type), false, formatters);
    return TColumn.stringVal(new TStringColumn(values(i, "", text), nulls));
  }

  private <T> List<T> values(int i, T nothing, Function<Object, T> convert) {
    List<T> values = new ArrayList<>(rows.size());
    for (Row row : rows) {
      values.add(row.isNullAt(i) ? nothing : convert.apply(row.get(i)));
    }
    return values;
  }

  private ByteBuffer nulls(int i) {
    BitSet nulls = new BitSet(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      nulls.set(row, rows.get(row).isNullAt(i));
    }
    return ByteBuffer.wrap(nulls.toByteArray());
  }

  private static TTypeId typeId(DataType type) {
    if (type instanceof NullType) {
      return TTypeId.NULL_TYPE;
    } else if (type instanceof BooleanType) {
      return TTypeId.BOOLEAN_TYPE;
    } else if (type instanceof ByteType) {
      return TTypeId.TINYINT_TYPE;
    } else if (type instanceof ShortType) {
      return TTypeId.SMALLINT_TYPE;
    } else if (type instanceof IntegerType) {
      return TTypeId.INT_TYPE;
    } else if (type instanceof LongType) {
      return TTypeId.BIGINT_TYPE;
    } else if (type instanceof FloatType) {
      return TTypeId.FLOAT_TYPE;
    } else if (type instanceof DoubleType) {
      return TTypeId.DOUBLE_TYPE;
    } else if (type instanceof DecimalType) {
      return TTypeId.DECIMAL_TYPE;
    } else if (type instanceof DateType) {
      return TTypeId.DATE_TYPE;
    } else if (type instanceof TimestampType) {
      return TTypeId.TIMESTAMP_TYPE;
    } else if (type instanceof BinaryType) {
      return TTypeId.BINARY_TYPE;
    } else if (type instanceof ArrayType) {
      return TTypeId.ARRAY_TYPE;
    } else if (type instanceof MapType) {
      return TTypeId.MAP_TYPE;
    } else if (type instanceof StructType) {
      return TTypeId.STRUCT_TYPE;
    }
    return TTypeId.STRING_TYPE;
  }
}
