package org.hedui.synth;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A workbook of one sheet, written row by row and never held. Texts stand in their cells, so there
 * is no list of them; entries carry no time, so that equal rows make equal bytes.
 */
final class XlsxFile implements TableFile {
  private static final String SHEET = "Sheet1";
  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,4})?");
  private static final int LETTERS = 26;

  private final ZipOutputStream zip;
  private final Writer sheet;
  private final int titles;
  private final Set<Integer> numbers;
  private final Set<Integer> merged;
  private int rows;
  private int width;

  /**
   * Begins a workbook.
   *
   * @param titles rows above the header; each is one merged cell
   * @param numbers columns, from 0, that hold numbers
   * @param merged columns, from 0, whose data cells are one merged cell
   */
  XlsxFile(Path file, int titles, Set<Integer> numbers, Set<Integer> merged) throws IOException {
    this.titles = titles;
    this.numbers = numbers;
    this.merged = merged;
    zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    part(
        "[Content_Types].xml",
        "<Types xmlns=\"%scontent-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>%s%s</Types>"
            .formatted(
                PACKAGE,
                type("/xl/workbook.xml", "sheet.main"),
                type("/xl/sheet1.xml", "worksheet")));
    part("_rels/.rels", relation("officeDocument", "xl/workbook.xml"));
    part("xl/_rels/workbook.xml.rels", relation("worksheet", "sheet1.xml"));
    part(
        "xl/workbook.xml",
        "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets><sheet name=\"%s\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            .formatted(MAIN, RELATIONS, SHEET));
    zip.putNextEntry(entry("xl/sheet1.xml"));
    sheet = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
    sheet.write(XML + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
  }

  private static String type(String part, String type) {
    return "<Override PartName=\"%s\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.%s+xml\"/>"
        .formatted(part, type);
  }

  private static String relation(String type, String target) {
    return "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"rId1\" Type=\"%s/%s\" Target=\"%s\"/></Relationships>"
        .formatted(PACKAGE, RELATIONS, type, target);
  }

  private void part(String name, String content) throws IOException {
    zip.putNextEntry(entry(name));
    zip.write((XML + content).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    return entry;
  }

  @Override
  public int write(List<String> cells) throws IOException {
    rows++;
    width = Math.max(width, cells.size());
    boolean data = rows > titles + 1;
    sheet.write("<row r=\"" + rows + "\">");
    for (int i = 0; i < cells.size(); i++) {
      // Of a merged cell only the first one holds its value.
      if (!cells.get(i).isEmpty() && !(merged.contains(i) && rows > titles + 2)) {
        cell(cells.get(i), column(i) + rows, data && numbers.contains(i));
      }
    }
    sheet.write("</row>");
    return rows;
  }

  private void cell(String text, String reference, boolean number) throws IOException {
    if (number && NUMBER.matcher(text).matches()) {
      sheet.write("<c r=\"" + reference + "\"><v>" + text + "</v></c>");
    } else {
      sheet.write("<c r=\"" + reference + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
      sheet.write(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
      sheet.write("</t></is></c>");
    }
  }

  private static String column(int index) {
    String last = String.valueOf((char) ('A' + index % LETTERS));
    return index < LETTERS ? last : column(index / LETTERS - 1) + last;
  }

  /** Writes a last row that is no data; the merged cells end above it. */
  void footer(String text) throws IOException {
    sheet.write("<row r=\"" + (rows + 1) + "\">");
    cell(text, "A" + (rows + 1), false);
    sheet.write("</row>");
  }

  @Override
  public String sheet() {
    return SHEET;
  }

  @Override
  public void close() throws IOException {
    sheet.write("</sheetData>");
    StringBuilder regions = new StringBuilder();
    for (int title = 1; title <= titles; title++) {
      region(regions, 0, title, width - 1, title);
    }
    merged.forEach(column -> region(regions, column, titles + 2, column, rows));
    if (!regions.isEmpty()) {
      sheet.write("<mergeCells>" + regions + "</mergeCells>");
    }
    sheet.write("</worksheet>");
    sheet.flush();
    zip.closeEntry();
    zip.close();
  }

  private static void region(StringBuilder regions, int left, int top, int right, int bottom) {
    regions.append(
        "<mergeCell ref=\"%s%d:%s%d\"/>".formatted(column(left), top, column(right), bottom));
  }
}
