package org.hedui.link;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Clusters the components of one partition where it lies. */
final class RepairedPartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  /** {@code left} is a record, {@code right} its cluster. */
  static final int NODE = 0;

  /** What the cluster says about the pair: {@code bits}, and whether it was {@code weighed}. */
  static final int DETOUR = 1;

  /** A link that was not followed. */
  static final int CUT = 2;

  static final StructType FOUND =
      new StructType()
          .add("kind", DataTypes.IntegerType, false)
          .add("left", DataTypes.LongType, false)
          .add("right", DataTypes.LongType, false)
          .add("bits", DataTypes.FloatType)
          .add("weighed", DataTypes.BooleanType);

  private final double threshold;
  private final boolean oneToOne;
  private final int distinct;
  private final BoundPairs bound;

  /**
   * Prepares.
   *
   * @param distinct number of distinct fields
   */
  RepairedPartition(double threshold, boolean oneToOne, int distinct, BoundPairs bound) {
    this.threshold = threshold;
    this.oneToOne = oneToOne;
    this.distinct = distinct;
    this.bound = bound;
  }

  /**
   * Called by Spark.
   *
   * @param rows {@code component, rid_l, rid_r, weight, input, distinct} of whole components:
   *     pairs, and records, which have no {@code rid_r}
   * @return rows of {@link #FOUND}
   */
  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    EntityClusters.Edges edges = new EntityClusters.Edges();
    List<Row> records = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.isNullAt(2)) {
        records.add(record(row));
      } else {
        edges.add(row.getLong(1), row.getLong(2), row.getDouble(3));
      }
    }
    Constraints.Read read =
        rids -> Constraints.read(records.iterator(), rids, oneToOne, distinct, bound);
    EntityClusters.Result result = EntityClusters.of(edges, threshold, read);
    Stream<Row> nodes =
        IntStream.range(0, result.rids().length)
            .mapToObj(
                node ->
                    RowFactory.create(
                        NODE, result.rids()[node], result.clusters()[node], null, null));
    Stream<Row> detours =
        result.detours().stream()
            .map(
                detour ->
                    RowFactory.create(
                        DETOUR,
                        detour.left(),
                        detour.right(),
                        (float) detour.bits(),
                        detour.weighed()));
    Stream<Row> cut =
        result.cut().stream()
            .map(link -> RowFactory.create(CUT, link.left(), link.right(), null, null));
    return Stream.of(nodes, detours, cut).flatMap(found -> found).iterator();
  }

  private Row record(Row row) {
    Object[] values = new Object[2 + distinct];
    values[0] = row.getLong(1);
    values[1] = row.getInt(4);
    List<Long> fields = row.getList(5);
    for (int field = 0; field < distinct; field++) {
      values[2 + field] = fields.get(field);
    }
    return RowFactory.create(values);
  }
}
