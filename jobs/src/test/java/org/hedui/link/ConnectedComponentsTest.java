package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkTest.class)
class ConnectedComponentsTest {
  private static final StructType EDGE =
      new StructType().add("src", DataTypes.StringType).add("dst", DataTypes.StringType);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomGraphsAgreeWithAPlainUnionFind(long seed) {
    Random random = new Random(seed);
    List<Row> edges = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      edges.add(RowFactory.create(node(random.nextInt(150)), node(random.nextInt(150))));
    }

    assertThat(components(edges)).isEqualTo(unionFind(edges));
  }

  @Test
  void aLongChainIsOneComponent() {
    List<Row> edges = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      edges.add(RowFactory.create(node(i), node(i + 1)));
    }

    assertThat(components(edges).values()).hasSize(41).containsOnly(node(0));
  }

  @Test
  void noEdgesNoComponents() {
    assertThat(components(List.of())).isEmpty();
  }

  private static String node(int number) {
    return "n%03d".formatted(number);
  }

  private static Map<String, String> components(List<Row> edges) {
    Dataset<Row> result =
        ConnectedComponents.of(SparkTest.session().createDataFrame(edges, EDGE).repartition(3));
    Map<String, String> components = new TreeMap<>();
    for (Row row : result.collectAsList()) {
      assertThat(components.put(row.getAs("node"), row.getAs("component"))).isNull();
    }
    return components;
  }

  private static Map<String, String> unionFind(List<Row> edges) {
    Map<String, String> parent = new HashMap<>();
    for (Row edge : edges) {
      String left = root(parent, edge.getString(0));
      String right = root(parent, edge.getString(1));
      String least = left.compareTo(right) < 0 ? left : right;
      parent.put(left, least);
      parent.put(right, least);
    }
    Map<String, String> components = new TreeMap<>();
    new ArrayList<>(parent.keySet()).forEach(node -> components.put(node, root(parent, node)));
    return components;
  }

  private static String root(Map<String, String> parent, String node) {
    String at = node;
    while (!parent.computeIfAbsent(at, same -> same).equals(at)) {
      at = parent.get(at);
    }
    return at;
  }
}
