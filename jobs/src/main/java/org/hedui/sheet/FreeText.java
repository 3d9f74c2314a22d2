package org.hedui.sheet;

import java.util.Optional;
import java.util.regex.Pattern;
import org.hedui.function.CleanText;

/** Text that people write. */
final class FreeText {
  /** How a text begins that a spreadsheet may take for a formula once it is copied on. */
  private static final Pattern FORMULA = Pattern.compile("^[=+@\\-].*", Pattern.DOTALL);

  /** An ID number, whole or without its end, or a mobile number, with or without gaps. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<!\\d)(?:\\d{15,18}[Xx]?|\\d{6}[ -]?(?:19|20)\\d{6}[ -]?\\d{3}[\\dXx]"
              + "|1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4})(?!\\d)");

  private FreeText() {}

  /** What is wrong with a text, in the words of a fault; empty if nothing is. */
  static Optional<CellFault> fault(SheetCells.Cell cell) {
    String text = Optional.ofNullable(CleanText.clean(cell.text())).orElse("");
    if (cell.formula() || FORMULA.matcher(text).matches()) {
      return Optional.of(
          new CellFault(
              "FORMULA_FOUND",
              cell.place(),
              "The cell holds a formula, or begins like one (= + - @); write plain text."));
    }
    return NUMBER.matcher(text).find()
        ? Optional.of(
            new CellFault(
                "NOTE_PERSONAL",
                cell.place(),
                "The text holds an ID or telephone number; take it out, the row says who it is"
                    + " about."))
        : Optional.empty();
  }
}
