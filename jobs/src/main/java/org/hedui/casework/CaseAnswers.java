package org.hedui.casework;

import java.io.File;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hedui.contract.CodeList;
import org.hedui.function.CleanText;
import org.hedui.function.DateText;
import org.hedui.function.PseudonymKey;
import org.hedui.reconcile.Verdict;

/** The answers of a workbook, with all that is wrong in it at once. */
public final class CaseAnswers {
  private final CaseCells cells;
  private final Map<String, Verdict> verdicts;
  private final List<CaseAnswer> answers = new ArrayList<>();
  private final List<CellFault> faults = new ArrayList<>();
  private LocalDate businessDate = LocalDate.MIN;
  private String exportId = "";
  private int blank;

  private CaseAnswers(CaseCells cells, CodeList words) {
    this.cells = cells;
    this.verdicts = verdicts(words);
    faults.addAll(cells.faults());
  }

  /**
   * Reads a workbook.
   *
   * @param key the lake's key, with which it was sealed
   * @param words the code list {@code case_verdict}
   * @throws org.hedui.ingest.file.UnreadableFileException if the file is no sound workbook
   */
  public static CaseAnswers read(File file, PseudonymKey key, CodeList words) {
    CaseAnswers read = new CaseAnswers(CaseCells.read(file), words);
    read.front(key).ifPresent(read::rows);
    return read;
  }

  /** The answers given that are right by themselves, in the order of the sheets. */
  List<CaseAnswer> answers() {
    return List.copyOf(answers);
  }

  /** What is wrong, in the order of the sheets. */
  List<CellFault> faults() {
    return List.copyOf(faults);
  }

  /** Rows that have no answer yet. */
  public int blank() {
    return blank;
  }

  /** The business date that the workbook shows. */
  LocalDate businessDate() {
    return businessDate;
  }

  /** The number of the export that the workbook is. */
  public String exportId() {
    return exportId;
  }

  /** Reads which workbook this is; empty if it does not say so under its seal. */
  private Optional<Seal> front(PseudonymKey key) {
    Optional<CaseCells.Cell> export = cells.front(FrontSheet.EXPORT);
    Optional<LocalDate> date = cells.front(FrontSheet.DATE).flatMap(cell -> date(cell.text()));
    Optional<CaseCells.Cell> seal = cells.front(FrontSheet.SEAL);
    if (export.isEmpty() || date.isEmpty() || seal.isEmpty()) {
      fault(
          "SHEET_FORM",
          FrontSheet.NAME + "!A1",
          "The sheet does not say which export this is; fill in the workbook as it was exported.");
      return Optional.empty();
    }
    exportId = export.get().text();
    businessDate = date.get();
    Seal made = new Seal(key, exportId, businessDate);
    if (!made.ofWorkbook().equals(seal.get().text())) {
      fault(
          "KEY_TAMPERED",
          export.get().place(),
          "Number or date of the workbook were changed, or it is of another lake; fill in the"
              + " workbook as it was exported.");
      return Optional.empty();
    }
    return Optional.of(made);
  }

  private void rows(Seal seal) {
    Map<String, String> seen = new HashMap<>();
    for (CaseCells.Line line : cells.lines()) {
      if (isSound(line, seal, seen)) {
        read(line);
      }
    }
  }

  /** Whether the row is a case of this workbook and stands once. */
  private boolean isSound(CaseCells.Line line, Seal seal, Map<String, String> seen) {
    CaseCells.Cell id = line.at(Heading.CASE);
    for (Heading heading : List.of(Heading.CASE, Heading.VERSION, Heading.SEAL)) {
      if (line.at(heading).formula()) {
        FreeText.fault(line.at(heading)).ifPresent(faults::add);
        return false;
      }
    }
    String sealed = seal.ofCase(id.text(), line.at(Heading.VERSION).text());
    if (!sealed.equals(line.at(Heading.SEAL).text())) {
      fault(
          "KEY_TAMPERED",
          id.place(),
          "Case number, version or seal of the row were changed, or it comes from another workbook;"
              + " fill in the workbook as it was exported.");
      return false;
    }
    String first = seen.putIfAbsent(id.text(), id.place());
    if (first != null) {
      fault("CASE_TWICE", id.place(), "The case stands in " + first + " too; keep one of the two.");
      return false;
    }
    return true;
  }

  private void read(CaseCells.Line line) {
    if (Heading.ASKED.stream().map(line::at).allMatch(CaseCells.Cell::isEmpty)) {
      blank++;
      return;
    }
    int before = faults.size();
    for (Heading heading : Heading.ASKED) {
      boolean free = heading != Heading.ANSWER && heading != Heading.UNTIL;
      if (free || line.at(heading).formula()) {
        FreeText.fault(line.at(heading)).ifPresent(faults::add);
      }
    }
    Optional<Verdict> verdict = verdict(line.at(Heading.ANSWER));
    if (verdict.isEmpty()) {
      return;
    }
    Optional<CaseAnswer.Exemption> exemption = exemption(line, verdict.get());
    if (faults.size() == before) {
      answers.add(
          new CaseAnswer(
              line.at(Heading.CASE).place(),
              line.at(Heading.CASE).text(),
              line.at(Heading.VERSION).text(),
              verdict.get(),
              Optional.of(line.at(Heading.NOTE).text()).filter(text -> !text.isEmpty()),
              exemption));
    }
  }

  private Optional<Verdict> verdict(CaseCells.Cell answer) {
    Optional<Verdict> verdict = Optional.ofNullable(verdicts.get(word(answer.text())));
    if (verdict.isEmpty() && !answer.formula()) {
      fault(
          "ANSWER_WRONG",
          answer.place(),
          answer.isEmpty()
              ? "The row is filled in, but has no answer; choose one from the list."
              : "This is none of the answers of the list; choose one of them.");
    }
    return verdict;
  }

  private Optional<CaseAnswer.Exemption> exemption(CaseCells.Line line, Verdict verdict) {
    if (verdict != Verdict.EXEMPT) {
      Heading.EXEMPTION.stream()
          .map(line::at)
          .filter(cell -> !cell.isEmpty())
          .forEach(
              cell ->
                  fault(
                      "EXEMPTION_MISPLACED",
                      cell.place(),
                      "Only the answer 政策豁免 has reason, document, approver and last day; clear the"
                          + " cell, or change the answer."));
      return Optional.empty();
    }
    for (Heading heading : Heading.EXEMPTION) {
      if (line.at(heading).isEmpty()) {
        fault(
            "EXEMPTION_INCOMPLETE",
            line.at(heading).place(),
            "An exemption needs %s; fill it in.".formatted(heading.zh()));
      }
    }
    CaseCells.Cell until = line.at(Heading.UNTIL);
    Optional<LocalDate> day = date(until.text());
    if (day.isEmpty() && !until.isEmpty() && !until.formula()) {
      fault("DATE_WRONG", until.place(), "This is no date; write one such as 2024-06-30.");
    }
    return day.map(
        last ->
            new CaseAnswer.Exemption(
                line.at(Heading.REASON).place(),
                line.at(Heading.REASON).text(),
                line.at(Heading.DOCUMENT).text(),
                line.at(Heading.APPROVER).text(),
                until.place(),
                last));
  }

  private void fault(String code, String place, String message) {
    faults.add(new CellFault(code, place, message));
  }

  private static Optional<LocalDate> date(String text) {
    return Optional.ofNullable(DateText.date(text));
  }

  private static Map<String, Verdict> verdicts(CodeList words) {
    Map<String, Verdict> verdicts = new HashMap<>();
    for (CodeList.Code code : words.codes()) {
      Stream.concat(Stream.of(code.code(), code.zh(), code.en()), code.aliases().stream())
          .forEach(text -> verdicts.put(word(text), Verdict.valueOf(code.code())));
    }
    return verdicts;
  }

  /** A word without spaces, in capitals, with any dash as a hyphen. */
  private static String word(String text) {
    return Optional.ofNullable(CleanText.clean(text))
        .orElse("")
        .replaceAll("[\\u2010-\\u2015\\u2212\\uFE58\\u30FC]+", "-")
        .replace(" ", "")
        .toUpperCase(Locale.ROOT);
  }
}
