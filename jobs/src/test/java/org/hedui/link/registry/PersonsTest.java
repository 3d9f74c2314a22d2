package org.hedui.link.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Contract;
import org.hedui.contract.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which value of a person survives, and why. */
@ExtendWith(SparkTest.class)
class PersonsTest {
  private static final String NUMBER = "529921201607158616";

  @TempDir Path lake;

  /** The person of these mentions: its row and where each value came from. */
  private Row person(String id18, List<Map<String, String>> mentions) {
    Dataset<Row> rows =
        Fixtures.rows(
            Fixtures.context(lake)
                .lake()
                .slice(TableName.of("silver.mention"), Fixtures.DATE)
                .schema(),
            mentions);
    Dataset<Row> links =
        rows.selectExpr(
            "record_id",
            "'p' AS person_id",
            "CAST(%s AS STRING) AS person_id18".formatted(id18 == null ? "NULL" : id18));
    Trust trust = new Trust(Fixtures.schemas().contracts(Contract.Kind.REGISTRY));
    return Persons.of(rows, links, trust).collectAsList().get(0);
  }

  private static Map<String, String> mention(String id, String registry, String... values) {
    Map<String, String> row = new TreeMap<>();
    row.put("record_id", "'" + id + "'");
    row.put("registry", "'" + registry + "'");
    row.put("id_kind", "'BLANK'");
    row.put("delivery_date", "DATE'2023-11-30'");
    row.put("flaws", "array()");
    for (int i = 0; i < values.length; i += 2) {
      row.put(values[i], values[i + 1]);
    }
    return row;
  }

  private static Map<String, String> sources(Row person) {
    return new TreeMap<>(person.<String, String>getJavaMap(person.fieldIndex("survivorship")));
  }

  @Test
  void theMostTrustedRegistryThatGivesAValueWins() {
    Row person =
        person(
            null,
            List.of(
                mention("1", "student_register", "name", "'李浩'", "sex_code", "'1'"),
                mention("2", "household_registration", "name", "'李皓'", "flaws", "array('name')"),
                mention("3", "aid_payment", "name", "'李号'", "division_code", "'52'")));

    assertThat(person.<String>getAs("name")).isEqualTo("李皓");
    assertThat(person.<String>getAs("division_code")).isEqualTo("52");
    assertThat(person.<Object>getAs("birth_date")).isNull();
    assertThat(sources(person))
        .isEqualTo(
            Map.of(
                "name", "household_registration:trusted",
                "sex_code", "student_register:only",
                "division_code", "aid_payment:only"));
  }

  @Test
  void amongEqualsTheSoundValueWinsThenTheLastDeliveredThenTheLeastRecord() {
    Map<String, String> old = mention("2", "poverty_register", "name", "'乙'", "sex_code", "'2'");
    old.put("delivery_date", "DATE'2023-09-30'");
    Row person =
        person(
            null,
            List.of(
                mention(
                    "1",
                    "poverty_register",
                    "name",
                    "'甲?'",
                    "flaws",
                    "array('name')",
                    "sex_code",
                    "'1'",
                    "division_code",
                    "'53'"),
                old,
                mention("0", "poverty_register", "division_code", "'52'")));

    assertThat(person.<String>getAs("name")).isEqualTo("乙");
    assertThat(person.<String>getAs("sex_code")).isEqualTo("1");
    assertThat(person.<String>getAs("division_code")).isEqualTo("52");
    assertThat(sources(person))
        .isEqualTo(
            Map.of(
                "name", "poverty_register:valid",
                "sex_code", "poverty_register:most_recent",
                "division_code", "poverty_register:first_record"));
  }

  @Test
  void aValidNumberTellsSexAndBirthDateItself() {
    Row person =
        person(
            "'" + NUMBER + "'",
            List.of(
                mention("1", "household_registration", "name", "'李浩'", "sex_code", "'2'"),
                mention("2", "unheard_of", "birth_date", "DATE'1999-01-01'")));

    assertThat(person.<String>getAs("sex_code")).isEqualTo("1");
    assertThat(person.<Object>getAs("birth_date")).hasToString("2016-07-15");
    assertThat(person.<String>getAs("id_kind")).isEqualTo("RIC18");
    assertThat(sources(person))
        .isEqualTo(
            Map.of(
                "name", "household_registration:only",
                "sex_code", "id_number:derived",
                "birth_date", "id_number:derived"));
  }
}
