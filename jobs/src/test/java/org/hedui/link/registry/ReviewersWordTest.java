package org.hedui.link.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.link.registry.RegistryRows.id;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.SparkSessions;
import org.hedui.stage.RunContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three deliveries of a county, linked with the house's model: before anybody was asked, when
 * reviewers had answered, and when they had taken it back. Each delivery has record ids of its own.
 */
@Tag("laws")
@ExtendWith(SparkTest.class)
class ReviewersWordTest {
  private static final LocalDate ASKED = Fixtures.DATE;
  private static final LocalDate ANSWERED = ASKED.plusMonths(1);
  private static final LocalDate UNDONE = ASKED.plusMonths(2);
  private static final TableName LINK = TableName.of("silver.identity_link");
  private static final TableName PAIR = TableName.of("silver.link_pair");
  private static final TableName DECISION = TableName.of("silver.link_decision");

  @TempDir private static Path folder;

  private static Lake lake;
  private static Map<LocalDate, Map<String, Row>> links;

  /** What a reviewer said of two rows, called by their labels. */
  private record Said(String one, String other, String answer, LocalDate on) {}

  private static final List<Said> ANSWERS =
      List.of(
          new Said("equal 1", "equal 2", "YES", ANSWERED),
          new Said("slip 1", "slip 2", "NO", ANSWERED),
          new Said("grown 1", "grown 2", "NO", ANSWERED),
          new Said("names 1", "names 2", "NO", ANSWERED),
          new Said("name 1", "name 2", "NO", ANSWERED),
          new Said("three 1", "three 2", "NO", ANSWERED),
          new Said("three 1", "three 3", "NO", ANSWERED),
          new Said("three 2", "three 3", "NO", ANSWERED),
          new Said("equal 1", "equal 2", "NO", UNDONE),
          new Said("slip 1", "slip 2", "YES", UNDONE),
          new Said("names 1", "names 2", "YES", UNDONE),
          new Said("name 1", "name 2", "YES", UNDONE));

  @BeforeAll
  static void linkThrice() {
    // Interpreted, as a run of so few rows is.
    SparkSession session = SparkTest.session().newSession();
    SparkSessions.fit(session, folder.toString());
    lake = new Lake(session, folder.resolve("lake").toString(), Fixtures.schemas());
    links = new TreeMap<>();
    link(ASKED);
    lake.replace(lake.definition(DECISION), decisions());
    link(ANSWERED);
    link(UNDONE);
  }

  private static void link(LocalDate date) {
    county(date).write(lake, date);
    new LinkStage().run(new RunContext(lake, date, "", "test"));
    lake.publish("run of " + date, date, Map.of(LINK.toString(), lake.version(LINK)));
    Map<String, Row> byLabel = new HashMap<>();
    for (Row row : lake.read(LINK, date).collectAsList()) {
      byLabel.put(row.getAs("record_key"), row);
    }
    links.put(date, byLabel);
  }

  private static RegistryRows county(LocalDate date) {
    RegistryRows rows = new RegistryRows();
    // Two valid numbers, and all else the same.
    rows.hukou("equal 1", "郑明亮", id("1990-03-03", 251), "1990-03-03", "02006-1")
        .poverty("equal 2", "郑明亮", id("1990-03-03", 253), "1990-03-03", "02006-1");
    String slip = id("2012-05-20", 13);
    rows.hukou("slip 1", "陈云帆", slip, "2012-05-20", "01001-1")
        .pupil("slip 2", "陈云帆", slip.substring(0, 16) + "8X", "2012-05-20", "01001");
    // Another row stands for the first group once it is delivered: it tells more.
    String grown = id("2010-08-08", 34);
    rows.payment("grown 1", "韦思源", grown, "01003")
        .pupil("grown 2", "韦思源", null, "2010-08-08", "01003");
    if (date.isAfter(ASKED)) {
      rows.poverty("grown 3", "韦思源", grown, "2010-08-08", "01003-1");
    }
    String names = id("2011-02-08", 45);
    rows.hukou("names 1", "罗子轩", names, "2011-02-08", "01004-1")
        .pupil("names 2", "罗子萱", names, "2011-02-08", "01004")
        .payment("names 3", "罗子萱", names, "01004")
        .poverty("names 4", "罗子轩", names, "2011-02-08", "01004-1");
    String name = id("2013-09-17", 42);
    rows.hukou("name 1", "潘雨桐", name, "2013-09-17", "01005-1")
        .pupil("name 2", "潘雨桐", name, "2013-09-17", "01005")
        .payment("name 3", "潘雨桐", name, "01005");
    String three = id("1988-01-19", 62);
    rows.hukou("three 1", "黄诗涵", three, "1988-01-19", "01006-1")
        .assistance("three 2", "黄诗涵", three, "01006-1")
        .target("three 3", "黄诗涵", three, "01006-1");
    return rows;
  }

  private static Dataset<Row> decisions() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Said said : ANSWERS) {
      String one = at(ASKED, said.one).getAs("lasting_id");
      String other = at(ASKED, said.other).getAs("lasting_id");
      boolean ordered = one.compareTo(other) < 0;
      rows.add(
          Map.of(
              "lasting_id_l", "'%s'".formatted(ordered ? one : other),
              "lasting_id_r", "'%s'".formatted(ordered ? other : one),
              "decision_no", String.valueOf(rows.size() + 1),
              "answer", "'%s'".formatted(said.answer),
              "decided_by", "'reviewer'",
              "decided_on", "DATE'%s'".formatted(said.on),
              "file_hash", "'hash'"));
    }
    return Fixtures.rows(lake.definition(DECISION).schema(), rows);
  }

  private static Row at(LocalDate date, String label) {
    return links.get(date).get(label);
  }

  private static String person(LocalDate date, String label) {
    return at(date, label).getAs("person_id");
  }

  private static boolean together(LocalDate date, String one, String other) {
    return person(date, one).equals(person(date, other));
  }

  private static String how(LocalDate date, String label) {
    Row row = at(date, label);
    return row.getAs("match_rule") + " " + row.getAs("decision");
  }

  /** The decision of each weighed pair of a case, by the numbers of its rows. */
  private static List<String> pairs(LocalDate date, String who) {
    return lake
        .read(PAIR, date)
        .where("record_id_l LIKE '%% %1$s %%' AND record_id_r LIKE '%% %1$s %%'".formatted(who))
        .selectExpr("concat_ws(' ', right(record_id_l, 1), right(record_id_r, 1), decision)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void yesJoinsEvenTwoValidNumbers() {
    assertThat(together(ASKED, "equal 1", "equal 2")).isFalse();
    assertThat(together(ANSWERED, "equal 1", "equal 2")).isTrue();
    assertThat(together(UNDONE, "equal 1", "equal 2")).isFalse();

    assertThat(how(ASKED, "equal 1")).isEqualTo("SINGLETON AUTO");
    assertThat(how(ANSWERED, "equal 1")).isEqualTo("REVIEWED MANUAL_YES");
    assertThat(how(ANSWERED, "equal 2")).isEqualTo("REVIEWED MANUAL_YES");
    assertThat(at(ANSWERED, "equal 2").<Double>getAs("match_probability")).isEqualTo(1);
    assertThat(how(UNDONE, "equal 2")).isEqualTo("SINGLETON AUTO");
  }

  @Test
  void noKeepsApartWhatTheModelWouldLink() {
    assertThat(together(ASKED, "slip 1", "slip 2")).isTrue();
    assertThat(together(ANSWERED, "slip 1", "slip 2")).isFalse();
    assertThat(together(UNDONE, "slip 1", "slip 2")).isTrue();

    assertThat(how(ASKED, "slip 2")).isEqualTo("PROBABLE AUTO");
    assertThat(how(ANSWERED, "slip 2")).isEqualTo("SINGLETON AUTO");
    assertThat(how(UNDONE, "slip 2")).isEqualTo("REVIEWED MANUAL_YES");
    assertThat(pairs(ASKED, "slip")).containsExactly("1 2 AUTO");
    assertThat(pairs(ANSWERED, "slip")).containsExactly("1 2 MANUAL_NO");
    assertThat(pairs(UNDONE, "slip")).containsExactly("1 2 MANUAL_YES");
  }

  @Test
  void anAnsweredPairIsNotAskedAgainWhenAnotherRowStandsForItsGroup() {
    assertThat(pairs(ASKED, "grown")).hasSize(1);
    assertThat(together(ANSWERED, "grown 1", "grown 3")).isTrue();
    assertThat(together(ANSWERED, "grown 1", "grown 2")).isFalse();
    assertThat(pairs(ANSWERED, "grown")).containsExactly("2 3 MANUAL_NO");
  }

  @Test
  void noTearsACertainGroupAlongItsNames() {
    assertThat(links.get(ASKED).keySet().stream().filter(label -> label.startsWith("names")))
        .allMatch(label -> together(ASKED, "names 1", label));
    assertThat(together(ANSWERED, "names 1", "names 2")).isFalse();
    assertThat(together(ANSWERED, "names 3", "names 2")).isTrue();
    assertThat(together(ANSWERED, "names 4", "names 1")).isTrue();
    // The number stays with the left row's part.
    assertThat(how(ANSWERED, "names 4")).isEqualTo("ID_EQUAL AUTO");
    assertThat(together(UNDONE, "names 1", "names 2")).isTrue();
    assertThat(together(UNDONE, "names 1", "names 3")).isTrue();
  }

  @Test
  void everyNoWithinOneCertainGroupIsObeyed() {
    assertThat(together(ASKED, "three 1", "three 2")).isTrue();
    assertThat(together(ANSWERED, "three 1", "three 2")).isFalse();
    assertThat(together(ANSWERED, "three 1", "three 3")).isFalse();
    assertThat(together(ANSWERED, "three 2", "three 3")).isFalse();
  }

  @Test
  void noTearsOneRowFromItsNamesakes() {
    assertThat(together(ASKED, "name 1", "name 2")).isTrue();
    assertThat(together(ANSWERED, "name 1", "name 2")).isFalse();
    assertThat(together(ANSWERED, "name 1", "name 3")).isTrue();
    assertThat(how(ANSWERED, "name 2")).isEqualTo("SINGLETON AUTO");
    assertThat(together(UNDONE, "name 1", "name 2")).isTrue();
    // Whoever was one person again has the id of before.
    assertThat(person(UNDONE, "name 2")).isEqualTo(person(ASKED, "name 1"));
    assertThat(how(UNDONE, "name 2")).isEqualTo("ID_EQUAL AUTO");
  }
}
