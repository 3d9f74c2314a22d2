package org.hedui.function;

import java.util.List;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What two records have in common for the finding of pairs. */
public final class BlockingFunctions {
  static final List<NativeFunction> ALL = List.of(new CommonKeys());

  private BlockingFunctions() {}

  /**
   * {@code common_keys(a, b)}: a bit for each place, from the lowest, at which both arrays hold the
   * same key; the key 0 stands for none. Arrays of up to 64 keys without nulls.
   */
  public static final class CommonKeys extends NativeFunction {
    CommonKeys() {
      super("common_keys(a, b)", DataTypes.LongType);
    }

    @Override
    public DataType[] inputTypes() {
      DataType keys = DataTypes.createArrayType(DataTypes.IntegerType, false);
      return new DataType[] {keys, keys};
    }

    /** Called by Spark. */
    public static long invoke(ArrayData a, ArrayData b) {
      long common = 0;
      int places = a.numElements();
      for (int place = 0; place < places; place++) {
        int key = a.getInt(place);
        if (key != 0 && key == b.getInt(place)) {
          common |= 1L << place;
        }
      }
      return common;
    }
  }
}
