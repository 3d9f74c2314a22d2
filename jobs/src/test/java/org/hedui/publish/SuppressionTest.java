package org.hedui.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.hedui.SparkTest;
import org.hedui.ViewRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tries to undo the suppression of {@code gold.indicator} by linear algebra: every cell that is
 * shown is an equation over the counts of villages and stages; no hidden cell that is small may
 * follow from them.
 */
@ExtendWith(SparkTest.class)
class SuppressionTest {
  private static final List<String> STAGES = List.of("PRI", "JUN", "SEN");

  @TempDir Path lake;

  private record Cell(String division, String stage) {}

  private record Count(String place, String stage, int part, int whole) {}

  @Test
  void noSmallCellFollowsFromWhatIsShown() {
    Random random = new Random(20231130);
    List<String> divisions = new ArrayList<>();
    List<Count> counts = new ArrayList<>();
    divisions.add("('520000', '1', NULL)");
    for (int city = 0; city < 3; city++) {
      String cityCode = "52%02d00".formatted(90 + city);
      divisions.add("('%s', '2', '520000')".formatted(cityCode));
      for (int county = 1; county <= 3; county++) {
        String countyCode = "52%02d%02d".formatted(90 + city, county);
        divisions.add("('%s', '3', '%s')".formatted(countyCode, cityCode));
        for (int town = 1; town <= 1 + random.nextInt(3); town++) {
          String townCode = countyCode + "%03d".formatted(town);
          divisions.add("('%s', '4', '%s')".formatted(townCode, countyCode));
          for (int village = 1; village <= 1 + random.nextInt(4); village++) {
            String villageCode = townCode + "%03d".formatted(village);
            divisions.add("('%s', '5', '%s')".formatted(villageCode, townCode));
            count(random, villageCode, counts);
          }
          if (random.nextInt(3) == 0) {
            count(random, townCode, counts); // whose village nobody knows
          }
        }
      }
    }
    Map<Cell, Row> shown = new HashMap<>();
    for (Row row : indicators(divisions, counts)) {
      shown.put(new Cell(row.getString(0), row.getString(1)), row);
    }
    Map<String, String> parents =
        divisions.stream()
            .map(row -> row.replaceAll("[()' ]", "").split(","))
            .collect(Collectors.toMap(row -> row[0], row -> row[2]));

    // Heads of the part and of the whole are shown together, so that one set of equations stands
    // for both.
    Map<Cell, double[]> cells = new HashMap<>();
    for (int at = 0; at < counts.size(); at++) {
      Count count = counts.get(at);
      for (String place = count.place(); !place.equals("NULL"); place = parents.get(place)) {
        for (String stage : List.of("ALL", count.stage())) {
          cells.computeIfAbsent(new Cell(place, stage), cell -> new double[counts.size()])[at] = 1;
        }
      }
    }
    cells.keySet().removeIf(cell -> cell.division().length() == 12 && !cell.stage().equals("ALL"));
    assertThat(shown.keySet()).containsExactlyInAnyOrderElementsOf(cells.keySet());
    Knowledge known = new Knowledge(counts.size());
    List<Cell> hidden = new ArrayList<>();
    cells.forEach(
        (cell, sum) -> {
          if (shown.get(cell).getBoolean(4)) {
            hidden.add(cell);
          } else {
            known.add(sum);
          }
        });
    assertThat(hidden)
        .noneMatch(cell -> small(cell, cells.get(cell), counts) && known.tells(cells.get(cell)));
    // Neither all nor nothing.
    assertThat(hidden).hasSizeBetween(20, cells.size() - 20);
  }

  @Test
  void aTownshipOfOneVillageDoesNotTellOfIt() {
    List<String> divisions =
        List.of(
            "('529921', '3', NULL)",
            "('529921001', '4', '529921')",
            "('529921001001', '5', '529921001')",
            "('529921002', '4', '529921')",
            "('529921002001', '5', '529921002')",
            "('529921002002', '5', '529921002')");
    List<Count> counts =
        List.of(
            new Count("529921001001", "PRI", 0, 7),
            new Count("529921002001", "PRI", 40, 60),
            new Count("529921002002", "PRI", 30, 50));

    assertThat(indicators(divisions, counts).stream().map(Row::toString).sorted())
        .containsExactly(
            "[529921,ALL,70.00,117.00,false]",
            "[529921,PRI,70.00,117.00,false]",
            "[529921001,ALL,null,null,true]",
            "[529921001,PRI,null,null,true]",
            "[529921001001,ALL,null,null,true]",
            "[529921002,ALL,null,null,true]",
            "[529921002,PRI,null,null,true]",
            "[529921002001,ALL,null,null,true]",
            "[529921002002,ALL,null,null,true]");
  }

  private List<Row> indicators(List<String> divisions, List<Count> counts) {
    String rows =
        counts.stream()
            .map(
                count ->
                    "('%s', '%s', %d, %d)"
                        .formatted(count.place(), count.stage(), count.part(), count.whole()))
            .collect(Collectors.joining(", "));
    return new ViewRows(lake)
        .with(
            "division",
            "SELECT * FROM VALUES %s AS row(code, level, parent_code)"
                .formatted(String.join(", ", divisions)))
        .with(
            "indicator_count",
            """
            SELECT 'AID_REACH_PERSONS' AS indicator_code, stages AS stage, place AS place_code, sum(part) AS part,
                   sum(whole) AS whole, sum(part) AS numerator, sum(whole) AS denominator
            FROM VALUES %s AS row(place, stage, part, whole)
            LATERAL VIEW explode(array('ALL', stage)) AS stages
            GROUP BY place, stages
            """
                .formatted(rows))
        .select("gold/indicator")
        .select("division_code", "stage", "numerator", "denominator", "suppressed")
        .collectAsList();
  }

  private static void count(Random random, String place, List<Count> counts) {
    for (String stage : STAGES) {
      int whole = random.nextInt(random.nextInt(3) == 0 ? 8 : 90);
      if (whole > 0) {
        counts.add(new Count(place, stage, random.nextInt(whole + 1), whole));
      }
    }
  }

  /** By the rule of the contract, without what is hidden beside it. */
  private static boolean small(Cell cell, double[] sum, List<Count> counts) {
    int part = 0;
    int whole = 0;
    for (int at = 0; at < sum.length; at++) {
      part += ((int) sum[at]) * counts.get(at).part();
      whole += ((int) sum[at]) * counts.get(at).whole();
    }
    int k = cell.division().length() == 12 ? 10 : 5;
    return within(part, k) || within(whole, k) || within(whole - part, k);
  }

  private static boolean within(int count, int k) {
    return count > 0 && count < k;
  }

  /** What sums are known, as rows of an echelon form. */
  private static final class Knowledge {
    private final double[][] byPivot;

    Knowledge(int unknowns) {
      byPivot = new double[unknowns][];
    }

    void add(double[] sum) {
      double[] rest = reduced(sum);
      for (int at = 0; at < rest.length; at++) {
        if (Math.abs(rest[at]) > 1e-6) {
          double pivot = rest[at];
          for (int i = 0; i < rest.length; i++) {
            rest[i] /= pivot;
          }
          byPivot[at] = rest;
          return;
        }
      }
    }

    boolean tells(double[] sum) {
      for (double left : reduced(sum)) {
        if (Math.abs(left) > 1e-6) {
          return false;
        }
      }
      return true;
    }

    private double[] reduced(double[] sum) {
      double[] rest = sum.clone();
      for (int at = 0; at < rest.length; at++) {
        if (byPivot[at] != null && Math.abs(rest[at]) > 1e-9) {
          double factor = rest[at];
          for (int i = 0; i < rest.length; i++) {
            rest[i] -= factor * byPivot[at][i];
          }
        }
      }
      return rest;
    }
  }
}
