package org.hedui.entitle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.entitle.Pupils.pupil;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.PolicyPack;
import org.hedui.contract.SchemasLoader;
import org.hedui.stage.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Localities with packs of their own: standards, years, classes, periods, months and stacking. */
@ExtendWith(SparkTest.class)
class LocalitiesTest {
  private static final Term AUTUMN = new Term(2023, 1);
  private static final Term SPRING = new Term(2023, 2);
  private static final String PUPILS = "529861";
  private static final String OTHERS = "529862";

  @TempDir Path folder;

  /** A pack as a policy officer writes it, with one programme a code. */
  private PolicyPack pack(String locality, String programmes) throws IOException {
    Path file = folder.resolve(locality);
    Files.writeString(
        file,
        """
        locality: "%s"
        name: {zh: 某县, en: A county}
        source: 办法
        confirmed: true
        %s
        """
            .formatted(locality, programmes));
    SchemasLoader.Changed changed =
        SchemasLoader.loadWithPolicy(Fixtures.home().resolve("schemas"), file);
    assertThat(changed.loaded().faults()).isEmpty();
    return changed.loaded().schemas().orElseThrow().policies().get(locality);
  }

  private static Map<String, String> in(String county, String person, String personClass) {
    Map<String, String> row = pupil("SEN", "SEN1", "BOARD", personClass);
    row.put("county_code", "'" + county + "'");
    row.put("person_id", "'" + person + "'");
    row.put("record_id", "'" + person + "'");
    return row;
  }

  private List<Row> owed(Term term, List<PolicyPack> packs, List<Map<String, String>> pupils) {
    return owed(term, packs, pupils, false);
  }

  private List<Row> owed(
      Term term, List<PolicyPack> packs, List<Map<String, String>> pupils, boolean unconfirmed) {
    return Entitlements.of(Pupils.rows(folder, term, pupils), packs, term, unconfirmed)
        .orderBy("person_id", "programme_code")
        .collectAsList();
  }

  private static Map<String, String> amounts(List<Row> owed) {
    Map<String, String> amounts = new TreeMap<>();
    for (Row row : owed) {
      String key = row.getAs("person_id") + " " + row.getAs("programme_code");
      assertThat(amounts.put(key, row.getAs("amount") + " " + row.getAs("policy_id"))).isNull();
    }
    return amounts;
  }

  @Test
  void countiesKeepTheirOwnStandardsYearsAndClassesInOneRun() throws IOException {
    PolicyPack one =
        pack(
            PUPILS,
            """
            programmes:
              - code: SEN_GRANT
                policy_id: one-before
                basis: P11
                title: {zh: 助学金, en: Grant}
                from_term: 2020-1
                to_term: 2023-1
                eligible: stage = 'SEN' AND hardship
                standards:
                  - {when: "class = 'FPKF'", yuan: 2000, reason: {zh: 在册, en: Registered}}
                  - {yuan: 1500, reason: {zh: 困难, en: Hardship}}
                period: year
                confirmed: true
              - code: SEN_GRANT
                policy_id: one-after
                basis: P11
                title: {zh: 助学金, en: Grant}
                from_term: 2023-2
                eligible: stage = 'SEN' AND hardship
                standards: [{yuan: 1800, reason: {zh: 困难, en: Hardship}}]
                period: year
                confirmed: true
              - code: YULU
                policy_id: one-ends
                basis: P11
                title: {zh: 雨露计划, en: Yulu}
                from_term: 2020-1
                to_term: 2023-1
                eligible: stage = 'SEN' AND hardship
                standards: [{yuan: 600, reason: {zh: 雨露, en: Yulu}}]
                period: term
                confirmed: true
            """);
    PolicyPack other =
        pack(
            OTHERS,
            """
            programmes:
              - code: SEN_GRANT
                policy_id: other
                basis: P12
                title: {zh: 助学金, en: Grant}
                from_term: 2020-1
                eligible: stage = 'SEN'
                standards:
                  - {when: "class IN ('TEKUN', 'FPDB')", yuan: 3000, reason: {zh: 一档, en: First}}
                  - {when: "class <> 'NONE'", yuan: 2000, reason: {zh: 二档, en: Second}}
                  - {yuan: 1000, reason: {zh: 三档, en: Third}}
                period: year
                confirmed: true
            """);
    List<Map<String, String>> pupils =
        List.of(
            in(PUPILS, "a", "FPKF"),
            in(PUPILS, "b", "DB"),
            in(OTHERS, "c", "FPDB"),
            in(OTHERS, "d", "FPKF"),
            in(OTHERS, "e", "NONE"));

    assertThat(amounts(owed(AUTUMN, List.of(one, other), pupils)))
        .isEqualTo(
            Map.of(
                "a SEN_GRANT", "1000.00 one-before",
                "a YULU", "600.00 one-ends",
                "b SEN_GRANT", "750.00 one-before",
                "b YULU", "600.00 one-ends",
                "c SEN_GRANT", "1500.00 other",
                "d SEN_GRANT", "1000.00 other",
                "e SEN_GRANT", "500.00 other"));
    assertThat(amounts(owed(SPRING, List.of(one, other), pupils)))
        .isEqualTo(
            Map.of(
                "a SEN_GRANT", "900.00 one-after",
                "b SEN_GRANT", "900.00 one-after",
                "c SEN_GRANT", "1500.00 other",
                "d SEN_GRANT", "1000.00 other",
                "e SEN_GRANT", "500.00 other"));
  }

  @Test
  void theHousesPacksOfTwoDocumentsAreAppliedSideBySide() {
    List<Row> owed =
        owed(
            AUTUMN,
            List.copyOf(Fixtures.schemas().policies().values()),
            List.of(in("529803", "a", "FPKF"), in("529815", "b", "FPKF")));

    assertThat(amounts(owed))
        .isEqualTo(
            Map.of(
                "a SEN_GRANT", "1000.00 529803-SEN_GRANT-2016",
                "b SEN_GRANT", "1000.00 529815-SEN_GRANT-2016",
                "b SEN_FEE_WAIVER", "800.00 529815-SEN_FEE_WAIVER-2016"));
    // The standards with masked digits are shown only.
    assertThat(owed)
        .extracting(row -> row.<Boolean>getAs("confirmed"))
        .containsExactly(true, false, false);
  }

  @Test
  void unconfirmedStandardsAreMoneyOnlyIfTheRunSaysSoAndThenTheReasonDoes() {
    List<PolicyPack> packs = List.copyOf(Fixtures.schemas().policies().values());
    List<Map<String, String>> pupils =
        List.of(in("529803", "a", "FPKF"), in("529815", "b", "NONE"));
    pupils.get(1).put("hardship", "true");
    pupils.get(1).put("orphan", "true");

    List<Row> shown = owed(AUTUMN, packs, pupils);
    List<Row> used = owed(AUTUMN, packs, pupils, true);

    assertThat(amounts(used)).isEqualTo(amounts(shown));
    assertThat(used).extracting(row -> row.<Boolean>getAs("confirmed")).containsOnly(true);
    assertThat(used.get(1).<String>getAs("reason")).contains("未经确认");
    assertThat(used.get(1).<String>getAs("reason_en")).contains("not confirmed");
    assertThat(used.get(0).<String>getAs("reason")).isEqualTo(shown.get(0).getAs("reason"));
    assertThat(shown.get(1).<String>getAs("reason")).doesNotContain("确认");
  }

  @Test
  void aTermAMonthAndADayAreReckonedByTheirNumberInTheTerm() throws IOException {
    PolicyPack pack =
        pack(
            PUPILS,
            """
            programmes:
              - {code: YULU, policy_id: t, basis: P19, title: {zh: 一, en: one}, from_term: 2020-1, eligible: stage = 'SEN', standards: [{yuan: 500, reason: {zh: 一, en: one}}], period: term, confirmed: true}
              - {code: SOCIAL, policy_id: m, basis: P30, title: {zh: 一, en: one}, from_term: 2020-1, eligible: stage = 'SEN', standards: [{yuan: 300.50, reason: {zh: 一, en: one}}], period: month, months: [4, 6], confirmed: true}
              - {code: NUT, policy_id: d, basis: P10, title: {zh: 一, en: one}, from_term: 2020-1, eligible: stage = 'SEN', standards: [{yuan: 4, reason: {zh: 一, en: one}}], period: day, days: [98, 102], confirmed: true}
            """);
    List<Map<String, String>> pupils = List.of(in(PUPILS, "a", "DB"));

    List<Row> autumn = owed(AUTUMN, List.of(pack), pupils);

    assertThat(amounts(autumn))
        .isEqualTo(Map.of("a YULU", "500.00 t", "a SOCIAL", "1202.00 m", "a NUT", "392.00 d"));
    assertThat(amounts(owed(SPRING, List.of(pack), pupils)))
        .isEqualTo(Map.of("a YULU", "500.00 t", "a SOCIAL", "1803.00 m", "a NUT", "408.00 d"));
    assertThat(autumn)
        .extracting(row -> row.<String>getAs("reason"))
        .containsExactly(
            "一；类别DB；每天4元，本学期98天，计392.00元",
            "一；类别DB；每月300.50元，本学期4个月，计1202.00元",
            "一；类别DB；每学期500.00元");
  }

  /** A grant of 1000 yuan a term; what else is said of it as further keys of the flow mapping. */
  private static String grant(String code, String id, String yuan, String more) {
    return "  - {code: %s, policy_id: %s, basis: P11, title: {zh: 一, en: one}, from_term: 2020-1, eligible: stage = 'SEN', standards: [{yuan: %s, reason: {zh: 一, en: one}}], period: term, confirmed: true%s}\n"
        .formatted(code, id, yuan, more);
  }

  private static Map<String, String> months(Map<String, String> pupil, String... months) {
    pupil.put(
        "months",
        Stream.of(months)
            .map(month -> "DATE'" + month + "-01'")
            .reduce((left, right) -> left + ", " + right)
            .map(all -> "array(" + all + ")")
            .orElse("array()"));
    return pupil;
  }

  @Test
  void whoLeavesWithinTheTermGetsItsMonthsIfTheProgrammeCountsThem() throws IOException {
    PolicyPack pack =
        pack(
            PUPILS,
            "programmes:\n"
                + grant("SEN_GRANT", "by-month", "1000", ", prorate: month")
                + grant("YULU", "whole", "700", ""));
    Map<String, String> left = months(in(PUPILS, "a", "DB"), "2023-09", "2023-10");
    left.put("attending", "false");
    Map<String, String> here =
        months(in(PUPILS, "b", "DB"), "2023-09", "2023-10", "2023-11", "2023-12", "2024-01");

    List<Row> owed = owed(AUTUMN, List.of(pack), List.of(left, here));

    assertThat(amounts(owed))
        .isEqualTo(
            Map.of(
                "a SEN_GRANT", "400.00 by-month",
                "b SEN_GRANT", "1000.00 by-month",
                "b YULU", "700.00 whole"));
    assertThat(owed.get(0).<String>getAs("reason"))
        .isEqualTo("一；类别DB；每学期1000.00元；本学期在校2023-09、2023-10（2个月），按2/5计400.00元");
  }

  @Test
  void whoChangesSchoolsHasEachMonthOnce() throws IOException {
    String shares = ", shares: {province: 60, county: 40}";
    PolicyPack one =
        pack(
            PUPILS,
            "programmes:\n" + grant("SEN_GRANT", "one", "1000", ", prorate: month" + shares));
    PolicyPack other =
        pack(OTHERS, "programmes:\n" + grant("SEN_GRANT", "other", "500", ", prorate: month"));
    Map<String, String> before = months(in(PUPILS, "a", "DB"), "2023-09", "2023-10");
    before.put("attending", "false");
    Map<String, String> within = months(in(PUPILS, "a", "DB"), "2023-10", "2023-11");
    within.put("record_id", "'within'");
    Map<String, String> abroad =
        months(in(OTHERS, "a", "DB"), "2023-10", "2023-11", "2023-12", "2024-01");
    abroad.put("record_id", "'abroad'");

    // Within the county: September to November, October once.
    List<Row> inOne = owed(AUTUMN, List.of(one), List.of(before, within));
    assertThat(amounts(inOne)).isEqualTo(Map.of("a SEN_GRANT", "600.00 one"));
    assertThat(Shares.of(inOne.get(0))).containsExactly("0.00", "360.00", "0.00", "240.00", "0.00");

    // To another: 2 months of 200 yuan, then 3 of 100; October counts where it is worth more.
    List<Row> inTwo = owed(AUTUMN, List.of(one, other), List.of(before, abroad));
    assertThat(amounts(inTwo)).isEqualTo(Map.of("a SEN_GRANT", "700.00 one"));
    assertThat(inTwo.get(0).<String>getAs("reason"))
        .contains("（2个月），按2/5计400.00元；另：", "（3个月），按3/5计300.00元");
    // The two counties share costs differently: no split is right.
    assertThat(Shares.of(inTwo.get(0))).containsOnlyNulls();
  }

  @Test
  void programmesAreAllowedTogetherCappedOrExclusive() throws IOException {
    String grants =
        "programmes:\n"
            + grant("SEN_GRANT", "g", "1000", "")
            + grant("SEN_FEE_WAIVER", "f", "800", "")
            + grant("SOCIAL", "s", "900", "")
            + grant("YULU", "y", "100", "");
    List<Map<String, String>> pupils = List.of(in(PUPILS, "a", "DB"));

    String together = "[SEN_GRANT, SEN_FEE_WAIVER, SOCIAL]";
    PolicyPack allowed =
        pack(PUPILS, grants + "stacking: [{programmes: " + together + ", rule: allow}]");
    assertThat(amounts(owed(AUTUMN, List.of(allowed), pupils))).hasSize(4);

    PolicyPack exclusive =
        pack(PUPILS, grants + "stacking: [{programmes: " + together + ", rule: exclusive}]");
    assertThat(amounts(owed(AUTUMN, List.of(exclusive), pupils)))
        .isEqualTo(Map.of("a SEN_GRANT", "1000.00 g", "a YULU", "100.00 y"));

    PolicyPack capped =
        pack(PUPILS, grants + "stacking: [{programmes: " + together + ", rule: cap, yuan: 1500}]");
    List<Row> owed = owed(AUTUMN, List.of(capped), pupils);
    assertThat(amounts(owed))
        .isEqualTo(
            Map.of("a SEN_GRANT", "1000.00 g", "a SOCIAL", "500.00 s", "a YULU", "100.00 y"));
    assertThat(owed.get(1).<String>getAs("reason")).endsWith("；与其他项目合计不超过1500.00元，计500.00元");
    assertThat(owed.get(0).<String>getAs("reason")).endsWith("每学期1000.00元");
  }

  @Test
  void anExclusiveGroupWithoutOptionsLeavesTheLargestAmount() throws IOException {
    PolicyPack pack =
        pack(
            PUPILS,
            "programmes:\n"
                + grant("SEN_GRANT", "g", "1000", ", exclusive_group: x")
                + grant("YULU", "y", "100", ", exclusive_group: x"));
    assertThat(amounts(owed(AUTUMN, List.of(pack), List.of(in(PUPILS, "a", "DB")))))
        .isEqualTo(Map.of("a SEN_GRANT", "1000.00 g"));
  }

  @Test
  void sharesOfAnyAmountSumToTheCent() throws IOException {
    for (String yuan : List.of("0.01", "0.05", "33.33", "99.99", "1000")) {
      PolicyPack pack =
          pack(
              PUPILS,
              "programmes:\n"
                  + grant(
                      "SEN_GRANT",
                      "g",
                      yuan,
                      ", shares: {central: 33.33, province: 33.33, city: 8.34, county: 20, rest: 5}, funding: [special, donation]"));
      Row row = owed(AUTUMN, List.of(pack), List.of(in(PUPILS, "a", "DB"))).get(0);
      assertThat(
              Shares.of(row).stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(yuan);
      assertThat(row.getList(row.fieldIndex("funding"))).containsExactly("SPECIAL", "DONATION");
    }
    // 5 cents: 1.67, 1.67, 0.42, 1.00, 0.25 cents; two are left for the largest remainders.
    PolicyPack cents =
        pack(
            PUPILS,
            "programmes:\n"
                + grant(
                    "SEN_GRANT",
                    "g",
                    "0.05",
                    ", shares: {central: 33.33, province: 33.33, city: 8.34, county: 20, rest: 5}"));
    assertThat(Shares.of(owed(AUTUMN, List.of(cents), List.of(in(PUPILS, "a", "DB"))).get(0)))
        .containsExactly("0.02", "0.02", "0.00", "0.01", "0.00");
  }
}
