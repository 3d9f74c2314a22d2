package org.hedui.link.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.link.registry.RegistryRows.id;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.MentionRole;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.SparkSessions;
import org.hedui.stage.RunContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A county of hard cases, linked with the house's own configuration and model. */
@ExtendWith(SparkTest.class)
class ProbableLinksTest {
  private static final TableName MENTION = TableName.of("silver.mention");
  private static final TableName LINK = TableName.of("silver.identity_link");
  private static final TableName PERSON = TableName.of("silver.person");
  private static final TableName PAIR = TableName.of("silver.link_pair");
  private static final TableName REVIEW = TableName.of("silver.link_review");

  @TempDir private static Path folder;

  private static Lake lake;
  private static Map<String, Row> links;

  /** The ID number of each person. */
  private static Map<String, String> numbers;

  @BeforeAll
  static void linkOnce() {
    lake = link("lake", rows -> rows);
    numbers = new HashMap<>();
    for (Row row : lake.read(PERSON, Fixtures.DATE).collectAsList()) {
      numbers.put(row.getAs("person_id"), row.getAs("id18"));
    }
    links = new HashMap<>();
    for (Row row : lake.read(LINK, Fixtures.DATE).collectAsList()) {
      String record = row.getAs("record_id");
      assertThat(links.put(record.substring(record.indexOf(' ') + 1), row)).as(record).isNull();
    }
  }

  private static Lake link(String name, UnaryOperator<Dataset<Row>> layout) {
    // Interpreted, as a run of so few rows is.
    SparkSession session = SparkTest.session().newSession();
    SparkSessions.fit(session, folder.toString());
    Lake lake = new Lake(session, folder.resolve(name).toString(), Fixtures.schemas());
    county().write(lake, Fixtures.DATE, layout);
    new LinkStage().run(new RunContext(lake, Fixtures.DATE, "", "test"));
    return lake;
  }

  private static RegistryRows county() {
    RegistryRows rows = new RegistryRows();
    linkable(rows);
    alike(rows);
    return rows;
  }

  /** A couple known to the police and to the poverty office, which makes their households kin. */
  private static void couple(RegistryRows rows, String who, String he, String she, String home) {
    int order = Math.abs(who.hashCode() % 400) * 2;
    String father = id("1979-03-11", order + 1);
    String mother = id("1981-10-26", order + 2);
    rows.hukou(who + " father", he, father, "1979-03-11", home)
        .poverty(who + " father pov", he, father, "1979-03-11", home)
        .hukou(who + " mother", she, mother, "1981-10-26", home)
        .poverty(who + " mother pov", she, mother, "1981-10-26", home);
  }

  /** Each case: {@code <case>}, a row with a valid number, and {@code <case> too}, to be found. */
  private static void linkable(RegistryRows rows) {
    String slip = id("2012-05-20", 13);
    rows.hukou("slip", "陈云帆", slip, "2012-05-20", "01001-1")
        .pupil("slip too", "陈云帆", changed(slip, 16, '9'), "2012-05-20", "01001");

    String swap = id("1958-07-14", 24);
    rows.hukou("swap", "黎秀珍", swap, "1958-07-14", "01002-1")
        .assistance("swap too", "黎秀珍", swapped(swap, 11), "01002-1");

    rows.hukou("blank", "韦思源", id("2011-02-08", 31), "2011-02-08", "01003-1")
        .pupil("blank too", "韦思源", null, "2011-02-08", "01003");

    rows.hukou("placeholder", "潘雨桐", id("2013-09-17", 42), "2013-09-17", "01004-1")
        .pupil("placeholder too", "潘雨桐", "999999201309170012", "2013-09-17", "01004");

    couple(rows, "sound", "林永胜", "覃桂兰", "01005-1");
    rows.hukou("sound", "林晓燕", id("2010-12-01", 52), "2010-12-01", "01005-1")
        .poverty("sound too", "林小燕", null, "2010-12-01", "01005-1");

    couple(rows, "shape", "刘福田", "莫春花", "01006-1");
    rows.hukou("shape", "刘未然", id("2009-04-23", 61), "2009-04-23", "01006-1")
        .poverty("shape too", "刘末然", null, "2009-04-23", "01006-1");

    couple(rows, "script", "龙国柱", "蓝月英", "01007-1");
    rows.hukou("script", "龙丽华", id("2008-08-19", 72), "2008-08-19", "01007-1")
        .poverty("script too", "龍麗華", null, "2008-08-19", "01007-1");

    couple(rows, "interpunct", "努尔·阿不都", "热孜万·依明", "01008-1");
    rows.hukou("interpunct", "阿依古丽·买买提", id("2012-11-03", 84), "2012-11-03", "01008-1")
        .poverty("interpunct too", "阿依古丽买买提", null, "2012-11-03", "01008-1");

    couple(rows, "part", "库尔班·赛力克", "古丽娜·叶尔江", "01009-1");
    rows.hukou("part", "木合塔尔·库尔班", id("2011-06-30", 91), "2011-06-30", "01009-1")
        .poverty("part too", "木合塔尔", null, "2011-06-30", "01009-1");

    couple(rows, "guardian", "罗定邦", "石玉梅", "01010-1");
    String guardian = idOf(rows, "guardian father");
    rows.hukou("guardian", "罗子轩", id("2014-01-15", 103), "2014-01-15", "01010-1")
        .pupil("guardian too", "罗子轩", guardian, "2014-01-15", "01010", guardian);

    String cut = id("1966-05-05", 111);
    rows.hukou("cut", "班振华", cut, "1966-05-05", "01011-1")
        .poverty("cut too", "班振华", cut.substring(0, 15) + "000", "1966-05-05", "01011-1");

    rows.poverty("list", "黄诗涵", id("2013-03-27", 122), "2013-03-27", "01012-1")
        .target("list too", "黄诗涵", null, "01012-1");
  }

  /** Each case: {@code <case>} and {@code <case> other}, two persons who look alike. */
  private static void alike(RegistryRows rows) {
    couple(rows, "twin", "赵德海", "农秀芳", "02001-1");
    String father = idOf(rows, "twin father");
    rows.hukou("twin", "赵文博", id("2012-04-06", 211), "2012-04-06", "02001-1")
        .hukou("twin other", "赵文涛", id("2012-04-06", 213), "2012-04-06", "02001-1")
        .pupil("twin pupil", "赵文博", id("2012-04-06", 211), "2012-04-06", "02001", father)
        .pupil("twin other pupil", "赵文涛", id("2012-04-06", 213), "2012-04-06", "02001", father);

    couple(rows, "lost twin", "孙立强", "梁彩霞", "02002-1");
    String guardian = idOf(rows, "lost twin father");
    rows.hukou("lost twin", "孙嘉宁", id("2013-07-21", 222), "2013-07-21", "02002-1")
        .hukou("lost twin other", "孙嘉安", id("2013-07-21", 224), "2013-07-21", "02002-1")
        .pupil("lost twin pupil", "孙嘉宁", id("2013-07-21", 222), "2013-07-21", "02002", guardian)
        .pupil("lost twin other pupil", "孙嘉安", null, "2013-07-21", "02002", guardian);

    // The police do not know the second one.
    rows.hukou("new twin", "周一鸣", id("2012-10-10", 231), "2012-10-10", "02003-1")
        .pupil("new twin pupil", "周一鸣", id("2012-10-10", 231), "2012-10-10", "02003")
        .pupil("new twin other", "周一鸿", null, "2012-10-10", "02003");

    rows.hukou("father", "钱大勇", id("1975-02-18", 241), "1975-02-18", "02004-1")
        .poverty("father pov", "钱大勇", id("1975-02-18", 241), "1975-02-18", "02004-1")
        .poverty("father other", "钱大勇", null, "2006-09-02", "02004-1");

    rows.poverty("namesake", "吴桂英", null, "1949-12-12", "02005-1")
        .poverty("namesake other", "吴桂英", null, "1963-06-01", "02005-2");

    rows.hukou("equal", "郑明亮", id("1990-03-03", 251), "1990-03-03", "02006-1")
        .poverty("equal other", "郑明亮", id("1990-03-03", 253), "1990-03-03", "02006-1");

    rows.add("aid_payment", "nothing").add("aid_payment", "nothing other");
    rows.add("student_register", "only a name", MentionRole.NAME, "尹小路")
        .add("aid_payment", "only a name other", MentionRole.NAME, "尹小路");
  }

  private static String idOf(RegistryRows rows, String label) {
    return rows.said(label, MentionRole.ID);
  }

  private static String changed(String text, int at, char to) {
    char was = text.charAt(at);
    char into = was == to ? '8' : to;
    return text.substring(0, at) + into + text.substring(at + 1);
  }

  private static String swapped(String text, int at) {
    assertThat(text.charAt(at)).isNotEqualTo(text.charAt(at + 1));
    return text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
  }

  private static String person(String label) {
    return links.get(label).getAs("person_id");
  }

  @ParameterizedTest
  @CsvSource({
    "slip",
    "swap",
    "blank",
    "placeholder",
    "sound",
    "shape",
    "script",
    "interpunct",
    "part",
    "guardian",
    "cut",
    "list"
  })
  void aDamagedRowIsLinked(String who) {
    Row damaged = links.get(who + " too");

    assertThat(person(who + " too")).isEqualTo(person(who));
    assertThat(damaged.<String>getAs("match_rule")).isEqualTo("PROBABLE");
    assertThat(damaged.<String>getAs("decision")).isEqualTo("AUTO");
    assertThat(damaged.<Double>getAs("match_probability")).isBetween(.95, 1.0);
    assertThat(numbers.get(person(who))).isEqualTo(county().said(who, MentionRole.ID)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"twin", "lost twin", "father", "namesake", "equal", "nothing", "only a name"})
  void whoOnlyLooksAlikeStaysApart(String who) {
    assertThat(person(who + " other")).isNotEqualTo(person(who));
  }

  @Test
  void rowsOfTheRightTwinAreFound() {
    assertThat(person("twin pupil")).isEqualTo(person("twin"));
    assertThat(person("twin other pupil")).isEqualTo(person("twin other"));
    assertThat(person("guardian too")).isNotEqualTo(person("guardian father"));
    assertThat(links.get("twin pupil").<String>getAs("match_rule")).isEqualTo("ID_EQUAL");
    assertThat(links.get("namesake").<String>getAs("match_rule")).isEqualTo("SINGLETON");
    assertThat(links.get("namesake").<Double>getAs("match_probability")).isEqualTo(1);
  }

  @Test
  void aTwinWithoutANumberIsNotTakenForTheOther() {
    assertThat(person("lost twin other pupil")).isEqualTo(person("lost twin other"));
    assertThat(person("new twin other")).isNotEqualTo(person("new twin"));
  }

  @Test
  void everyRowIsLinkedOnceAndNobodyHasTwoNumbersOrTwoRowsOfARegistryOfPersons() {
    assertThat(links.keySet()).containsExactlyInAnyOrderElementsOf(county().labels());
    Map<String, Set<String>> numbers = new HashMap<>();
    Set<List<String>> rows = new HashSet<>();
    for (Row mention : lake.read(MENTION, Fixtures.DATE).collectAsList()) {
      String record = mention.getAs("record_id");
      String person = person(record.substring(record.indexOf(' ') + 1));
      if (Boolean.TRUE.equals(mention.getAs("id18_own"))) {
        numbers.computeIfAbsent(person, any -> new HashSet<>()).add(mention.getAs("id18"));
      }
      String registry = mention.getAs("registry");
      if (Set.of("poverty_register", "household_registration").contains(registry)) {
        assertThat(rows.add(List.of(registry, person))).as(record).isTrue();
      }
    }
    assertThat(numbers.values()).allMatch(own -> own.size() == 1);
  }

  @Test
  void everyWeighedPairStandsOnceWithItsDecision() {
    Set<List<String>> seen = new HashSet<>();
    Dataset<Row> pairs = lake.read(PAIR, Fixtures.DATE);
    for (Row pair : pairs.collectAsList()) {
      String left = pair.getAs("record_id_l");
      String right = pair.getAs("record_id_r");
      assertThat(left).isLessThan(right);
      assertThat(seen.add(List.of(left, right))).as("%s, %s", left, right).isTrue();
      double probability = pair.getAs("match_probability");
      assertThat(probability).isBetween(0.0, 1.0);
      boolean together =
          person(left.substring(left.indexOf(' ') + 1))
              .equals(person(right.substring(right.indexOf(' ') + 1)));
      assertThat(pair.<String>getAs("decision"))
          .as("%s, %s: %s", left, right, probability)
          .isEqualTo(together ? "AUTO" : probability >= .2 ? "REVIEW" : "REJECTED");
      assertThat(pair.<Object>getAs("lasting_id_l")).isNotEqualTo(pair.getAs("lasting_id_r"));
    }
    assertThat(seen).hasSizeGreaterThan(12);
    assertThat(lake.read(REVIEW, Fixtures.DATE).count())
        .isEqualTo(pairs.where("decision = 'REVIEW'").count());
  }

  @Test
  void theOrderOfRowsAndTheirPartitionsChangeNothing() {
    Lake other =
        link("shuffled", rows -> rows.orderBy(rows.col("record_id").desc()).repartition(3));

    assertThat(texts(other, LINK)).isEqualTo(texts(lake, LINK));
    assertThat(texts(other, PAIR)).isEqualTo(texts(lake, PAIR));
  }

  private static List<String> texts(Lake lake, TableName table) {
    return lake.read(table, Fixtures.DATE).toJSON().collectAsList().stream().sorted().toList();
  }
}
