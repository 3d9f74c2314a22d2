package org.hedui.link.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkTest.class)
class CertainLinksTest {
  private static final String CHILD = "529921201607158616";
  private static final String OTHER = "529921201205204878";

  @TempDir Path lake;

  @Test
  void equalValidNumbersWithCompatibleNamesAreOnePerson() {
    Map<String, String> persons =
        persons(
            List.of(
                mention("police", "household_registration", "木乃·卡德尔", CHILD, true),
                mention("school", "student_register", "木乃卡德尔", CHILD, true),
                mention("else", "poverty_register", "张伟", OTHER, true)));

    assertThat(persons.get("police")).isEqualTo(persons.get("school"));
    assertThat(persons.get("else")).isNotEqualTo(persons.get("school"));
  }

  @Test
  void aNumberCarriedByTwoPeopleLinksEachWithTheirOwnAndBelongsToThePoliceRegistersHolder() {
    Dataset<Row> links =
        link(
            List.of(
                mention("mother", "household_registration", "王秀英", CHILD, true),
                mention("mother2", "social_assistance", "王秀英", CHILD, true),
                mention("child", "aid_payment", "李浩", CHILD, true)));
    Map<String, String> persons = column(links, "person_id");

    assertThat(persons.get("mother")).isEqualTo(persons.get("mother2"));
    assertThat(persons.get("child")).isNotEqualTo(persons.get("mother"));
    assertThat(column(links, "person_id18"))
        .containsEntry("mother", CHILD)
        .containsEntry("child", null);
  }

  @Test
  void aGuardiansNumberInAPupilsRowDoesNotLink() {
    Map<String, String> persons =
        persons(
            List.of(
                mention("father", "household_registration", "李建国", CHILD, true),
                mention("pupil", "student_register", "李建国", CHILD, false)));

    assertThat(persons.get("pupil")).isNotEqualTo(persons.get("father"));
  }

  @Test
  void ofTwoNumbersInARowTheOneIsOwnThatOthersGiveWithTheName() {
    Map<String, String> pupil = twoNumbers("fathers", "马博宇", OTHER, CHILD);
    Map<String, String> right = twoNumbers("his own", "马浩涛", OTHER, CHILD);
    Map<String, String> unknown = twoNumbers("nobodys", "王强", OTHER, CHILD);
    Map<String, String> none = mention("none", "student_register", "马博宇", null, null);
    Dataset<Row> settled =
        OwnNumbers.settle(
            Fixtures.rows(
                schema(),
                List.of(
                    mention("father", "poverty_register", "马浩涛", OTHER, true),
                    mention("child", "household_registration", "马博宇", CHILD, true),
                    pupil,
                    right,
                    unknown,
                    none)));

    Map<String, String> own = column(settled, "CAST(id18_own AS STRING)");
    assertThat(own)
        .containsEntry("father", "true")
        .containsEntry("child", "true")
        .containsEntry("fathers", "false")
        .containsEntry("his own", "true")
        .containsEntry("nobodys", "true")
        .containsEntry("none", null)
        .hasSize(6);
    assertThat(column(CertainLinks.link(settled), "person_id").get("fathers"))
        .isEqualTo(column(CertainLinks.link(settled), "person_id").get("child"));
  }

  @Test
  void aNumberThatThePoliceRegisterGivesToAnotherNameIsNotOnesOwn() {
    Dataset<Row> settled =
        OwnNumbers.settle(
            Fixtures.rows(
                schema(),
                List.of(
                    mention("police", "household_registration", "马浩涛", OTHER, true),
                    mention("child", "social_assistance", "马博宇", OTHER, true),
                    mention("slip", "poverty_register", "马浩滔", OTHER, true),
                    mention("unnamed", "poverty_register", null, OTHER, true),
                    mention("one", "poverty_register", "王强", CHILD, true),
                    mention("another", "social_assistance", "李强", CHILD, true))));

    assertThat(column(settled, "CAST(id18_own AS STRING)"))
        .containsEntry("police", "true")
        .containsEntry("child", "false")
        .containsEntry("slip", "true")
        .containsEntry("unnamed", "true")
        .containsEntry("one", "true")
        .containsEntry("another", "true");
  }

  private static Map<String, String> twoNumbers(
      String id, String name, String number, String studentNumber) {
    Map<String, String> row = mention(id, "aid_payment", name, number, true);
    row.put("student_no", "'G" + studentNumber + "'");
    row.put("student_no_kind", "'G'");
    row.put("student_id18", "'" + studentNumber + "'");
    return row;
  }

  @Test
  void theNumberBehindAStudentNumberLinksWhereThePupilsOwnIsMissing() {
    Map<String, String> pupil = mention("pupil", "student_register", "李浩", null, null);
    pupil.put("student_no", "'G" + CHILD + "'");
    pupil.put("student_no_kind", "'G'");
    pupil.put("student_id18", "'" + CHILD + "'");
    Dataset<Row> links =
        link(List.of(mention("police", "household_registration", "李浩", CHILD, true), pupil));

    assertThat(column(links, "person_id").get("pupil"))
        .isEqualTo(column(links, "person_id").get("police"));
    assertThat(column(links, "match_rule")).containsEntry("pupil", "STUDENT_NUMBER");
  }

  @Test
  void everyMentionIsLinkedOnceAndIdsDoNotDependOnTheOrderOfRows() {
    List<Map<String, String>> mentions =
        List.of(
            mention("1", "household_registration", "张三", CHILD, true),
            mention("2", "poverty_register", "张三", CHILD, true),
            mention("3", "poverty_register", "李四", null, null),
            mention("4", "poverty_register", "李四", null, null),
            mention("5", "death_register", null, OTHER, true));
    Dataset<Row> rows = Fixtures.rows(schema(), mentions);

    Map<String, String> once = column(CertainLinks.link(rows), "person_id");
    Map<String, String> again =
        column(
            CertainLinks.link(rows.orderBy(rows.col("record_id").desc()).repartition(4)),
            "person_id");

    assertThat(once).hasSize(5).isEqualTo(again);
    assertThat(once.get("3")).isNotEqualTo(once.get("4"));
  }

  private static Map<String, String> mention(
      String id, String registry, String name, String id18, Boolean own) {
    Map<String, String> row = new HashMap<>();
    row.put("record_id", "'" + id + "'");
    row.put("registry", "'" + registry + "'");
    row.put("record_key", "'" + id + "'");
    row.put("source_file", "'file'");
    row.put("source_row", "1");
    row.put("name", name == null ? "NULL" : "'" + name + "'");
    row.put("name_norm", name == null ? "NULL" : "fn.name_norm('" + name + "')");
    row.put("id_kind", id18 == null ? "'BLANK'" : "'RIC18'");
    row.put("id18", id18 == null ? "NULL" : "'" + id18 + "'");
    row.put("id18_own", String.valueOf(own));
    return row;
  }

  private org.apache.spark.sql.types.StructType schema() {
    return Fixtures.context(lake)
        .lake()
        .slice(TableName.of("silver.mention"), Fixtures.DATE)
        .schema();
  }

  private Dataset<Row> link(List<Map<String, String>> mentions) {
    return CertainLinks.link(Fixtures.rows(schema(), mentions));
  }

  private Map<String, String> persons(List<Map<String, String>> mentions) {
    return column(link(mentions), "person_id");
  }

  private static Map<String, String> column(Dataset<Row> links, String column) {
    Map<String, String> byRecord = new HashMap<>();
    for (Row row : links.selectExpr("record_id", column).collectAsList()) {
      assertThat(byRecord.put(row.getString(0), row.getString(1))).isNull();
    }
    return byRecord;
  }
}
