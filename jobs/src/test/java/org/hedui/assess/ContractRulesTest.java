package org.hedui.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.hedui.SparkTest;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every quality rule of the house can be computed on the silver columns of its registry. */
@ExtendWith(SparkTest.class)
class ContractRulesTest {

  static List<Contract> registries() {
    Schemas schemas = SchemasLoader.require(Path.of(System.getenv("HEDUI_HOME"), "schemas"));
    return schemas.contracts(Contract.Kind.REGISTRY);
  }

  @ParameterizedTest
  @MethodSource("registries")
  void noRuleIsInError(Contract contract) {
    List<RowCount> history = List.of(new RowCount(LocalDate.of(2023, 10, 31), 1));
    Assessment assessment =
        Assessment.of(
            contract,
            Scan.of(contract, oneRowOfNulls(contract)),
            LocalDate.of(2023, 11, 30),
            history);
    assertThat(assessment.results())
        .isNotEmpty()
        .allSatisfy(
            result ->
                assertThat(result.state())
                    .as(result.rule().id() + " " + result.message().orElse(""))
                    .isNotEqualTo(QualityState.ERROR));
  }

  static Dataset<Row> oneRowOfNulls(Contract contract) {
    StructType schema = new StructType();
    for (Column column : contract.columns()) {
      for (String field : silver(column)) {
        String[] parts = field.split(" ", 2);
        schema = schema.add(column.name() + parts[0], parts[1]);
      }
    }
    schema = schema.add("issues", "array<string>");
    Row row = RowFactory.create(new Object[schema.size()]);
    return SparkTest.session().createDataFrame(List.of(row), schema);
  }

  // The silver columns that standardising makes of a column: suffix and type.
  private static List<String> silver(Column column) {
    List<String> fields =
        new ArrayList<>(
            switch (column.semantic()) {
              case TEXT, DIVISION_CODE, SCHOOL_CODE, PHONE, CODE, YEAR_MONTH -> List.of(" string");
              case PERSON_NAME ->
                  List.of(" string", "_raw string", "_norm string", "_pinyin string");
              case ID_NUMBER -> List.of(" string", "_raw string", "_kind string", "_18 string");
              case STUDENT_NUMBER -> List.of(" string", "_kind string", "_18 string");
              case DISABILITY_CARD ->
                  List.of(
                      " string", "_kind string", "_18 string", "_class string", "_grade string");
              case DATE -> List.of(" date");
              case YEAR, INTEGER -> List.of(" int");
              case AMOUNT -> List.of(" decimal(18,2)");
              case FLAG -> List.of(" boolean");
            });
    if (column.blankMeansNone()) {
      switch (column.semantic()) {
        case DATE, YEAR_MONTH -> fields.add("_blank boolean");
        default -> {}
      }
    }
    return fields;
  }
}
