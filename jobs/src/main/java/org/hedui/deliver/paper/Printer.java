package org.hedui.deliver.paper;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.hedui.contract.Document;

/** Draws rows as documents on paper; one thread at a time. */
public final class Printer implements Closeable {
  private final FontSet fonts;

  /** A printer; its fonts are opened when the first text is drawn. */
  public Printer(FontFiles files) {
    this.fonts = new FontSet(files);
  }

  /** How many characters were drawn that no font has. */
  public long missing() {
    return fonts.missing();
  }

  /**
   * Draws a document.
   *
   * @param rows what it shows, at least one
   * @return the PDF, without a password
   */
  public byte[] draw(Document document, Stamp stamp, List<Row> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Paper paper = new Paper(fonts, document.title().zh())) {
      switch (document.form()) {
        case LETTER -> {
          LetterForm form = new LetterForm(paper, stamp);
          for (Row row : rows) {
            form.draw(Letter.of(row));
          }
        }
        case CARD -> {
          CardForm form = new CardForm(paper, stamp);
          for (Row row : rows) {
            form.draw(Card.of(row));
          }
        }
        case NOTICE -> notice(document, stamp, rows, paper);
        default -> throw new IllegalArgumentException(document.form() + " is not paper.");
      }
      paper.save(out);
    }
    return out.toByteArray();
  }

  private static void notice(Document document, Stamp stamp, List<Row> rows, Paper paper)
      throws IOException {
    List<String> columns = document.columns().stream().map(Document.Column::name).toList();
    if (!Document.PUBLIC.containsAll(columns)) {
      throw new IllegalStateException("A public notice shows " + columns + ".");
    }
    new NoticeForm(
            paper,
            stamp,
            document.title().zh(),
            document.columns().stream().map(Document.Column::title).toList())
        .draw(
            place(document, rows.get(0)),
            rows.stream()
                .map(row -> columns.stream().map(column -> Texts.of(row, column)).toList())
                .toList());
  }

  /** Who puts a notice up: what its file is called after, without the code. */
  private static String place(Document document, Row row) {
    List<String> path = document.path();
    return Texts.of(row, path.get(path.size() - 1)).replaceFirst("^\\d+-", "");
  }

  @Override
  public void close() throws IOException {
    fonts.close();
  }
}
