package org.hedui.laws;

import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.sort_array;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A new department needs a contract and a code list, and no Java. */
@Tag("laws")
@ExtendWith(SparkTest.class)
class AddRegistryTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: urn:hedui:contract:housing_survey
      name: housing_survey
      version: 1.0.0
      status: active
      domain: POV
      description:
        purpose: One row a surveyed house.
      customProperties:
        - {property: titleZh, value: 住房调查}
        - {property: purposeZh, value: 每栋住房一行。}
        - {property: kind, value: registry}
        - {property: load, value: snapshot}
        - {property: footers, value: [填表人]}
        - {property: gate, value: warn}
      schema:
        - name: housing_survey
          logicalType: object
          physicalType: table
          businessName: 住房调查
          properties:
            - name: house_no
              businessName: 房屋编号
              logicalType: string
              primaryKey: true
              primaryKeyPosition: 1
              classification: internal
              description: Number of the house.
              customProperties:
                - {property: descriptionZh, value: 房屋编号。}
                - {property: header, value: required}
                - {property: semantic, value: text}
            - name: name
              businessName: 住户姓名
              logicalType: string
              classification: personal
              description: Name of the resident.
              customProperties:
                - {property: descriptionZh, value: 住户姓名。}
                - {property: header, value: required}
                - {property: semantic, value: personName}
                - {property: mention, value: name}
            - name: id_no
              businessName: 住户证件号
              logicalType: string
              classification: personal
              description: Number of the resident's document.
              customProperties:
                - {property: descriptionZh, value: 住户证件号。}
                - {property: header, value: required}
                - {property: semantic, value: idNumber}
                - {property: mention, value: id}
            - name: state
              businessName: 鉴定等级
              logicalType: string
              classification: internal
              description: State of the building.
              customProperties:
                - {property: descriptionZh, value: 房屋鉴定等级。}
                - {property: semantic, value: code}
                - {property: codes, value: building_state}
            - name: surveyed
              businessName: 调查日期
              logicalType: date
              classification: internal
              description: Day of the survey.
              customProperties:
                - {property: descriptionZh, value: 调查日期。}
                - {property: semantic, value: date}
          quality:
            - {id: housing_survey.rows, metric: rowCount, mustBeGreaterThan: 0, severity: error, dimension: completeness, description: A delivery has at least one row.}
      """;

  @TempDir private Path folder;

  @Test
  void aContractAndACodeListMakeARegistry() throws IOException {
    Path schemas = folder.resolve("schemas");
    FileUtils.copyDirectory(Fixtures.home().resolve("schemas").toFile(), schemas.toFile());
    Files.writeString(schemas.resolve("contracts/housing_survey.odcs.yaml"), CONTRACT);
    Files.writeString(
        schemas.resolve("codes/building_state.csv"),
        "code,zh,en,aliases,source\nSAFE,A级,Safe,安全,test\nUNSAFE,D级,Unsafe,危房,test\n");
    Path landing =
        MiniCounty.write(folder, "reference", "poverty_register", "household_registration");
    Path delivery =
        Files.createDirectories(landing.resolve("housing_survey/" + MiniCounty.LATE))
            .resolve("survey.csv");
    Files.writeString(
        delivery,
        MiniCounty.withNumbers(
            """
            房屋编号,住户姓名,住户证件号,鉴定等级,调查日期
            F1,江大山,#江大山,危房,2023年10月8日
            F2,鲁田,#鲁田,C级,20231009
            """));
    LawLake lake = new LawLake(folder.resolve("lake"), schemas);

    lake.run(MiniCounty.LATE, landing);

    assertThat(
            texts(
                lake.read("silver.housing_survey", MiniCounty.LATE)
                    .selectExpr(
                        "concat_ws(' ', record_key, id_no_kind, state, surveyed, array_join(issues,"
                            + " ' '))")
                    .collectAsList()))
        .containsExactlyInAnyOrder(
            "F1 RIC18 UNSAFE 2023-10-08 ", "F2 RIC18 2023-10-09 CODE_UNKNOWN:state");
    assertThat(
            texts(
                lake.read("silver.identity_link", MiniCounty.LATE)
                    .groupBy("person_id")
                    .agg(sort_array(collect_set("registry")).as("registries"))
                    .where("array_contains(registries, 'housing_survey')")
                    .selectExpr("array_join(registries, ' ')")
                    .collectAsList()))
        .containsExactlyInAnyOrder(
            "household_registration housing_survey poverty_register",
            "housing_survey poverty_register");
    // Its contract ranks it nowhere, so that it speaks only where nobody else does.
    assertThat(
            texts(
                lake.read("silver.person", MiniCounty.LATE)
                    .join(
                        lake.read("silver.identity_link", MiniCounty.LATE)
                            .where("registry = 'housing_survey'")
                            .select("person_id"),
                        "person_id")
                    .selectExpr("survivorship['name']")
                    .collectAsList()))
        .containsExactlyInAnyOrder("household_registration:trusted", "poverty_register:trusted");
    assertThat(lake.published()).anyMatch(row -> row.startsWith("silver.housing_survey "));
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(row -> row.getString(0)).toList();
  }
}
