package org.hedui.link.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.ViewRows;
import org.hedui.contract.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a row's person before pairs are compared. */
@ExtendWith(SparkTest.class)
class ProfileTest {
  @TempDir Path lake;

  @Test
  void aNumberFilledUpWithZerosIsNotOnesOwnWhereTheSchoolKnowsTheRest() {
    Dataset<Row> rows =
        Fixtures.rows(
            Fixtures.context(lake)
                .lake()
                .slice(TableName.of("silver.student_register"), Fixtures.DATE)
                .schema(),
            List.of(
                pupil("filled", "529921201001010000", "529921201001010123"),
                pupil("the same", "529921201001010000", "529921201001010000"),
                pupil("another", "529921201001010000", "529921201102020123"),
                pupil("alone", "529921201001010000", null)));
    Dataset<Row> mentions =
        Mentions.of(rows, Fixtures.schemas().contract("student_register"), Fixtures.DATE);

    assertThat(texts(mentions, "concat_ws(' ', record_id, id18_own)"))
        .containsExactly("alone true", "another true", "filled false", "the same true");
  }

  private static Map<String, String> pupil(String id, String number, String studentNumber) {
    return Map.of(
        "record_id",
        "'" + id + "'",
        "id_no_18",
        "'" + number + "'",
        "student_no_18",
        studentNumber == null ? "NULL" : "'" + studentNumber + "'",
        "stage",
        "'PRI'",
        "issues",
        "array()");
  }

  @Test
  void aListNamesTheSchoolAndAHeadOfAHouseholdIsTheGuardianOfItsChildren() {
    SparkTest.session()
        .sql(
            "SELECT col1 AS record_id, col1 AS cluster,"
                + " CASE WHEN col1 = 'numbered' THEN '529921201001010123' END AS person_id18"
                + " FROM VALUES ('one'), ('two'), ('numbered'), ('child'), ('wife')")
        .createOrReplaceTempView("certain");
    ViewRows views =
        new ViewRows(lake)
            .with(
                "mention",
                "SELECT col1 AS record_id, col2 AS registry, 'name' AS name_norm, 'BLANK' AS id_kind"
                    + " FROM VALUES ('one', 'aid_target_list'), ('two', 'aid_target_list'),"
                    + " ('numbered', 'aid_target_list'), ('child', 'social_assistance'),"
                    + " ('wife', 'social_assistance')")
            .with(
                "aid_target_list",
                "SELECT col1 AS record_id, col2 AS school_name, col3 AS id_no_18 FROM VALUES"
                    + " ('one', '下桥 小学', NULL), ('two', '中心小学', NULL),"
                    + " ('numbered', '下桥小学', '529921201001010123')")
            .with(
                "school",
                "SELECT col1 AS school_code, col2 AS name FROM VALUES ('1', '下桥小学'),"
                    + " ('2', '中心小学'), ('3', '中心小学')")
            .with(
                "social_assistance",
                "SELECT col1 AS record_id, col2 AS relation, '529921198001010123' AS head_id_18"
                    + " FROM VALUES ('child', '20'), ('wife', '12')");
    Dataset<Row> profiles = profiles(views);

    assertThat(
            texts(
                profiles,
                "concat_ws(' ', cluster, coalesce(school, '-'), coalesce(guardian, '-'))"))
        .containsExactly(
            "child - 529921198001010123", "numbered - -", "one 1 -", "two - -", "wife - -");
  }

  @Test
  void whoAloneOfTheHouseholdWasBornThatDayIsMeantByAListThatGivesBoth() {
    SparkTest.session()
        .sql(
            "SELECT col1 AS record_id, col1 AS cluster, CAST(NULL AS STRING) AS person_id18"
                + " FROM VALUES ('only'), ('mother'), ('twin'), ('other twin'), ('listed'),"
                + " ('listed elsewhere'), ('listed without a day')")
        .createOrReplaceTempView("certain");
    ViewRows views =
        new ViewRows(lake)
            .with(
                "mention",
                "SELECT col1 AS record_id, col2 AS registry, col3 AS household_no,"
                    + " 'name' AS name_norm, col1 AS record_key, col4 AS birth_date,"
                    + " if(col5 IS NULL, 'BLANK', 'TEMP') AS id_kind,"
                    + " concat('999999', col5, '3651') AS id_text FROM VALUES"
                    + " ('only', 'poverty_register', '1', DATE'2020-04-14', NULL),"
                    + " ('mother', 'poverty_register', '1', DATE'1990-04-14', NULL),"
                    + " ('twin', 'poverty_register', '2', DATE'2020-04-14', NULL),"
                    + " ('other twin', 'poverty_register', '2', DATE'2020-04-14', NULL),"
                    + " ('listed', 'aid_target_list', '1', NULL, '20200414'),"
                    + " ('listed elsewhere', 'aid_target_list', '2', NULL, '20200414'),"
                    + " ('listed without a day', 'aid_target_list', '1', NULL, NULL)");
    Dataset<Row> profiles = profiles(views);

    assertThat(
            texts(
                profiles,
                "concat(cluster, ': ', concat_ws(' ', only_births), ' / ',"
                    + " concat_ws(' ', listed_births))"))
        .containsExactly(
            "listed elsewhere:  / 2 20200414",
            "listed without a day:  / ",
            "listed:  / 1 20200414",
            "mother: 1 19900414 / ",
            "only: 1 20200414 / ",
            "other twin:  / ",
            "twin:  / ");
  }

  private static Dataset<Row> profiles(ViewRows views) {
    views.select("link/record").createOrReplaceTempView("record");
    return views.select("link/profile");
  }

  private static List<String> texts(Dataset<Row> rows, String sql) {
    return rows.selectExpr(sql).collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
