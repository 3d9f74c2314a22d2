package org.hedui.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedui.Fixtures;
import org.hedui.contract.CodeList;
import org.hedui.contract.Rule;
import org.hedui.contract.Schemas;
import org.junit.jupiter.api.Test;

class EvidenceTextTest {
  private final Schemas schemas = Fixtures.schemas();

  private Set<String> codes(String list) {
    return schemas.codes().get(list).codes().stream()
        .map(CodeList.Code::code)
        .collect(Collectors.toSet());
  }

  @Test
  void namesAndCodesAreWords() {
    assertThat(
            new EvidenceText(schemas)
                .of(
                    "SUB-01",
                    Map.of(
                        "entitled_yuan", "500.00",
                        "programmes", "BOARD_PRI PRE_AID",
                        "orphan", "false",
                        "registry", "student_register",
                        "local_name", "X")))
        .isEqualTo("应享金额（元）：500.00\nlocal_name：X\n是否孤儿：否\n应享项目：小学寄宿生生活补助 学前资助\n登记库：中小学生学籍");
  }

  @Test
  void aRuleMayMeanSomethingElseByAName() {
    EvidenceText text = new EvidenceText(schemas);
    assertThat(text.of("BUD-06", Map.of("heads", "12"))).isEqualTo("计划人数：12");
    assertThat(text.of("IDQ-14", Map.of("heads", "2"))).isEqualTo("户主数：2");
  }

  @Test
  void everyRulesEvidenceAndExemptionsHaveLabelsAndNoLabelIsLeftOver() {
    Set<String> names =
        schemas.rules().values().stream()
            .flatMap(rule -> rule.evidence().keySet().stream())
            .collect(Collectors.toSet());
    assertThat(codes("evidence").stream().map(name -> name.replaceAll("^.*\\.", "")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(names.stream(), Stream.of("heads")).toList());
    assertThat(codes("exemption_reason"))
        .isEqualTo(
            schemas.rules().values().stream()
                .map(Rule::exemptions)
                .flatMap(List::stream)
                .collect(Collectors.toSet()));
  }
}
