package org.hedui.link.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Households of several registries that share members. */
@ExtendWith(SparkTest.class)
class HouseholdMatchTest {
  @TempDir Path folder;

  /** Each membership "household person [from to]"; the household's first letter is its kind. */
  private List<String> matches(String... memberships) {
    RunContext context = Fixtures.context(folder);
    List<String> rows = new ArrayList<>();
    for (String text : memberships) {
      String[] part = text.split(" ");
      rows.add(
          "('%s', '%s', CAST(%s AS DATE), CAST(%s AS DATE))"
              .formatted(part[0], part[1], date(part, 2), date(part, 3)));
    }
    context
        .spark()
        .sql(
            "SELECT col1 AS household_id, col2 AS person_id, col3 AS from_date, col4 AS to_date"
                + " FROM VALUES "
                + String.join(", ", rows))
        .createOrReplaceTempView("membership");
    context
        .spark()
        .sql(
            "SELECT DISTINCT household_id, household_id AS household_no, CASE substring(household_id, 1, 1) WHEN 'P' THEN"
                + " 'POVERTY' WHEN 'A' THEN 'ASSISTANCE' ELSE 'HUKOU' END AS kind FROM membership")
        .createOrReplaceTempView("household");
    return context
        .spark()
        .sql(context.schemas().views().get("silver/household_match"), RunViews.parameters(context))
        .selectExpr(
            "concat_ws(' ', household_id_a, household_id_b, shared_members, round(share_a, 2),"
                + " round(share_b, 2), best, conflict)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static String date(String[] part, int place) {
    return part.length <= place || part[place].equals("-") ? "NULL" : "'" + part[place] + "'";
  }

  @Test
  void twoHouseholdsOfTheSamePeopleMatch() {
    assertThat(matches("P1 a", "P1 b", "H1 a", "H1 b", "H2 c", "A1 d"))
        .containsExactly("P1 H1 2 1.0 1.0 true NONE");
  }

  @Test
  void aHouseholdSplitOverTwoIsTold() {
    assertThat(matches("P1 a", "P1 b", "P1 c", "H1 a", "H1 b", "H2 c"))
        .containsExactlyInAnyOrder("P1 H1 2 0.67 1.0 true SPLIT", "P1 H2 1 0.33 1.0 false SPLIT");
  }

  @Test
  void twoHouseholdsMergedIntoOneAreTold() {
    assertThat(matches("P1 a", "P2 b", "P2 c", "A1 a", "A1 b", "A1 c"))
        .containsExactlyInAnyOrder("P1 A1 1 1.0 0.33 false MERGED", "P2 A1 2 1.0 0.67 true MERGED");
  }

  @Test
  void aPersonInTwoHouseholdsOfOneRegistryIsTold() {
    assertThat(matches("P2 a", "P1 a", "P1 b", "P1 a"))
        .containsExactly("P1 P2 1 0.5 1.0 false SHARED");
  }

  @Test
  void whoMovedAwayOrHasNotComeYetDoesNotCountAndUnknownDatesDo() {
    assertThat(
            matches(
                "P1 a",
                "P1 b",
                "H1 a 2020-01-01 2023-11-29",
                "H1 b 2023-12-01 -",
                "H2 a - 2023-11-30",
                "H3 b 2023-11-30 -"))
        .containsExactlyInAnyOrder("P1 H2 1 0.5 1.0 true SPLIT", "P1 H3 1 0.5 1.0 false SPLIT");
  }
}
