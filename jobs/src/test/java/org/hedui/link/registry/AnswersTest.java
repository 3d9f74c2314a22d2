package org.hedui.link.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hedui.contract.Fault;
import org.junit.jupiter.api.Test;

/** A reviewer's sheet: what it says, and what is wrong with it. */
class AnswersTest {
  private static final String HEADER = "lasting_id_l,lasting_id_r,answer,note\n";

  private static AnswerSheet sheet(String text) {
    return AnswerSheet.read("sheet.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> faults(List<Fault> faults) {
    return faults.stream().map(fault -> fault.line() + " " + fault.code()).toList();
  }

  @Test
  void answersAreReadInEitherLanguageAndBlanksAreLeftForLater() {
    AnswerSheet sheet =
        sheet("\uFEFF" + HEADER + "a,b,yes,seen\nd,c,否,\ne,f,,not yet\n\"g\",\"h\",NO,\"x\ny\"\n");

    assertThat(sheet.faults()).isEmpty();
    assertThat(sheet.blank()).isEqualTo(1);
    assertThat(sheet.answers())
        .containsExactly(
            new Answer(2, "a", "b", Answer.Verdict.YES, Optional.of("seen")),
            new Answer(3, "c", "d", Answer.Verdict.NO, Optional.empty()),
            new Answer(5, "g", "h", Answer.Verdict.NO, Optional.of("x\ny")));
  }

  @Test
  void everyFaultIsToldByItsRow() {
    assertThat(
            faults(
                sheet(HEADER + "a,b,maybe,\na,c,YES,\nc,a,NO,\na,a,YES,\na\nb,c,YES\n").faults()))
        .containsExactly("2 ANSWER_WRONG", "4 ANSWERED_TWICE", "5 PAIR_UNKNOWN", "6 SHEET_FORM");
  }

  @Test
  void aFileThatIsNoSheetIsTold() {
    assertThat(faults(sheet("a,b\n1,2\n").faults()))
        .containsExactly("1 COLUMN_MISSING", "1 COLUMN_MISSING", "1 COLUMN_MISSING");
    assertThat(
            faults(
                AnswerSheet.read(
                        "sheet.csv", (HEADER + "a,b,是,好").getBytes(Charset.forName("GB18030")))
                    .faults()))
        .containsExactly("1 SHEET_ENCODING");
    assertThat(faults(sheet("").faults())).isNotEmpty();
  }

  private static Answer answer(int row, String pair, Answer.Verdict verdict) {
    return Answer.of(row, pair.substring(0, 1), pair.substring(1), verdict, Optional.empty());
  }

  private static Answer yes(int row, String pair) {
    return answer(row, pair, Answer.Verdict.YES);
  }

  private static Answer no(int row, String pair) {
    return answer(row, pair, Answer.Verdict.NO);
  }

  @Test
  void aChainOfYesAgainstANoContradicts() {
    assertThat(
            faults(
                Contradictions.faults(
                    "f", List.of(yes(2, "ab"), yes(3, "bc"), no(4, "ac"), no(5, "ad")), List.of())))
        .containsExactly("4 ANSWER_CONTRADICTS");
    assertThat(
            faults(
                Contradictions.faults(
                    "f", List.of(yes(2, "bc"), yes(3, "de")), List.of(yes(0, "ab"), no(0, "ac")))))
        .containsExactly("2 ANSWER_CONTRADICTS");
  }

  @Test
  void aNewAnswerAboutTheSamePairOutranksTheEarlierOne() {
    assertThat(
            Contradictions.faults(
                "f", List.of(yes(2, "bc"), yes(3, "ca")), List.of(yes(0, "ab"), no(0, "ac"))))
        .isEmpty();
  }
}
