package org.hedui.deliver;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.hedui.contract.Document;
import org.hedui.contract.WorkingDays;
import org.hedui.deliver.paper.FontFiles;
import org.hedui.deliver.paper.Stamp;

/**
 * What is to be handed out, by whom and how.
 *
 * @param documents the kinds of documents
 * @param division the beginning of a division code
 * @param number of the export
 * @param who hands it out
 * @param when it is made
 * @param purpose what for; empty for what each document is for
 * @param businessDate what date is shown
 * @param hotline number for complaints, or empty
 * @param wholeNumbers whether ID numbers are shown whole, where the document may hold them
 * @param password which locks the files; empty if they are not locked
 * @param font the main font of paper, if one is named
 * @param calendar tells working days
 */
public record Order(
    List<Document> documents,
    String division,
    String number,
    String who,
    LocalDateTime when,
    Optional<String> purpose,
    LocalDate businessDate,
    String hotline,
    boolean wholeNumbers,
    Optional<Password> password,
    Optional<Path> font,
    WorkingDays calendar) {

  /** Copies the list. */
  public Order {
    documents = List.copyOf(documents);
  }

  /** What a document is stamped with. */
  Stamp stamp(Document document) {
    return new Stamp(
        number,
        who,
        when,
        purpose.orElse(document.purpose()),
        businessDate,
        until(document),
        hotline);
  }

  private LocalDate until(Document document) {
    LocalDate today = when.toLocalDate();
    return document.working()
        ? calendar.after(today, document.days())
        : today.plusDays(document.days());
  }

  /**
   * The fonts of paper; none if no paper was ordered.
   *
   * @throws org.hedui.contract.HeduiException FONT_MISSING, exit code 2
   */
  FontFiles fonts() {
    boolean paper = documents.stream().anyMatch(document -> document.form().ending().equals("pdf"));
    return paper ? FontFiles.find(font) : new FontFiles(List.of());
  }

  /** Whether a document shows whole ID numbers. */
  boolean showsNumbers(Document document) {
    return wholeNumbers && document.mayHoldIdNumbers();
  }

  /** Whether the files of a document are locked; a public notice and a file of text never are. */
  Optional<Password> lock(Document document) {
    boolean open = document.form() == Document.Form.NOTICE || document.form() == Document.Form.CSV;
    return open ? Optional.empty() : password;
  }
}
