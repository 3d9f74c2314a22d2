package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Rule;
import org.hedui.ingest.DeliveryDates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that `status` calls overdue are those that the rule finds. */
@ExtendWith(SparkTest.class)
class FeedStateTest {
  @TempDir private Path folder;

  @Test
  void itAgreesWithThePredicateOfTheRule() {
    Rule rule = Fixtures.schemas().rules().get(FeedState.RULE);
    LocalDate day = LocalDate.of(2024, 3, 1);
    Map<String, Object> parameters = new TreeMap<>(rule.parameters());
    parameters.put("business_date", java.sql.Date.valueOf(day));
    int late = 0;
    for (String registry : List.of("student_register", "aid_target_list", "medical_insurance")) {
      for (int days : IntStream.of(0, 1, 44, 45, 46, 399, 400, 401, 2000).toArray()) {
        LocalDate newest = day.minusDays(days);
        Row found =
            SparkTest.session()
                .sql(
                    "SELECT "
                        + rule.predicate()
                        + " FROM (SELECT '"
                        + registry
                        + "' AS registry, DATE'"
                        + newest
                        + "' AS delivery_date)",
                    parameters)
                .head();
        NavigableSet<LocalDate> deliveries = new TreeSet<>(List.of(newest, day.plusDays(1)));
        FeedState state = FeedState.of(Map.of(registry, deliveries), rule, day).get(0);
        assertThat(state.overdue()).as(registry + " " + days).isEqualTo(found.getBoolean(0));
        late += state.overdue() ? 1 : 0;
      }
    }
    assertThat(late).isBetween(1, 26);
  }

  @Test
  void onlyFoldersWithATableAreDeliveries() throws IOException {
    for (String file :
        new String[] {
          "student_register/2023-09-30/a.csv",
          "student_register/2023-10-31/readme.txt",
          "student_register/November/a.csv",
          "somebody/2023-11-30/a.csv"
        }) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "x");
    }
    assertThat(
            DeliveryDates.list(
                folder.toString(),
                List.copyOf(Fixtures.schemas().contracts().values()),
                new Configuration()))
        .isEqualTo(Map.of("student_register", new TreeSet<>(List.of(LocalDate.of(2023, 9, 30)))));
  }
}
