package org.hedui.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of document that is handed out: which view it shows, in which files, columns and form.
 *
 * @param name its name, which {@code hedui export} takes
 * @param title what stands above it
 * @param purpose what it is for, if nothing else is said
 * @param reader who gets it, for the index
 * @param view the view below {@code views/document} that gives its rows
 * @param form how it looks
 * @param charset of a file of text
 * @param path columns whose values name folders and, the last one, the file
 * @param sheet column of a workbook whose every value has a sheet of its own
 * @param order columns by which the rows of a file are sorted
 * @param columns what is shown
 * @param summary columns of a workbook whose values are counted on a last sheet
 * @param signatures what is signed at its end
 * @param note a line below it
 * @param holds what it may hold of that which a scan looks for
 * @param days how many days it may be kept or shown
 * @param working whether only working days count among them
 * @param pack whether it belongs to the pack of a county
 */
public record Document(
    String name,
    Bilingual title,
    String purpose,
    String reader,
    String view,
    Form form,
    String charset,
    List<String> path,
    Optional<String> sheet,
    List<String> order,
    List<Column> columns,
    List<String> summary,
    List<String> signatures,
    Optional<String> note,
    Set<String> holds,
    int days,
    boolean working,
    boolean pack) {

  /** The column of ID numbers: masked, unless whole ones are asked for. */
  public static final String ID_NUMBER = "id_no";

  /** What a public notice may show of a pupil (教财厅函〔2017〕28号). */
  public static final Set<String> PUBLIC =
      Set.of("name", "school", "college", "grade", "major", "class");

  /** Copies the collections. */
  public Document {
    path = List.copyOf(path);
    order = List.copyOf(order);
    columns = List.copyOf(columns);
    summary = List.copyOf(summary);
    signatures = List.copyOf(signatures);
    holds = Set.copyOf(holds);
  }

  /** How a document looks. */
  public enum Form {
    /** A workbook, a row a line. */
    WORKBOOK("xlsx"),
    /** A file of text, a row a line, without a title. */
    CSV("csv"),
    /** A page of paper for each row: a letter home. */
    LETTER("pdf"),
    /** A page of paper for each row: the card of a household. */
    CARD("pdf"),
    /** A list of names on paper that hangs on a wall. */
    NOTICE("pdf");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }

    /** How its files end. */
    public String ending() {
      return ending;
    }
  }

  /**
   * A column.
   *
   * @param name of the view
   * @param title its heading
   * @param width in characters
   * @param sum whether its numbers are summed up
   */
  public record Column(String name, String title, int width, boolean sum) {}

  /** Whether whole ID numbers may stand in it. */
  public boolean mayHoldIdNumbers() {
    return holds.contains("ID_NUMBER");
  }
}
