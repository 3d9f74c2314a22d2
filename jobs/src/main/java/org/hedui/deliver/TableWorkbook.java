package org.hedui.deliver;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.apache.spark.sql.Row;
import org.dhatim.fastexcel.Workbook;
import org.hedui.contract.Document;
import org.hedui.deliver.paper.Stamp;

/** Writes a document as a workbook, row by row; only the counts of its last sheet are kept. */
final class TableWorkbook implements DocumentFile {
  private final Document document;
  private final Stamp stamp;
  private final String place;
  private final OutputStream out;
  private final Workbook workbook;
  private final TreeMap<List<String>, BigDecimal[]> counts =
      new TreeMap<>(
          (one, other) -> Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new)));
  private final List<String> sheetNames = new ArrayList<>();
  private TableSheet sheet;
  private String sheetValue;
  private long rows;

  /**
   * Begins a workbook.
   *
   * @param place of whom it is, such as county and school
   */
  TableWorkbook(Document document, Stamp stamp, String place, Path file) throws IOException {
    this.document = document;
    this.stamp = stamp;
    this.place = place;
    this.out = new BufferedOutputStream(Files.newOutputStream(file));
    this.workbook = new Workbook(out, "Hedui", null);
    workbook.setCompressionLevel(Deflater.BEST_SPEED);
  }

  /** Adds a row; those of a sheet come one after the other. */
  @Override
  public void add(Row row) throws IOException {
    String value = document.sheet().map(column -> Cells.text(row, column)).orElse("");
    if (sheet == null || !value.equals(sheetValue)) {
      next(value);
    }
    sheet.add(row);
    count(row);
    rows++;
  }

  @Override
  public long rows() {
    return rows;
  }

  private void next(String value) throws IOException {
    if (sheet != null) {
      sheet.close();
    }
    sheetValue = value;
    String shown = value.isEmpty() ? place : place + "　" + value;
    sheet =
        new TableSheet(
            workbook.newWorksheet(name(value.isEmpty() ? document.title().zh() : value)),
            document,
            stamp,
            shown);
  }

  /** A name that a spreadsheet takes and no other sheet has. */
  private String name(String wanted) {
    String clean = wanted.replaceAll("[\\[\\]:*?/\\\\'\\p{Cntrl}]", " ").strip();
    String name = clean.isEmpty() ? "未分" : clean.substring(0, Math.min(26, clean.length()));
    String free = name;
    for (int number = 2; sheetNames.contains(free); number++) {
      free = name + " " + number;
    }
    sheetNames.add(free);
    return free;
  }

  private void count(Row row) {
    if (document.summary().isEmpty()) {
      return;
    }
    List<String> key = document.summary().stream().map(column -> Cells.text(row, column)).toList();
    List<Document.Column> sums = sums();
    BigDecimal[] sum =
        counts.computeIfAbsent(
            key,
            none -> {
              BigDecimal[] zeros = new BigDecimal[sums.size() + 1];
              Arrays.fill(zeros, BigDecimal.ZERO);
              return zeros;
            });
    sum[0] = sum[0].add(BigDecimal.ONE);
    for (int i = 0; i < sums.size(); i++) {
      sum[i + 1] = sum[i + 1].add(Cells.number(row, sums.get(i).name()).orElse(BigDecimal.ZERO));
    }
  }

  private List<Document.Column> sums() {
    return document.columns().stream().filter(Document.Column::sum).toList();
  }

  /** Ends the file. */
  @Override
  public void close() throws IOException {
    try (out) {
      if (sheet == null) {
        next("");
      }
      sheet.close();
      if (!counts.isEmpty()) {
        summary();
      }
      workbook.finish();
    }
  }

  private void summary() throws IOException {
    List<String> titles =
        document.summary().stream()
            .map(
                column ->
                    document.columns().stream()
                        .filter(shown -> shown.name().equals(column))
                        .map(Document.Column::title)
                        .findFirst()
                        .orElse(Cells.LABELS.getOrDefault(column, column)))
            .toList();
    try (SummarySheet last =
        new SummarySheet(
            workbook.newWorksheet("汇总"),
            stamp,
            document.title().zh() + "汇总",
            place,
            titles,
            sums().stream().map(Document.Column::title).toList())) {
      counts.forEach((key, sum) -> last.add(key, Arrays.asList(sum)));
    }
  }
}
