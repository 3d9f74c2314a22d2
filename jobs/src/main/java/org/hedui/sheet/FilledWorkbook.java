package org.hedui.sheet;

import java.io.File;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hedui.function.CleanText;
import org.hedui.function.DateText;
import org.hedui.function.PseudonymKey;

/**
 * A workbook that came back: which one it is, its rows as far as their seals hold, and all that is
 * wrong in it at once.
 */
public final class FilledWorkbook<H extends SheetHeading> {
  private final WorkbookForm<H> form;
  private final SheetCells<H> cells;
  private final List<CellFault> faults = new ArrayList<>();
  private final Map<String, String> seen = new HashMap<>();
  private LocalDate businessDate = LocalDate.MIN;
  private String number = "";
  private int blank;

  private FilledWorkbook(WorkbookForm<H> form, SheetCells<H> cells) {
    this.form = form;
    this.cells = cells;
    faults.addAll(cells.faults());
  }

  /**
   * Reads the answers of a workbook.
   *
   * @param key the lake's key, with which it was sealed
   * @param answer makes an answer of a row that is filled in; it tells what is wrong by {@link
   *     #fault}, and is asked for rows with sound seals only
   * @param answers receives the answers of rows without a fault, in the order of the sheets
   * @throws org.hedui.ingest.file.UnreadableFileException if the file is no sound workbook
   */
  public static <H extends SheetHeading, A> FilledWorkbook<H> read(
      File file,
      PseudonymKey key,
      WorkbookForm<H> form,
      AnswerReader<H, A> answer,
      List<A> answers) {
    FilledWorkbook<H> workbook = new FilledWorkbook<>(form, SheetCells.read(file, form));
    workbook
        .front(key)
        .ifPresent(
            seal -> workbook.rows(seal, line -> answer.read(workbook, line)).forEach(answers::add));
    return workbook;
  }

  /** Makes an answer of a row; empty, with a fault told, if it is none. */
  @FunctionalInterface
  public interface AnswerReader<H extends SheetHeading, A> {
    /** The answer that a row of {@code workbook} gives. */
    Optional<A> read(FilledWorkbook<H> workbook, SheetCells.Line<H> line);
  }

  /** What is wrong, in the order of the sheets. */
  public List<CellFault> faults() {
    return List.copyOf(faults);
  }

  /** Rows that are not filled in yet. */
  public int blank() {
    return blank;
  }

  /** The business date that the workbook shows. */
  public LocalDate businessDate() {
    return businessDate;
  }

  /** The number of the workbook. */
  public String number() {
    return number;
  }

  /** Tells what is wrong with a cell. */
  public void fault(String code, SheetCells.Cell cell, String message) {
    faults.add(new CellFault(code, cell.place(), message));
  }

  /**
   * What a cell with a list to choose from says; a cell that holds none of it is a fault.
   *
   * @param words what may be chosen, by {@link #word}
   */
  public <A> Optional<A> choice(SheetCells.Cell cell, Map<String, A> words) {
    Optional<A> choice = Optional.ofNullable(words.get(word(cell.text())));
    if (choice.isEmpty() && !cell.formula()) {
      fault(
          "ANSWER_WRONG",
          cell,
          cell.isEmpty()
              ? "The row is filled in, but has no answer; choose one from the list."
              : "This is none of the answers of the list; choose one of them.");
    }
    return choice;
  }

  /** The day that a cell names; a cell that holds something else is a fault. */
  public Optional<LocalDate> date(SheetCells.Cell cell) {
    Optional<LocalDate> day = Optional.ofNullable(DateText.date(cell.text()));
    if (day.isEmpty() && !cell.isEmpty() && !cell.formula()) {
      fault("DATE_WRONG", cell, "This is no date; write one such as 2024-06-30.");
    }
    return day;
  }

  /** A word without spaces, in capitals, with any dash as a hyphen. */
  public static String word(String text) {
    return Optional.ofNullable(CleanText.clean(text))
        .orElse("")
        .replaceAll("[\\u2010-\\u2015\\u2212\\uFE58\\u30FC]+", "-")
        .replace(" ", "")
        .toUpperCase(Locale.ROOT);
  }

  /** Reads which workbook this is; empty if it does not say so under its seal. */
  private Optional<Seal> front(PseudonymKey key) {
    Optional<SheetCells.Cell> given = cells.front(form.number());
    Optional<LocalDate> date = cells.front(FrontSheet.DATE).map(cell -> DateText.date(cell.text()));
    Optional<SheetCells.Cell> seal = cells.front(FrontSheet.SEAL);
    if (given.isEmpty() || date.isEmpty() || seal.isEmpty()) {
      faults.add(
          new CellFault(
              "SHEET_FORM",
              FrontSheet.NAME + "!A1",
              "The sheet does not say which workbook this is; fill it in as it was exported."));
      return Optional.empty();
    }
    number = given.get().text();
    businessDate = date.get();
    Seal made = new Seal(key, number, businessDate);
    if (!made.ofWorkbook().equals(seal.get().text())) {
      fault(
          "KEY_TAMPERED",
          given.get(),
          "Number or date of the workbook were changed, or it is of another lake; fill in the"
              + " workbook as it was exported.");
      return Optional.empty();
    }
    return Optional.of(made);
  }

  private <A> List<A> rows(Seal seal, Function<SheetCells.Line<H>, Optional<A>> answer) {
    List<A> answers = new ArrayList<>();
    for (SheetCells.Line<H> line : cells.lines()) {
      if (!isSound(line, seal)) {
        continue;
      }
      if (form.asked().stream().map(line::at).allMatch(SheetCells.Cell::isEmpty)) {
        blank++;
        continue;
      }
      int before = faults.size();
      form.written().forEach(heading -> FreeText.fault(line.at(heading)).ifPresent(faults::add));
      form.chosen().stream()
          .map(line::at)
          .filter(SheetCells.Cell::formula)
          .forEach(cell -> FreeText.fault(cell).ifPresent(faults::add));
      Optional<A> given = answer.apply(line);
      if (faults.size() == before) {
        given.ifPresent(answers::add);
      }
    }
    return answers;
  }

  /** Whether the row is one of this workbook and stands once. */
  private boolean isSound(SheetCells.Line<H> line, Seal seal) {
    SheetCells.Cell key = line.at(form.key());
    for (H heading : form.given()) {
      if (line.at(heading).formula()) {
        FreeText.fault(line.at(heading)).ifPresent(faults::add);
        return false;
      }
    }
    String sealed = seal.ofRow(form.row(), key.text(), line.at(form.version()).text());
    if (!sealed.equals(line.at(form.seal()).text())) {
      fault(
          "KEY_TAMPERED",
          key,
          "Number, version or seal of the row were changed, or it comes from another workbook;"
              + " fill in the workbook as it was exported.");
      return false;
    }
    String first = seen.putIfAbsent(key.text(), key.place());
    if (first != null) {
      fault(
          form.row().toUpperCase(Locale.ROOT) + "_TWICE",
          key,
          "The %s stands in %s too; keep one of the two.".formatted(form.row(), first));
      return false;
    }
    return true;
  }
}
