package org.hedui.link.registry;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ids that last, and the events that tell what happened to them. */
@ExtendWith(SparkTest.class)
class PersonIdsTest {
  private static final LocalDate DATE = LocalDate.of(2023, 11, 30);
  private static final String NUMBER = "529921201607158616";
  private static final String OF_NUMBER = pseudonym("ID|" + NUMBER);

  /** Each "record cluster [number]". */
  private static Dataset<Row> clusters(String... records) {
    return table(
        "lasting_id string, record_id string, cluster string, person_id18 string,"
            + " match_rule string",
        records,
        r -> row(r[0], r[0] + "-now", r[1], r.length > 2 ? r[2] : null, "ID_EQUAL"));
  }

  /** Each "record person". */
  private static Dataset<Row> before(String... records) {
    return table(
        "lasting_id string, record_id string, person_id string",
        records,
        r -> row(r[0], r[0] + "-before", r[1]));
  }

  /** Each "person date [merged]". */
  private static Dataset<Row> issued(String... ids) {
    return table(
        "person_id string, issued_on date, merged boolean",
        ids,
        r -> row(r[0], java.sql.Date.valueOf(r[1]), r.length > 2));
  }

  private static Row row(Object... values) {
    return org.apache.spark.sql.RowFactory.create(values);
  }

  private static Dataset<Row> table(
      String schema, String[] rows, java.util.function.Function<String[], Row> read) {
    List<Row> all = new ArrayList<>();
    for (String text : rows) {
      all.add(read.apply(text.split(" ")));
    }
    return SparkTest.session()
        .createDataFrame(all, org.apache.spark.sql.types.StructType.fromDDL(schema));
  }

  private static String pseudonym(String founder) {
    return org.hedui.function.PseudonymKey.lake().pseudonym("person", founder).substring(0, 32);
  }

  private static Map<String, String> ids(
      Dataset<Row> clusters, Dataset<Row> before, Dataset<Row> issued) {
    Map<String, String> ids = new HashMap<>();
    PersonIds.assign(clusters, new PersonIds.History(before, issued), DATE)
        .collectAsList()
        .forEach(row -> assertThat(ids.put(row.getString(0), row.getString(1))).isNull());
    return ids;
  }

  private static List<String> events(Dataset<Row> clusters, Dataset<Row> before) {
    Dataset<Row> ids = PersonIds.assign(clusters, new PersonIds.History(before, issued()), DATE);
    return PersonEvents.between(before, clusters.join(ids, "cluster"))
        .selectExpr(
            "concat_ws(' ', event, person_id, coalesce(record_id, '-'),"
                + " coalesce(other_person_id, '-'), rule)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void withoutAnEarlierDateAnIdIsMadeOfTheNumberElseOfTheLeastRecord() {
    Dataset<Row> clusters = clusters("r1 A " + NUMBER, "r2 A", "r4 B", "r3 B");

    assertThat(ids(clusters, before(), issued()))
        .isEqualTo(Map.of("A", OF_NUMBER, "B", pseudonym("r3")));
    assertThat(events(clusters, before()))
        .containsExactlyInAnyOrder(
            "CREATED " + OF_NUMBER + " - - ID_NUMBER",
            "CREATED " + pseudonym("r3") + " - - RECORD");
  }

  @Test
  void anIdStaysWithItsRecordsWhateverTheirNumberIs() {
    Dataset<Row> clusters = clusters("r1 A " + NUMBER, "r2 A", "new A");
    Dataset<Row> before = before("r1 p", "r2 p");

    assertThat(ids(clusters, before, issued("p 2023-01-31"))).isEqualTo(Map.of("A", "p"));
    assertThat(events(clusters, before)).containsExactly("JOINED p new-now - ID_EQUAL");
    assertThat(events(clusters("r1 A", "r2 A"), before)).isEmpty();
  }

  @Test
  void ofTwoIdsTheOneWithMoreRecordsStaysAndTheOtherIsMerged() {
    Dataset<Row> clusters = clusters("r1 A", "r2 A", "r3 A");
    Dataset<Row> before = before("r1 x", "r2 y", "r3 y");

    assertThat(ids(clusters, before, issued("x 2023-01-31", "y 2023-02-28")))
        .isEqualTo(Map.of("A", "y"));
    assertThat(events(clusters, before)).containsExactly("MERGED x - y MOST_RECORDS");
  }

  @Test
  void amongEqualsTheIdIssuedFirstStaysThenTheLeastOne() {
    Dataset<Row> clusters = clusters("r1 A", "r2 A");
    Dataset<Row> before = before("r1 x", "r2 y");

    assertThat(ids(clusters, before, issued("x 2023-02-28", "y 2023-01-31")))
        .isEqualTo(Map.of("A", "y"));
    assertThat(ids(clusters, before, issued("x 2023-01-31", "y 2023-01-31")))
        .isEqualTo(Map.of("A", "x"));
    assertThat(ids(clusters, before, issued("y 2023-01-31"))).isEqualTo(Map.of("A", "y"));
  }

  @Test
  void anIdGoesWhereMostOfItsRecordsGoAndTheRestIsSplitOff() {
    Dataset<Row> clusters = clusters("r1 A", "r2 B", "r3 B", "r4 B");
    Dataset<Row> before = before("r1 p", "r2 p", "r3 p");

    assertThat(ids(clusters, before, issued("p 2023-01-31")))
        .isEqualTo(Map.of("A", pseudonym("r1"), "B", "p"));
    assertThat(events(clusters, before))
        .containsExactlyInAnyOrder(
            "CREATED " + pseudonym("r1") + " - - RECORD",
            "SPLIT p - " + pseudonym("r1") + " MOST_RECORDS",
            "JOINED p r4-now - ID_EQUAL");
    // Halves: the cluster with the least label keeps the id.
    assertThat(ids(clusters("r1 B", "r2 A"), before("r1 p", "r2 p"), issued()))
        .containsEntry("A", "p");
  }

  @Test
  void recordsMoveBetweenPersonsThatGoOnAndVanishWithThoseThatDoNot() {
    Dataset<Row> clusters = clusters("r1 A", "r2 B", "r3 B", "r4 B");
    Dataset<Row> before = before("r1 x", "r2 x", "r9 x", "r3 y", "r4 y", "r5 z", "r6 z");
    Map<String, String> ids = ids(clusters, before, issued());

    // Of x one record is in either cluster; the least label keeps the id.
    assertThat(ids).isEqualTo(Map.of("A", "x", "B", "y"));
    assertThat(events(clusters, before))
        .containsExactlyInAnyOrder(
            "LEFT x r2-before y MOVED",
            "JOINED y r2-now x ID_EQUAL",
            "LEFT x r9-before - NOT_DELIVERED",
            "LEFT z - - NOT_DELIVERED");
  }

  @Test
  void anIdThatLivesOnElsewhereIsNotGivenAgain() {
    // The number of r1 was corrected and its owner appears.
    Dataset<Row> clusters = clusters("r1 A", "r2 B " + NUMBER);
    Map<String, String> ids = ids(clusters, before("r1 " + OF_NUMBER), issued());

    assertThat(ids)
        .isEqualTo(Map.of("A", OF_NUMBER, "B", pseudonym("ID|" + NUMBER + "|2023-11-30|1")));
  }

  @Test
  void anIdThatWasMergedAwayIsNotGivenAgainButOneThatMerelyLeftReturns() {
    Dataset<Row> clusters = clusters("r2 B " + NUMBER);

    assertThat(ids(clusters, before(), issued(OF_NUMBER + " 2023-01-31 merged")))
        .isEqualTo(Map.of("B", pseudonym("ID|" + NUMBER + "|2023-11-30|1")));
    assertThat(ids(clusters, before(), issued(OF_NUMBER + " 2023-01-31")))
        .isEqualTo(Map.of("B", OF_NUMBER));
  }

  @Test
  void twoClustersThatClaimOneNumberHaveTwoIds() {
    Map<String, String> ids = ids(clusters("r1 A " + NUMBER, "r2 B " + NUMBER), before(), issued());

    assertThat(ids)
        .isEqualTo(Map.of("A", OF_NUMBER, "B", pseudonym("ID|" + NUMBER + "|2023-11-30|2")));
  }

  @Test
  void neitherOrderNorPartitionsMatter() {
    Dataset<Row> clusters =
        clusters("r1 A", "r2 A", "r3 B", "r4 B", "r5 C", "r6 C " + NUMBER, "r7 D");
    Dataset<Row> before = before("r1 x", "r3 x", "r2 y", "r4 y", "r5 z");
    Dataset<Row> issued = issued("x 2023-01-31", "y 2023-01-31", "z 2023-01-31");

    assertThat(
            ids(
                clusters.orderBy(col("record_id").desc()).repartition(5),
                before.orderBy(col("lasting_id").desc()).repartition(3),
                issued.repartition(2)))
        .isEqualTo(ids(clusters, before, issued))
        .containsEntry("C", "z");
  }

  @Test
  void whatWasIssuedIsReadFromEvents() {
    Dataset<Row> events =
        table(
            "person_id string, event string, business_date date",
            new String[] {
              "p CREATED 2023-02-28",
              "p CREATED 2023-01-31",
              "p MERGED 2023-03-31",
              "q CREATED 2023-02-28",
              "q SPLIT 2023-03-31"
            },
            r -> row(r[0], r[1], java.sql.Date.valueOf(r[2])));

    assertThat(
            PersonEvents.issued(events)
                .selectExpr("concat_ws(' ', person_id, issued_on, merged)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("p 2023-01-31 true", "q 2023-02-28 false");
  }
}
