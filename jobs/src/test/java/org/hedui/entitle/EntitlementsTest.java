package org.hedui.entitle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.entitle.Pupils.pupil;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.stage.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sample county's policy pack, each sum worked out by hand from policies.md. */
@ExtendWith(SparkTest.class)
class EntitlementsTest {
  private static final Term AUTUMN = new Term(2023, 1);
  private static final Term SPRING = new Term(2023, 2);

  @TempDir Path lake;

  @Test
  void aRegisteredPrimaryBoarderGetsTheBoarderSubsidyAndTheLocalTopUpByHalves() {
    assertThat(owed(AUTUMN, pupil("PRI", "PRI3", "BOARD", "FPKF")))
        .isEqualTo(Map.of("BOARD_PRI", "500.00", "BOARD_LOCAL_TOPUP", "250.00"));
  }

  @Test
  void aDayPupilInHardshipWithoutAClassGetsNoDaySubsidy() {
    Map<String, String> orphan = pupil("JUN", "JUN1", "DAY", "NONE");
    orphan.put("orphan", "true");
    orphan.put("hardship", "true");

    assertThat(owed(AUTUMN, orphan)).isEmpty();
    assertThat(owed(AUTUMN, pupil("JUN", "JUN1", "DAY", "DB")))
        .isEqualTo(Map.of("DAY_JUN", "500.00"));
  }

  @Test
  void homeTeachingCountsAsNeitherDayNorBoarding() {
    assertThat(owed(AUTUMN, pupil("PRI", "PRI3", "HOME", "FPKF"))).isEmpty();
  }

  @Test
  void theFirstStandardThatHoldsApplies() {
    assertThat(owed(AUTUMN, pupil("SEN", "SEN1", "BOARD", "FPDB")))
        .isEqualTo(Map.of("SEN_GRANT", "1000.00", "SEN_FEE_WAIVER", "800.00"));
    assertThat(owed(AUTUMN, pupil("SEN", "SEN1", "BOARD", "TEKUN")))
        .isEqualTo(Map.of("SEN_GRANT", "750.00", "SEN_FEE_WAIVER", "800.00"));
  }

  @Test
  void aGrantPaidOnceIsDueWholeInTheFirstTermOnly() {
    Map<String, String> student = pupil("UG", "HED1", "BOARD", "FPKF");

    assertThat(owed(AUTUMN, student)).isEqualTo(Map.of("HED_ENTRY", "6000.00"));
    assertThat(owed(SPRING, student)).isEmpty();
  }

  @Test
  void withSeveralSchoolRecordsAProgrammeCountsOnceAndExclusiveOnesByTheLargerSum() {
    Map<String, String> day = pupil("PRI", "PRI3", "DAY", "FPKF");
    Map<String, String> boarder = pupil("PRI", "PRI3", "BOARD", "FPKF");
    boarder.put("record_id", "'second'");

    // 500 + 250 as a boarder against 400 as a day pupil.
    assertThat(owed(AUTUMN, List.of(day, boarder)))
        .isEqualTo(Map.of("BOARD_PRI", "500.00", "BOARD_LOCAL_TOPUP", "250.00"));
  }

  @Test
  void anotherCitysCountyAndATermBeforeThePackAreOwedNothing() {
    Map<String, String> elsewhere = pupil("PRI", "PRI3", "BOARD", "FPKF");
    elsewhere.put("county_code", "'530101'");

    assertThat(owed(AUTUMN, elsewhere)).isEmpty();
  }

  @Test
  void everyEntitlementSaysWhyAndByWhichPolicy() {
    Row row = entitlements(AUTUMN, List.of(pupil("PRI", "PRI3", "DAY", "FPKF"))).head();

    assertThat(row.<String>getAs("policy_id")).isEqualTo("5299-DAY_PRI-2022");
    assertThat(row.<String>getAs("reason")).contains("走读", "FPKF", "年标准800元", "本学期400.00元");
    assertThat(row.<String>getAs("basis")).isEqualTo("P07");
    assertThat(row.<String>getAs("county_code")).isEqualTo("529921");
  }

  @Test
  void costSharesSumToTheAmountAndStayUnknownWhereNotSet() {
    Row shared = entitlements(AUTUMN, List.of(pupil("PRE", "PRE1", "DAY", "DB"))).head();

    assertThat(Shares.of(shared)).containsExactly("0.00", "300.00", "40.00", "160.00", "0.00");
    assertThat(Shares.of(entitlements(AUTUMN, List.of(pupil("PRI", "PRI3", "DAY", "DB"))).head()))
        .containsOnlyNulls();
  }

  private Map<String, String> owed(Term term, Map<String, String> pupil) {
    return owed(term, List.of(pupil));
  }

  private Map<String, String> owed(Term term, List<Map<String, String>> pupils) {
    Map<String, String> owed = new TreeMap<>();
    for (Row row : entitlements(term, pupils).collectAsList()) {
      assertThat(owed.put(row.getAs("programme_code"), row.getAs("amount").toString())).isNull();
    }
    return owed;
  }

  private Dataset<Row> entitlements(Term term, List<Map<String, String>> pupils) {
    return Entitlements.of(
        Pupils.rows(lake, term, pupils), Fixtures.schemas().policies().values(), term, false);
  }
}
