package org.hedui.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicalTypeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "string",
        "int",
        "bigint",
        "decimal(18,2)",
        "decimal(38, 0)",
        "array<string>",
        "map<string,array<int>>",
        "struct<a:string>",
        "array<struct<string:int,date:date>>",
        "map<string,struct<a:map<string,int>,b:decimal(4,1)>>"
      })
  void aSparkTypeIsKnown(String type) {
    assertThat(PhysicalType.isValid(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "varchar(10)", "String", "decimal", "decimal(39,2)", "decimal(0,2)", "array<>",
        "array<string", "map<string>", "struct<string>", "stringint", "string,int", "#", "array<#>"
      })
  void anythingElseIsRefused(String type) {
    assertThat(PhysicalType.isValid(type)).isFalse();
  }
}
