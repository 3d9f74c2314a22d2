package org.hedui.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Contract;
import org.hedui.function.IdNumber;
import org.hedui.function.PseudonymKey;
import org.hedui.function.Suppressed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose row is dropped, whose is kept with blanks. */
@ExtendWith(SparkTest.class)
class SuppressionTest {
  private static final String ERASED = valid("52992120090307001");
  private static final String OTHER = valid("52992120160715861");
  private static final Contract PUPILS = Fixtures.schemas().contract("student_register");

  private static String valid(String seventeen) {
    return seventeen + IdNumber.checkDigit(seventeen);
  }

  private static Suppression of(String... hashes) {
    return Suppression.of(
        PUPILS,
        JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext())
            .broadcast(Set.copyOf(List.of(hashes))));
  }

  private static Suppression ofPerson() {
    return of(
        Suppressed.id(PseudonymKey.lake(), ERASED),
        Suppressed.record(PseudonymKey.lake(), "the key"));
  }

  private static String[] row(Map<String, String> cells) {
    return PUPILS.columns().stream().map(column -> cells.get(column.name())).toArray(String[]::new);
  }

  private static String cell(String[] row, String column) {
    return row[PUPILS.columns().stream().map(c -> c.name()).toList().indexOf(column)];
  }

  @Test
  void aRowIsDroppedByItsOwnNumberHoweverItIsWritten() {
    for (Map<String, String> cells :
        List.of(
            Map.of("id_no", ERASED),
            Map.of("id_no", "'" + ERASED),
            Map.of("student_no", "G" + ERASED),
            Map.of("student_no", "Ｇ" + ERASED, "id_no", OTHER))) {
      assertThat(ofPerson().isOf(row(cells), "x")).as("%s", cells).isTrue();
    }
    assertThat(ofPerson().isOf(row(Map.of("id_no", OTHER)), "x")).isFalse();
    assertThat(of().isEmpty()).isTrue();
  }

  @Test
  void aKeyCountsOnlyWhereNoNumberTellsWhoItIs() {
    assertThat(ofPerson().isOf(row(Map.of("name", "甲")), "the key")).isTrue();
    assertThat(ofPerson().isOf(row(Map.of("id_no", OTHER)), "the key")).isFalse();
    assertThat(ofPerson().isOf(row(Map.of("name", "甲")), "another")).isFalse();
  }

  @Test
  void aChildStaysWithoutWhatItsRowSaysOfTheGuardian() {
    String[] child =
        row(
            Map.of(
                "name", "甲",
                "student_no", "L529921201501010011",
                "id_no", ERASED,
                "guardian_id", ERASED,
                "guardian_name", "乙",
                "guardian_phone", "13800000000"));
    assertThat(ofPerson().isOf(child, "x")).isFalse();
    String[] kept = ofPerson().blanked(child);
    assertThat(Stream.of("id_no", "guardian_id", "guardian_name", "guardian_phone"))
        .allMatch(column -> cell(kept, column) == null);
    assertThat(cell(kept, "name")).isEqualTo("甲");
    assertThat(cell(child, "id_no")).as("the row given").isEqualTo(ERASED);
  }

  @Test
  void cellsWhoseColumnNobodyKnowsAreLookedAtAll() {
    assertThat(ofPerson().names(List.of("甲", "x", ERASED))).isTrue();
    assertThat(ofPerson().names(List.of("甲", OTHER))).isFalse();
    assertThat(ofPerson().withoutNames(Map.of("a", ERASED, "b", OTHER)))
        .isEqualTo(Map.of("b", OTHER));
  }
}
