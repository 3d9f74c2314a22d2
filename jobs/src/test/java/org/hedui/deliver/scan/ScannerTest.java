package org.hedui.deliver.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hedui.Fixtures;
import org.hedui.contract.HeduiException;
import org.hedui.deliver.paper.FontFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may not be shown is found in files of every form, and what looks like it is not. */
class ScannerTest {
  /** Numbers that nobody has, each with right check digits. */
  private static final List<String> PLANTED =
      List.of(
          "身份证 529921199003070015",
          "529921900307001",
          "电话138 1234 5678",
          "卡号6222 0210 0100 0004",
          "该生患白血病");

  private static final List<Kind> KINDS =
      List.of(Kind.ID_NUMBER, Kind.ID_NUMBER, Kind.MOBILE, Kind.BANK_CARD, Kind.HEALTH);

  private static final List<String> HARMLESS =
      List.of(
          // A wrong check digit, a masked number, a telephone of an office, a village, an amount.
          "529921199003070013",
          "**************0012",
          "0999-1234567",
          "529921100201",
          "138,123,456.78",
          "13812345",
          "2023年11月30日");

  private final Scanner scanner = new Scanner(Detector.of(Fixtures.schemas(), List.of()));
  @TempDir private Path folder;

  @Test
  void everyKindIsFoundInEveryFormAndToldByItsPlaceWithoutItsValue() throws IOException {
    for (int planted = 0; planted < PLANTED.size(); planted++) {
      String text = PLANTED.get(planted);
      Kind kind = KINDS.get(planted);
      assertThat(scan("a.xlsx", workbook("甲", text))).contains(new Find("名单!B2", kind));
      assertThat(scan("a.pdf", pdf("甲", text))).containsExactly(new Find("page 2", kind));
      assertThat(scan("a.csv", ("甲,\"乙\n丙\"\n丁,\"" + text + "\"\n").getBytes(gb())))
          .containsExactly(new Find("row 2, column 2", kind));
      assertThat(scan("a.txt", ("甲\n" + text).getBytes(gb())))
          .containsExactly(new Find("line 2", kind));
      String tagged = "<p>甲</p>\n<b>" + text.charAt(0) + "</b>" + text.substring(1);
      assertThat(scan("a.html", tagged.getBytes(gb()))).containsExactly(new Find("line 2", kind));
    }
    assertThat(new Find("名单!B2", Kind.MOBILE)).hasToString("名单!B2: a mobile number");
  }

  @Test
  void fullWidthGroupedOrCodedNumbersAreFoundTooAndHarmlessOnesAreNot() {
    Detector detector = scanner.detector();
    assertThat(detector.in("５２９９２１１９９００３０７００１５")).containsExactly(Kind.ID_NUMBER);
    assertThat(detector.in("G529921 19900307 0015")).containsExactly(Kind.ID_NUMBER);
    assertThat(detector.in("残疾证52992119900307001544")).contains(Kind.ID_NUMBER, Kind.HEALTH);
    assertThat(detector.in("+86-138-1234-5678")).containsExactly(Kind.MOBILE);
    for (String text : HARMLESS) {
      assertThat(detector.in(text)).as(text).isEmpty();
    }
    Detector allowing = new Detector(List.of(), List.of("13812345678"), "");
    assertThat(allowing.in("投诉电话13812345678")).isEmpty();
    // A household number of the county that has the form of a card number.
    assertThat(detector.in("5299211002010017")).containsExactly(Kind.BANK_CARD);
    assertThat(detector.within("529921").in("5299211002010017")).isEmpty();
  }

  @Test
  void whatAKindMayHoldIsPassedOverAndWhatCannotBeReadIsRefused() throws IOException {
    Path file = folder.resolve("b.csv");
    Files.writeString(file, String.join("\n", PLANTED));
    assertThat(scanner.scan(file, Set.of(Kind.ID_NUMBER, Kind.MOBILE, Kind.BANK_CARD)))
        .extracting(Find::kind)
        .containsExactly(Kind.HEALTH);
    assertThatThrownBy(() -> scan("a.docx", new byte[] {1}))
        .isInstanceOf(HeduiException.class)
        .extracting("code")
        .isEqualTo("SCAN_UNKNOWN");
    assertThatThrownBy(() -> scan("a.pdf", "%PDF-1.7 damaged".getBytes(gb())))
        .extracting("code")
        .isEqualTo("SCAN_UNREADABLE");
  }

  private List<Find> scan(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, bytes);
    return scanner.scan(file, Set.of());
  }

  private static Charset gb() {
    return Charset.forName("GB18030");
  }

  private static byte[] workbook(String first, String second) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream stream = out) {
      Workbook workbook = new Workbook(stream, "x", null);
      Worksheet sheet = workbook.newWorksheet("名单");
      sheet.value(0, 0, first);
      sheet.value(1, 1, second);
      sheet.finish();
      workbook.finish();
    }
    return out.toByteArray();
  }

  private static byte[] pdf(String... pages) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Path file = FontFiles.find(Optional.empty()).files().get(0);
    try (PDDocument document = new PDDocument()) {
      PDFont font =
          PDType0Font.load(
              document,
              new TTFParser().parse(new RandomAccessReadBufferedFile(file.toFile())),
              true);
      for (String text : pages) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(font, 12);
          content.newLineAtOffset(50, 500);
          content.showText(text);
          content.endText();
        }
      }
      document.save(out);
    }
    return out.toByteArray();
  }
}
