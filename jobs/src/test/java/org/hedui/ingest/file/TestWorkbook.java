package org.hedui.ingest.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes .xlsx files part by part, so that a test can say what exactly is in them. */
public final class TestWorkbook {
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private final Map<String, String> parts = new LinkedHashMap<>();
  private final StringBuilder sheets = new StringBuilder();
  private final StringBuilder relations = new StringBuilder();
  private int count;

  /** Adds a sheet whose XML between the worksheet tags is given. */
  public TestWorkbook sheet(String name, String state, String xml) {
    count++;
    sheets.append(
        "<sheet name='%s' sheetId='%d' state='%s' r:id='rId%d'/>"
            .formatted(name, count, state, count));
    relations.append(
        "<Relationship Id='rId%d' Type='%s/worksheet' Target='worksheets/sheet%d.xml'/>"
            .formatted(count, RELATIONS, count));
    parts.put("xl/worksheets/sheet%d.xml".formatted(count), "<worksheet>" + xml + "</worksheet>");
    return this;
  }

  /** Adds a visible sheet of text cells; null leaves a cell out. */
  public TestWorkbook table(String name, List<List<String>> rows, String... merged) {
    StringBuilder xml = new StringBuilder("<sheetData>");
    for (int r = 0; r < rows.size(); r++) {
      xml.append("<row r='%d'>".formatted(r + 1));
      for (int c = 0; c < rows.get(r).size(); c++) {
        String text = rows.get(r).get(c);
        if (text != null) {
          xml.append(
              "<c r='%c%d' t='inlineStr'><is><t>%s</t></is></c>"
                  .formatted('A' + c, r + 1, text.replace("&", "&amp;").replace("<", "&lt;")));
        }
      }
      xml.append("</row>");
    }
    xml.append("</sheetData><mergeCells>");
    for (String reference : merged) {
      xml.append("<mergeCell ref='%s'/>".formatted(reference));
    }
    return sheet(name, "visible", xml.append("</mergeCells>").toString());
  }

  /** Adds the shared strings, given as the XML of the items. */
  public TestWorkbook sharedStrings(String items) {
    relations.append(
        "<Relationship Id='s' Type='%s/sharedStrings' Target='/xl/sharedStrings.xml'/>"
            .formatted(RELATIONS));
    parts.put("xl/sharedStrings.xml", "<sst>" + items + "</sst>");
    return this;
  }

  /** Writes the file. */
  public Path write(Path file) {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns:r='%s'><sheets>%s</sheets></workbook>".formatted(RELATIONS, sheets));
      put(zip, "xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
      for (Map.Entry<String, String> part : parts.entrySet()) {
        put(zip, part.getKey(), part.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    OutputStream out = zip;
    out.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
