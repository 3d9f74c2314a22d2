package org.hedui.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.SparkTest;
import org.hedui.ViewRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The registers of all levels count the same households, each once. */
@ExtendWith(SparkTest.class)
class RegisterTest {
  @TempDir Path lake;

  @Test
  void everyLevelCountsTheHouseholdsOfThePlacesInItAndNoFamilyTwice() {
    Dataset<Row> register =
        select(
            "gold/register",
            Map.of(
                "division",
                List.of(
                    division("520000", "1", null),
                    division("529900", "2", "520000"),
                    division("529921", "3", "529900"),
                    division("529921100", "4", "529921"),
                    division("529921100201", "5", "529921100"),
                    division("529921100202", "5", "529921100")),
                "household",
                List.of(
                    household("both", "POVERTY", "EXITED", "529921100201", 3),
                    // Civil affairs know the same family: it does not count again.
                    household("again", "ASSISTANCE", null, "529921100201", 1),
                    household("poor", "POVERTY", "MONITORED", "529921100202", 4),
                    household("ordinary", "POVERTY", "ORDINARY", "529921100202", 5),
                    household("supported", "ASSISTANCE", null, "529921100202", 2),
                    // A village that no table of divisions has.
                    household("destitute", "ASSISTANCE", null, "529921100299", 1),
                    household("hukou", "HUKOU", null, "529921100201", 3)),
                "membership",
                List.of(
                    member("both", "p1"),
                    member("both", "p2"),
                    member("again", "p1"),
                    member("poor", "p3"),
                    member("ordinary", "p4"),
                    member("supported", "p5"),
                    member("destitute", "p6"),
                    member("hukou", "p1")),
                "person_class",
                List.of(
                    person("p1", true, true, false),
                    person("p2", true, false, false),
                    person("p3", true, false, false),
                    person("p4", false, false, false),
                    person("p5", false, true, false),
                    person("p6", false, false, true))));

    List<String> rows =
        register
            .selectExpr(
                "concat_ws(' ', division_level, division_code, hh_class, overlap, households,"
                    + " persons, households_below)")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(rows)
        .contains(
            "5 529921100201 FPDB BOTH 1 3 1",
            "5 529921100202 FPKF POVERTY_ONLY 1 4 1",
            "5 529921100202 DB ASSISTANCE_ONLY 1 2 1",
            "4 529921100 TEKUN DESTITUTE 1 1 0",
            "3 529921 TEKUN DESTITUTE 1 1 1",
            "1 520000 FPDB BOTH 1 3 1")
        // Three villages' rows, and four classes in each of the four levels above.
        .hasSize(3 + 4 * 4);
  }

  private Dataset<Row> select(String view, Map<String, List<Map<String, String>>> tables) {
    ViewRows rows = new ViewRows(lake);
    tables.forEach(rows::with);
    return rows.select(view);
  }

  private static Map<String, String> division(String code, String level, String parent) {
    return Map.of("code", text(code), "level", text(level), "parent_code", text(parent));
  }

  private static Map<String, String> household(
      String id, String kind, String type, String division, int members) {
    return Map.of(
        "household_id", text(id),
        "kind", text(kind),
        "household_type", text(type),
        "division_code", text(division),
        "member_count", String.valueOf(members));
  }

  private static Map<String, String> member(String household, String person) {
    return Map.of("household_id", text(household), "person_id", text(person));
  }

  private static Map<String, String> person(
      String id, boolean registered, boolean dibao, boolean tekun) {
    return Map.of(
        "person_id", text(id),
        "registered", String.valueOf(registered),
        "dibao", String.valueOf(dibao),
        "tekun", String.valueOf(tekun));
  }

  private static String text(String value) {
    return value == null ? "NULL" : "'" + value + "'";
  }
}
