package org.hedui.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.CodeList;

/** Code lists as tables for SQL. */
final class CodeTables {
  private CodeTables() {}

  /** {@code code, zh, en} and the list's further columns as text; one row a code. */
  static Dataset<Row> of(RunContext context, CodeList list) {
    Set<String> further = new TreeSet<>();
    list.codes().forEach(code -> further.addAll(code.extra().keySet()));
    StructType schema =
        new StructType()
            .add("code", DataTypes.StringType)
            .add("zh", DataTypes.StringType)
            .add("en", DataTypes.StringType);
    for (String name : further) {
      schema = schema.add(name, DataTypes.StringType);
    }
    List<Row> rows = new ArrayList<>();
    for (CodeList.Code code : list.codes()) {
      List<String> values = new ArrayList<>(List.of(code.code(), code.zh(), code.en()));
      further.forEach(name -> values.add(code.extra().get(name)));
      rows.add(RowFactory.create(values.toArray()));
    }
    return context.spark().createDataFrame(rows, schema);
  }
}
