package org.hedui.casework;

import java.io.File;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hedui.contract.CodeList;
import org.hedui.function.PseudonymKey;
import org.hedui.reconcile.CaseStep;
import org.hedui.reconcile.Verdict;
import org.hedui.sheet.CellFault;
import org.hedui.sheet.FilledWorkbook;
import org.hedui.sheet.SheetCells;
import org.hedui.sheet.WorkbookForm;

/** The answers and steps of a workbook, with all that is wrong in it at once. */
public final class CaseAnswers {
  private static final WorkbookForm<Heading> FORM =
      new WorkbookForm<>(
          CaseFront.EXPORT,
          Set.of(),
          RuleSheet.ROW,
          Heading.CASE,
          Heading.VERSION,
          Heading.SEAL,
          List.of(Heading.ANSWER, Heading.UNTIL, Heading.STEP),
          List.of(Heading.REASON, Heading.DOCUMENT, Heading.APPROVER, Heading.UNIT, Heading.NOTE));

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
   * @param codes the code lists {@code case_verdict} and {@code case_step}, by name
   * @throws org.hedui.ingest.file.UnreadableFileException if the file is no sound workbook
   */
  public static CaseAnswers read(File file, PseudonymKey key, Map<String, CodeList> codes) {
    Map<String, Verdict> verdicts = words(codes.get("case_verdict"), Verdict::valueOf);
    Map<String, CaseStep> steps = words(codes.get("case_step"), CaseStep::valueOf);
    List<CaseAnswer> answers = new ArrayList<>();
    FilledWorkbook<Heading> sheet =
        FilledWorkbook.read(
            file, key, FORM, (read, line) -> answer(read, line, verdicts, steps), answers);
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
      FilledWorkbook<Heading> sheet,
      SheetCells.Line<Heading> line,
      Map<String, Verdict> verdicts,
      Map<String, CaseStep> steps) {
    boolean stepOnly = line.at(Heading.ANSWER).isEmpty() && !line.at(Heading.STEP).isEmpty();
    Optional<Verdict> verdict =
        stepOnly ? Optional.empty() : sheet.choice(line.at(Heading.ANSWER), verdicts);
    return Optional.of(
        new CaseAnswer(
            line.at(Heading.CASE).place(),
            line.at(Heading.CASE).text(),
            line.at(Heading.VERSION).text(),
            verdict,
            text(line.at(Heading.NOTE)),
            exemption(sheet, line, verdict),
            progress(sheet, line, steps)));
  }

  private static Optional<CaseAnswer.Progress> progress(
      FilledWorkbook<Heading> sheet, SheetCells.Line<Heading> line, Map<String, CaseStep> steps) {
    SheetCells.Cell cell = line.at(Heading.STEP);
    SheetCells.Cell unit = line.at(Heading.UNIT);
    if (cell.isEmpty()) {
      if (!unit.isEmpty()) {
        sheet.fault(
            "UNIT_MISPLACED",
            unit,
            "Only a step names a unit; choose a step such as 已分派, or clear the cell.");
      }
      return Optional.empty();
    }
    Optional<CaseStep> step = sheet.choice(cell, steps);
    if (unit.isEmpty() && step.equals(Optional.of(CaseStep.ASSIGNED))) {
      sheet.fault(
          "UNIT_MISSING", unit, "已分派 needs the unit that has the case now; write its name.");
    }
    return step.map(taken -> new CaseAnswer.Progress(cell.place(), taken, text(unit)));
  }

  private static Optional<String> text(SheetCells.Cell cell) {
    return Optional.of(cell.text()).filter(text -> !text.isEmpty());
  }

  private static Optional<CaseAnswer.Exemption> exemption(
      FilledWorkbook<Heading> sheet, SheetCells.Line<Heading> line, Optional<Verdict> verdict) {
    if (!verdict.equals(Optional.of(Verdict.EXEMPT))) {
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

  private static <A> Map<String, A> words(CodeList list, Function<String, A> meaning) {
    Map<String, A> words = new HashMap<>();
    for (CodeList.Code code : list.codes()) {
      Stream.concat(Stream.of(code.code(), code.zh(), code.en()), code.aliases().stream())
          .forEach(text -> words.put(FilledWorkbook.word(text), meaning.apply(code.code())));
    }
    return words;
  }
}
