package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code simulate} over a lake of four pupils in two counties of the sample city. */
@ExtendWith(SparkTest.class)
class SimulateTest {
  @TempDir private static Path folder;
  private static Path root;
  private static Lake lake;

  @BeforeAll
  static void makeLake() {
    root = folder.resolve("lake");
    lake = new Lake(SparkTest.session(), root.toString(), Fixtures.schemas());
    write("school", List.of(school("s1", "529921"), school("s2", "529922")));
    write(
        "student_register",
        List.of(
            pupil("a", "s1", "PRE", "PRE1"),
            pupil("b", "s1", "PRE", "PRE2"),
            pupil("c", "s2", "PRE", "PRE2"),
            pupil("d", "s1", "PRI", "PRI1")));
    write("identity_link", Stream.of("a", "b", "c", "d").map(SimulateTest::link).toList());
    write(
        "person_class",
        List.of(
            personClass("a", "FPKF"),
            personClass("b", "DB"),
            personClass("c", "DB"),
            personClass("d", "DB")));
    Map<String, Long> versions = new TreeMap<>();
    for (String table : List.of("school", "student_register", "identity_link", "person_class")) {
      versions.put("silver." + table, lake.version(TableName.of("silver." + table)));
    }
    lake.publish("run-1", Fixtures.DATE, versions);
    // Another run of the date has begun, and nobody may see it.
    write("student_register", List.of(pupil("a", "s1", "PRE", "PRE1")));
  }

  private static void write(String table, List<Map<String, String>> rows) {
    TableName name = TableName.of("silver." + table);
    lake.replace(
        name, Fixtures.rows(lake.slice(name, Fixtures.DATE).schema(), rows), Fixtures.DATE);
  }

  private static Map<String, String> record(String id) {
    Map<String, String> row = new HashMap<>();
    row.put("record_id", "'" + id + "'");
    row.put("record_key", "'" + id + "'");
    row.put("source_file", "'f'");
    row.put("source_row", "1");
    row.put("delivery_date", "DATE'2023-11-30'");
    row.put("issues", "array()");
    return row;
  }

  private static Map<String, String> school(String code, String county) {
    Map<String, String> row = record(code);
    row.put("school_code", "'" + code + "'");
    row.put("county_code", "'" + county + "'");
    return row;
  }

  private static Map<String, String> pupil(String id, String school, String stage, String grade) {
    Map<String, String> row = record(id);
    row.put("school_code", "'" + school + "'");
    row.put("stage", "'" + stage + "'");
    row.put("grade", "'" + grade + "'");
    row.put("boarding", "'DAY'");
    row.put("status", "'01'");
    return row;
  }

  private static Map<String, String> link(String id) {
    Map<String, String> row = record(id);
    row.remove("delivery_date");
    row.remove("issues");
    row.put("registry", "'student_register'");
    row.put("person_id", "'" + id + "'");
    row.put("match_rule", "'SINGLETON'");
    row.put("match_probability", "1.0");
    row.put("decision", "'AUTO'");
    row.put("lasting_id", "'l-" + id + "'");
    return row;
  }

  private static Map<String, String> personClass(String id, String code) {
    Map<String, String> row = new HashMap<>();
    row.put("person_id", "'" + id + "'");
    row.put("class", "'" + code + "'");
    row.put("hardship", "true");
    for (String flag :
        List.of("registered", "dibao", "tekun", "orphan", "disabled", "enrolled", "dead")) {
      row.put(flag, "false");
    }
    return row;
  }

  private static TestTerminal simulate(int exitCode, Path policy, String... more) {
    TestTerminal terminal =
        new TestTerminal(
            Map.of(
                "HEDUI_LAKE", root.toString(),
                "HEDUI_SCHEMAS", Fixtures.home().resolve("schemas").toString()));
    List<String> args = new ArrayList<>(List.of("simulate", "--policy", policy.toString()));
    args.addAll(more.length == 0 ? List.of("--business-date", "20231130") : List.of(more));
    int actual = terminal.execute(List.of(), args.toArray(String[]::new));
    assertThat(actual).as("%s", terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  /** The sample city's pack with something replaced. */
  private static Path changed(String from, String to) throws IOException {
    String standing = Files.readString(Fixtures.home().resolve("schemas/policies/5299.yaml"));
    assertThat(standing).contains(from);
    int start = standing.indexOf(from);
    return Files.writeString(
        folder.resolve("changed.yaml"),
        standing.substring(0, start) + to + standing.substring(start + from.length()));
  }

  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.toList()) {
        files.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
      }
    }
    return files;
  }

  @Test
  void aDearerStandardCostsMoreAtEveryLevelAndTheLakeStaysAsItIs() throws IOException {
    Path policy = changed("yuan: 1000, reason: {zh: \"学前", "yuan: 1201, reason: {zh: \"学前");
    Path csv = folder.resolve("out.csv");
    Map<String, String> before = files();

    TestTerminal terminal = simulate(0, policy, "--business-date=2023-11-30", "--output=" + csv);

    // A term of 1201 yuan a year is 600.50; of that 60 % are 360.30, 8 % 48.04, 32 % 192.16.
    assertThat(csv)
        .content()
        .isEqualTo(
            """
            county_code,programme_code,level,heads_standing,heads_changed,heads_difference,yuan_standing,yuan_changed,yuan_difference
            529921,DAY_PRI,not set,1,1,0,400.00,400.00,0.00
            529921,PRE_AID,city,2,2,0,80.00,96.08,16.08
            529921,PRE_AID,county,2,2,0,320.00,384.32,64.32
            529921,PRE_AID,province,2,2,0,600.00,720.60,120.60
            529922,PRE_AID,city,1,1,0,40.00,48.04,8.04
            529922,PRE_AID,county,1,1,0,160.00,192.16,32.16
            529922,PRE_AID,province,1,1,0,300.00,360.30,60.30
            """
                .replace("\n", "\r\n"));
    assertThat(terminal.out())
        .contains("Term 2023-1, tables of 2023-11-30")
        .contains("In all 1900.00 yuan standing, 2201.50 changed, difference 301.50");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void whoWouldGainOrLoseIsCounted() throws IOException {
    Path policy = changed("stage = 'PRE' AND hardship", "stage = 'PRE' AND class = 'FPKF'");
    assertThat(simulate(0, policy).out())
        .contains("difference -1000.00")
        .containsPattern("529921 +PRE_AID +city +2 +1 +-1 +80.00 +40.00 +-40.00")
        .containsPattern("529922 +PRE_AID +city +1 +0 +-1 +40.00 +0.00 +-40.00");
  }

  @Test
  void aPackOfItsOwnCountyTakesThePlaceOfTheCitysThereOnly() throws IOException {
    Path policy =
        Files.writeString(
            folder.resolve("county.yaml"),
            """
            locality: "529922"
            name: {zh: 某县, en: A county}
            source: 办法
            confirmed: true
            programmes:
              - code: PRE_AID
                policy_id: 529922-PRE_AID-2023
                basis: P01
                title: {zh: 学前资助, en: Preschool aid}
                from_term: 2023-1
                eligible: stage = 'PRE'
                standards: [{yuan: 700, reason: {zh: 学前, en: Preschool}}]
                period: term
                confirmed: false
            """);
    assertThat(simulate(0, policy).out())
        .containsPattern("529922 +PRE_AID +city +1 +0 +-1")
        .doesNotContain("529921")
        .contains(
            "Not confirmed, so left out (--use-unconfirmed counts them): 529922-PRE_AID-2023");
    assertThat(simulate(0, policy, "--business-date=20231130", "--use-unconfirmed").out())
        .containsPattern("529922 +PRE_AID +not set +0 +1 +1 +0.00 +700.00 +700.00");
  }

  @Test
  void faultsOfThePackAreToldByLineAndNothingIsReckoned() throws IOException {
    Path policy = changed("county: 32", "county: 30");
    assertThat(simulate(2, policy).err())
        .contains(policy + ":19: [SHARES_SUM]", "[POLICY_INVALID] 1 faults");
    policy = changed("stage = 'PRE' AND hardship", "stag = 'PRE'");
    assertThat(simulate(2, policy).err())
        .contains("[POLICY_SQL] 5299-PRE_AID-2022", "stag", "[POLICY_INVALID]");
    assertThat(simulate(2, folder.resolve("none.yaml")).err()).contains("[UNREADABLE]");
  }

  @Test
  void aDateThatWasNotPublishedIsRefused() throws IOException {
    Path policy = changed("county: 32", "county: 32");
    assertThat(simulate(2, policy, "--business-date=2023-10-31").err())
        .startsWith("hedui: [NOTHING_PUBLISHED]");
  }
}
