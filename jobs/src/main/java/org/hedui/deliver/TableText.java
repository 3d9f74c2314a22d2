package org.hedui.deliver;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Row;
import org.hedui.contract.Document;

/** Writes a document as a file of text that another system reads: headings and rows, no more. */
final class TableText implements DocumentFile {
  private final Document document;
  private final CSVPrinter printer;
  private long rows;

  /** Begins a file. */
  TableText(Document document, Path file) throws IOException {
    this.document = document;
    Writer writer = Files.newBufferedWriter(file, Charset.forName(document.charset()));
    this.printer = new CSVPrinter(writer, CSVFormat.RFC4180);
    printer.printRecord(document.columns().stream().map(Document.Column::title).toList());
  }

  @Override
  public void add(Row row) throws IOException {
    printer.printRecord(
        document.columns().stream()
            .map(column -> Cells.harmless(Cells.text(row, column.name())))
            .toList());
    rows++;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}
