package org.hedui.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.hedui.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkTest.class)
class RowCountTest {
  private static final LocalDate DAY = LocalDate.of(2023, 11, 30);

  @Test
  void takesTheNewestRunOfEachEarlierDate() {
    Dataset<Row> runs =
        rows("run_id string, attempt int", RowFactory.create("b", 1), RowFactory.create("a", 2));
    Dataset<Row> profile =
        rows(
            "run_id string, registry string, metric string, business_date date, value double",
            rowCount("b", DAY.minusDays(1), 3.0),
            rowCount("a", DAY.minusDays(1), 5.0),
            rowCount("b", DAY.minusDays(2), 7.0),
            rowCount("a", DAY.minusDays(2), null),
            rowCount("a", DAY, 9.0),
            rowCount("a", DAY.plusDays(1), 9.0),
            RowFactory.create("a", "member", "Completeness", date(DAY.minusDays(3)), 1.0));
    assertThat(RowCount.history(profile, runs, DAY))
        .isEqualTo(
            Map.of(
                "member",
                List.of(new RowCount(DAY.minusDays(1), 5), new RowCount(DAY.minusDays(2), 7))));
  }

  @Test
  void looksBackTwelveDates() {
    List<Row> counts = new ArrayList<>();
    for (int days = 1; days <= 14; days++) {
      counts.add(rowCount("a", DAY.minusDays(days), (double) days));
    }
    Dataset<Row> profile =
        rows(
            "run_id string, registry string, metric string, business_date date, value double",
            counts.toArray(Row[]::new));
    Dataset<Row> runs = rows("run_id string, attempt int", RowFactory.create("a", 1));
    assertThat(RowCount.history(profile, runs, DAY).get("member"))
        .extracting(RowCount::rows)
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  private static Row rowCount(String runId, LocalDate day, Double value) {
    return RowFactory.create(runId, "member", "RowCount", date(day), value);
  }

  private static Date date(LocalDate day) {
    return Date.valueOf(day);
  }

  private static Dataset<Row> rows(String schema, Row... rows) {
    return SparkTest.session().createDataFrame(List.of(rows), StructType.fromDDL(schema));
  }
}
