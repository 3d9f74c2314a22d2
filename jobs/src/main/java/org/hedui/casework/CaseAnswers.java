package org.hedui.casework;

import java.io.File;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hedui.contract.CodeList;
import org.hedui.function.PseudonymKey;
import org.hedui.reconcile.Verdict;
import org.hedui.sheet.CellFault;
import org.hedui.sheet.FilledWorkbook;
import org.hedui.sheet.SheetCells;
import org.hedui.sheet.WorkbookForm;

/** The answers of a workbook, with all that is wrong in it at once. */
public final class CaseAnswers {
  private static final WorkbookForm<Heading> FORM =
      new WorkbookForm<>(
          CaseFront.EXPORT,
          Set.of(),
          RuleSheet.ROW,
          Heading.CASE,
          Heading.VERSION,
          Heading.SEAL,
          List.of(Heading.ANSWER, Heading.UNTIL),
          List.of(Heading.REASON, Heading.DOCUMENT, Heading.APPROVER, Heading.NOTE));

  private final FilledWorkbook<Heading> sheet;
  private final List<CaseAnswer> answers;

  private CaseAnswers(FilledWorkbook<Heading> sheet, List<CaseAnswer> answers) {
    this.sheet = sheet;
    this.answers = answers;
  }

  /**
   * Reads a workbook.
   *
   * @param key the lake's key, with which it was sealed
   * @param words the code list {@code case_verdict}
   * @throws org.hedui.ingest.file.UnreadableFileException if the file is no sound workbook
   */
  public static CaseAnswers read(File file, PseudonymKey key, CodeList words) {
    Map<String, Verdict> verdicts = verdicts(words);
    List<CaseAnswer> answers = new ArrayList<>();
    FilledWorkbook<Heading> sheet =
        FilledWorkbook.read(file, key, FORM, (read, line) -> answer(read, line, verdicts), answers);
    return new CaseAnswers(sheet, answers);
  }

  /** The answers given that are right by themselves, in the order of the sheets. */
  List<CaseAnswer> answers() {
    return List.copyOf(answers);
  }

  /** What is wrong, in the order of the sheets. */
  List<CellFault> faults() {
    return sheet.faults();
  }

  /** Rows that have no answer yet. */
  public int blank() {
    return sheet.blank();
  }

  /** The business date that the workbook shows. */
  LocalDate businessDate() {
    return sheet.businessDate();
  }

  /** The number of the export that the workbook is. */
  public String exportId() {
    return sheet.number();
  }

  private static Optional<CaseAnswer> answer(
      FilledWorkbook<Heading> sheet, SheetCells.Line<Heading> line, Map<String, Verdict> verdicts) {
    return sheet
        .choice(line.at(Heading.ANSWER), verdicts)
        .map(
            verdict ->
                new CaseAnswer(
                    line.at(Heading.CASE).place(),
                    line.at(Heading.CASE).text(),
                    line.at(Heading.VERSION).text(),
                    verdict,
                    Optional.of(line.at(Heading.NOTE).text()).filter(text -> !text.isEmpty()),
                    exemption(sheet, line, verdict)));
  }

  private static Optional<CaseAnswer.Exemption> exemption(
      FilledWorkbook<Heading> sheet, SheetCells.Line<Heading> line, Verdict verdict) {
    if (verdict != Verdict.EXEMPT) {
      Heading.EXEMPTION.stream()
          .map(line::at)
          .filter(cell -> !cell.isEmpty())
          .forEach(
              cell ->
                  sheet.fault(
                      "EXEMPTION_MISPLACED",
                      cell,
                      "Only the answer 政策豁免 has reason, document, approver and last day; clear the"
                          + " cell, or change the answer."));
      return Optional.empty();
    }
    for (Heading heading : Heading.EXEMPTION) {
      if (line.at(heading).isEmpty()) {
        sheet.fault(
            "EXEMPTION_INCOMPLETE",
            line.at(heading),
            "An exemption needs %s; fill it in.".formatted(heading.zh()));
      }
    }
    SheetCells.Cell until = line.at(Heading.UNTIL);
    return sheet
        .date(until)
        .map(
            last ->
                new CaseAnswer.Exemption(
                    line.at(Heading.REASON).place(),
                    line.at(Heading.REASON).text(),
                    line.at(Heading.DOCUMENT).text(),
                    line.at(Heading.APPROVER).text(),
                    until.place(),
                    last));
  }

  private static Map<String, Verdict> verdicts(CodeList words) {
    Map<String, Verdict> verdicts = new HashMap<>();
    for (CodeList.Code code : words.codes()) {
      Stream.concat(Stream.of(code.code(), code.zh(), code.en()), code.aliases().stream())
          .forEach(text -> verdicts.put(FilledWorkbook.word(text), Verdict.valueOf(code.code())));
    }
    return verdicts;
  }
}
