package org.hedui.sample;

import java.io.File;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hedui.contract.Schemas;
import org.hedui.function.CleanText;
import org.hedui.function.PseudonymKey;
import org.hedui.sheet.CellFault;
import org.hedui.sheet.FilledWorkbook;
import org.hedui.sheet.FrontSheet;
import org.hedui.sheet.SheetCells;
import org.hedui.sheet.WorkbookForm;

/** The answers of a filled workbook on their way into {@code silver.sample_answer}. */
public final class SampleImport {
  private static final WorkbookForm<SampleHeading> FORM =
      new WorkbookForm<>(
          SampleWorkbook.NUMBER,
          Set.of(SampleWorkbook.DESIGN),
          SampleWorkbook.ROW,
          SampleHeading.HOUSEHOLD,
          SampleHeading.VERSION,
          SampleHeading.SEAL,
          List.of(SampleHeading.ANSWER, SampleHeading.CONCERNED, SampleHeading.CHECKED),
          List.of(SampleHeading.CHECKER, SampleHeading.NOTE));

  private final SampleBook book;
  private final Schemas schemas;
  private final String hash;
  private final String by;
  private final LocalDate on;
  private final Map<String, Optional<SampleBook.Known>> samples = new HashMap<>();
  private final List<SampleAnswer> answers = new ArrayList<>();
  private final FilledWorkbook<SampleHeading> sheet;
  private int kept;

  /**
   * Reads a workbook.
   *
   * @param key the lake's key, with which it was sealed
   * @param hash its SHA-256
   * @param by who gives the answers in
   * @param on the day of the answers
   * @throws org.hedui.ingest.file.UnreadableFileException if the file is no sound workbook
   */
  public SampleImport(
      SampleBook book,
      Schemas schemas,
      File file,
      PseudonymKey key,
      String hash,
      String by,
      LocalDate on) {
    this.book = book;
    this.schemas = schemas;
    this.hash = hash;
    this.by = by;
    this.on = on;
    this.sheet = FilledWorkbook.read(file, key, FORM, this::answer, answers);
  }

  /** How many answers are new. */
  public int size() {
    return answers.size();
  }

  /** How many are in the lake already, word for word. */
  public int kept() {
    return kept;
  }

  /** Rows that have no answer yet. */
  public int blank() {
    return sheet.blank();
  }

  /** The sample that the workbook is of. */
  public String sampleId() {
    return sheet.number();
  }

  /** Whether this very file was taken before. */
  public boolean isKnown() {
    return book.isKnown(hash);
  }

  /** Everything wrong with the workbook, by cell. */
  public List<CellFault> faults() {
    List<CellFault> faults = new ArrayList<>(sheet.faults());
    if (samples.containsValue(Optional.<SampleBook.Known>empty())) {
      faults.add(
          new CellFault(
              "SAMPLE_UNKNOWN",
              FrontSheet.NAME + "!A1",
              "The lake knows no such sample; draw it again with the same options."));
    }
    if (size() > 0 && on.isBefore(sheet.businessDate())) {
      faults.add(
          new CellFault(
              "ON_TOO_EARLY",
              FrontSheet.NAME + "!A1",
              "The workbook shows %s; answers are of that day or a later one, so name it by --on."
                  .formatted(sheet.businessDate())));
    }
    return faults;
  }

  /** Adds the answers, in one commit. Only the holder of the lake's lock may do so. */
  public void write() {
    book.add(sheet.number(), answers, by, on, hash);
  }

  private Optional<SampleAnswer> answer(
      FilledWorkbook<SampleHeading> workbook, SheetCells.Line<SampleHeading> line) {
    return samples
        .computeIfAbsent(workbook.number(), book::find)
        .flatMap(sample -> answer(workbook, line, sample));
  }

  private Optional<SampleAnswer> answer(
      FilledWorkbook<SampleHeading> workbook,
      SheetCells.Line<SampleHeading> line,
      SampleBook.Known sample) {
    SheetCells.Cell household = line.at(SampleHeading.HOUSEHOLD);
    Integer members = sample.members().get(household.text());
    if (members == null) {
      workbook.fault(
          "HOUSEHOLD_UNKNOWN", household, "The sample has no such household; take the row out.");
      return Optional.empty();
    }
    Optional<SampleAnswer.Finding> finding =
        workbook.choice(line.at(SampleHeading.ANSWER), words(sample).findings());
    Optional<LocalDate> checked = checked(workbook, line.at(SampleHeading.CHECKED));
    if (finding.isEmpty()) {
      return Optional.empty();
    }
    SampleAnswer answer =
        new SampleAnswer(
            household.text(),
            finding.get(),
            concerned(workbook, line.at(SampleHeading.CONCERNED), finding.get(), members),
            text(line.at(SampleHeading.CHECKER)),
            checked,
            text(line.at(SampleHeading.NOTE)));
    return fresh(workbook, line, answer, sample.standing().get(household.text()));
  }

  /** The answer, unless it is known; a fault if another was given since the workbook was made. */
  private Optional<SampleAnswer> fresh(
      FilledWorkbook<SampleHeading> workbook,
      SheetCells.Line<SampleHeading> line,
      SampleAnswer answer,
      SampleBook.Standing standing) {
    Optional<SampleBook.Standing> known = Optional.ofNullable(standing);
    if (known.filter(last -> last.answer().equals(answer)).isPresent()) {
      kept++;
      return Optional.empty();
    }
    if (!SampleText.version(known).equals(line.at(SampleHeading.VERSION).text())) {
      workbook.fault(
          "HOUSEHOLD_CHANGED",
          line.at(SampleHeading.HOUSEHOLD),
          "Since the workbook was made the household got another answer; draw the sample again with"
              + " the same options, and look anew.");
      return Optional.empty();
    }
    return Optional.of(answer);
  }

  private Optional<LocalDate> checked(
      FilledWorkbook<SampleHeading> workbook, SheetCells.Cell cell) {
    Optional<LocalDate> day = workbook.date(cell);
    if (day.filter(on::isBefore).isPresent()) {
      workbook.fault(
          "DATE_WRONG",
          cell,
          "The visit is later than the day of the answers; mend one of the two.");
    }
    return day;
  }

  private static Optional<Integer> concerned(
      FilledWorkbook<SampleHeading> workbook,
      SheetCells.Cell cell,
      SampleAnswer.Finding finding,
      int members) {
    if (finding != SampleAnswer.Finding.WRONG) {
      if (!cell.isEmpty()) {
        workbook.fault(
            "MEMBERS_MISPLACED",
            cell,
            "Only an error concerns members; clear the cell, or change the answer.");
      }
      return Optional.empty();
    }
    if (cell.isEmpty()) {
      return Optional.of(members);
    }
    String text = Optional.ofNullable(CleanText.clean(cell.text())).orElse("");
    boolean fits = text.matches("\\d{1,3}") && !text.matches("0+");
    if (!cell.formula() && (!fits || Integer.parseInt(text) > members)) {
      workbook.fault(
          "MEMBERS_WRONG",
          cell,
          "The household has %d members: write a number from 1 to %d, or nothing for all."
              .formatted(members, members));
      return Optional.empty();
    }
    return Optional.of(fits ? Integer.parseInt(text) : members);
  }

  private AnswerWords words(SampleBook.Known sample) {
    return ErrorRate.all(schemas).stream()
        .filter(rate -> rate.code().equals(sample.rateCode()))
        .findFirst()
        .map(rate -> AnswerWords.of(rate, schemas))
        .orElseThrow();
  }

  private static Optional<String> text(SheetCells.Cell cell) {
    return Optional.of(cell.text()).filter(text -> !text.isEmpty());
  }
}
