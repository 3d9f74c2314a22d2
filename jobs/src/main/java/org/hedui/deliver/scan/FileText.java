package org.hedui.deliver.scan;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hedui.contract.HeduiException;
import org.hedui.ingest.file.SourceRow;
import org.hedui.ingest.file.UnreadableFileException;
import org.hedui.ingest.file.XlsxReader;

/** The texts of a file with their places, whatever its form. */
final class FileText {
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  /** Parts of a workbook that {@link XlsxReader} does not give: comments, drawings, headers. */
  private static final Pattern OTHER_PART =
      Pattern.compile("(docProps/|xl/(comments|drawings|threadedComments|charts|tables)).*\\.xml");

  private static final Pattern CELLS = Pattern.compile("<sheetData.*</sheetData>", Pattern.DOTALL);
  private static final int LARGEST_PART = 8 << 20;

  private FileText() {}

  /**
   * Gives all texts of a file.
   *
   * @param texts receives place and text
   * @throws HeduiException SCAN_LOCKED if it has a password, SCAN_UNKNOWN if its form is not known,
   *     SCAN_UNREADABLE if it is damaged; exit code 2
   */
  static void read(Path file, BiConsumer<String, String> texts) throws IOException {
    String name = file.getFileName().toString();
    switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "xlsx" -> workbook(file.toFile(), texts);
      case "pdf" -> pdf(Files.readAllBytes(file), file.getFileName().toString(), texts);
      case "csv" -> csv(decode(Files.readAllBytes(file)), texts);
      case "html", "htm", "txt", "md", "json" -> lines(decode(Files.readAllBytes(file)), texts);
      default ->
          throw new HeduiException(
              "SCAN_UNKNOWN",
              2,
              "Nobody can look into %s: its form is not known. Known are xlsx, pdf, csv, html, txt."
                  .formatted(name));
    }
  }

  /** Gives the texts of a PDF, page by page; a page that holds a picture only has none. */
  static void pdf(byte[] bytes, String name, BiConsumer<String, String> texts) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      PDFTextStripper stripper = new PDFTextStripper();
      for (int number = 1; number <= document.getNumberOfPages(); number++) {
        stripper.setStartPage(number);
        stripper.setEndPage(number);
        String text = stripper.getText(document);
        texts.accept("page " + number, text.isBlank() && draws(document, number) ? null : text);
      }
      texts.accept(
          "title", Optional.ofNullable(document.getDocumentInformation().getTitle()).orElse(""));
    } catch (InvalidPasswordException e) {
      throw locked(name, e);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static boolean draws(PDDocument document, int number) {
    PDPage page = document.getPage(number - 1);
    return page.getResources() != null
        && page.getResources().getXObjectNames().iterator().hasNext();
  }

  private static void workbook(File file, BiConsumer<String, String> texts) throws IOException {
    if (isLocked(file)) {
      throw locked(file.getName(), null);
    }
    try (XlsxReader reader = new XlsxReader(file)) {
      while (reader.nextSheet()) {
        String sheet = reader.sheet().orElseThrow();
        texts.accept("name of a sheet", sheet);
        for (Optional<SourceRow> row = reader.nextRow(); row.isPresent(); row = reader.nextRow()) {
          List<String> cells = row.get().cells();
          for (int column = 0; column < cells.size(); column++) {
            if (!cells.get(column).isEmpty()) {
              texts.accept(sheet + "!" + reference(column, row.get().number()), cells.get(column));
            }
          }
        }
      }
    } catch (UnreadableFileException e) {
      throw unreadable(file.getName(), e);
    }
    parts(file, texts);
  }

  /** A workbook with a password is no zip archive but a file of the older kind. */
  private static boolean isLocked(File file) throws IOException {
    try (InputStream in = Files.newInputStream(file.toPath())) {
      return in.read() == 0xD0;
    }
  }

  private static void parts(File file, BiConsumer<String, String> texts) throws IOException {
    try (ZipFile zip = new ZipFile(file)) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        boolean sheet = entry.getName().matches("xl/worksheets/[^/]+\\.xml");
        if (sheet || OTHER_PART.matcher(entry.getName()).matches()) {
          String xml = head(zip, entry);
          texts.accept(
              entry.getName(), TAG.matcher(CELLS.matcher(xml).replaceAll(" ")).replaceAll(" "));
        }
      }
    }
  }

  private static String head(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readNBytes(LARGEST_PART), StandardCharsets.UTF_8);
    }
  }

  private static void csv(String text, BiConsumer<String, String> texts) throws IOException {
    try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
      for (CSVRecord row : parser) {
        for (int column = 0; column < row.size(); column++) {
          texts.accept(
              "row %d, column %d".formatted(row.getRecordNumber(), column + 1), row.get(column));
        }
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // A stray quotation mark: the same text, line by line.
      lines(text, texts);
    }
  }

  private static void lines(String text, BiConsumer<String, String> texts) {
    int number = 1;
    for (String line : text.split("\n", -1)) {
      texts.accept("line " + number, TAG.matcher(entities(line)).replaceAll(" "));
      texts.accept("line " + number, TAG.matcher(entities(line)).replaceAll(""));
      number++;
    }
  }

  /** A digit may stand as the number of its character. */
  private static String entities(String line) {
    return Pattern.compile("&#(\\d{2,6});")
        .matcher(line)
        .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1)) & 0xFFFF))
        .replace("&nbsp;", " ");
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("GB18030"));
    }
  }

  private static String reference(int column, int row) {
    StringBuilder letters = new StringBuilder();
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
      letters.insert(0, (char) ('A' + (rest - 1) % 26));
    }
    return letters.toString() + row;
  }

  private static HeduiException locked(String name, Exception cause) {
    return new HeduiException(
        "SCAN_LOCKED",
        2,
        "%s has a password; what an export wrote was looked through before it was locked."
            .formatted(name),
        cause);
  }

  private static HeduiException unreadable(String name, Exception cause) {
    return new HeduiException(
        "SCAN_UNREADABLE", 2, "%s is damaged and cannot be looked through.".formatted(name), cause);
  }
}
