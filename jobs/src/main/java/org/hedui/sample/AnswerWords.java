package org.hedui.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hedui.contract.CodeList;
import org.hedui.contract.Schemas;
import org.hedui.sheet.FilledWorkbook;

/**
 * How the sheet of a rate calls the findings: 错退 and 退出正确, say, where the code list {@code
 * sample_answer} has 有误 and 无误.
 */
record AnswerWords(Map<SampleAnswer.Finding, String> labels) {

  /** The words of a rate. */
  static AnswerWords of(ErrorRate rate, Schemas schemas) {
    String unverifiable =
        schemas.codes().get("sample_answer").codes().stream()
            .filter(code -> code.code().equals(SampleAnswer.Finding.UNVERIFIABLE.name()))
            .map(CodeList.Code::zh)
            .findFirst()
            .orElseThrow();
    return new AnswerWords(
        Map.of(
            SampleAnswer.Finding.WRONG, rate.wrong(),
            SampleAnswer.Finding.RIGHT, rate.right(),
            SampleAnswer.Finding.UNVERIFIABLE, unverifiable));
  }

  /** The words in the order in which a list shows them. */
  List<String> choices() {
    return List.of(SampleAnswer.Finding.values()).stream().map(labels::get).toList();
  }

  /** The findings by what a cell may say: the word of the list, or the code. */
  Map<String, SampleAnswer.Finding> findings() {
    Map<String, SampleAnswer.Finding> findings = new HashMap<>();
    labels.forEach(
        (finding, label) -> {
          findings.put(FilledWorkbook.word(label), finding);
          findings.put(finding.name(), finding);
        });
    return findings;
  }
}
