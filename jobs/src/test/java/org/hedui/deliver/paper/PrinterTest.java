package org.hedui.deliver.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.hedui.Fixtures;
import org.hedui.contract.Document;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

/** Letters, cards and notices hold what they are given, each within its page. */
class PrinterTest {
  private static final String LONG_SCHOOL = "样例省样例市样例自治县".repeat(4) + "九年一贯制寄宿学校";
  private static final String LONG_NAME = "阿卜杜热西提·买买提依明·艾合麦提江·吐尔逊𬭁䶮";
  private static final Stamp STAMP =
      new Stamp(
          "ab12",
          "王老师",
          LocalDateTime.of(2023, 12, 1, 8, 30),
          "告知家长",
          LocalDate.of(2023, 11, 30),
          LocalDate.of(2024, 1, 30),
          "12345");

  private static final StructType AID =
      StructType.fromDDL(
          "programme string, pay_date date, amount decimal(18,2), account_tail string");
  private static final StructType LETTER =
      StructType.fromDDL(
          "county string, name string, school string, class string, term string, amount decimal(18,2),"
              + " school_contact string, town_contact string, aids array<struct<programme:string>>");
  private static final StructType OWED =
      StructType.fromDDL("programme string, owed decimal(18,2), paid decimal(18,2)");
  private static final StructType MEMBER =
      StructType.fromDDL(
          "name string, relation string, standing string, school_class string,"
              + " aids array<struct<programme:string>>");
  private static final StructType CARD =
      StructType.fromDDL(
          "household_no string, head string, place string, class string, type string, cause string,"
              + " persons int, income_pc decimal(18,2), term string, owed decimal(18,2),"
              + " paid decimal(18,2), measures string, helper string, last_visit date,"
              + " next_visit date, members array<struct<name:string>>");
  private static final StructType NOTICE =
      StructType.fromDDL(
          "name string, school string, grade string, class string, school_folder string,"
              + " town_folder string");

  @Test
  void aLetterIsOnePageHoweverLongItsTextsAreAndHowManyPaymentsItLists() throws IOException {
    List<Page> pages =
        print(
            "letter",
            letter("张晓明", "样例小学", 1),
            letter(LONG_NAME, LONG_SCHOOL, 10),
            letter(LONG_NAME, LONG_SCHOOL, 60));

    assertThat(pages).hasSize(3).allSatisfy(PrinterTest::isWithinThePage);
    assertThat(pages.get(0).text())
        .contains("尊敬的张晓明同学家长", "样例小学", "三年级 2班", "项目0", "2023年10月1日", "100.00", "0012")
        .contains("回", "家长签字", "王老师", "12345");
    // Minority names keep their interpuncts, rare characters are drawn.
    assertThat(pages.get(1).text()).contains("阿卜杜热西提·买买提依明", "𬭁䶮", "项目9", "1,000.00");
    // Too many payments: a line a programme.
    assertThat(pages.get(2).text()).contains("6,000.00").doesNotContain("2023年10月1日");
  }

  @Test
  void aCardIsOnePageAndOfALongFamilyMoreEachOfThemSayingWhose() throws IOException {
    List<Page> cards = print("household_card", card(3), card(9), card(25));
    assertThat(cards).hasSizeGreaterThan(4).allSatisfy(PrinterTest::isWithinThePage);
    assertThat(cards.get(0).text())
        .contains("户编号：529921100201001", "照　片", "成员2", "因病", "项目1", "400.00", "户主签字", "12345")
        .contains("8,800.00元", "生产经营收入", "2023年12月15日");
    assertThat(cards.get(1).text()).contains("成员8", "户主签字").doesNotContain("续页");
    assertThat(cards.subList(2, cards.size()).stream().skip(1))
        .allSatisfy(page -> assertThat(page.text()).contains("续页", "户编号：529921100201001", "张大山"));
    assertThat(cards.get(cards.size() - 1).text()).contains("户主签字", "帮扶措施");
    assertThat(cards.stream().filter(page -> page.text().contains("户主签字"))).hasSize(3);
  }

  @Test
  void aNoticeHasAsManyPagesAsItNeedsAndOnlyWhatIsPublic() throws IOException {
    Row[] pupils =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    row(
                        NOTICE,
                        "学生" + i,
                        i % 9 == 0 ? LONG_SCHOOL : "样例小学",
                        "三年级",
                        "2班",
                        "1-样例小学",
                        "529921100-下桥镇"))
            .toArray(Row[]::new);
    List<Page> notice = print("notice", pupils);
    assertThat(notice).hasSizeBetween(3, 8).allSatisfy(PrinterTest::isWithinThePage);
    assertThat(notice.get(0).text()).contains("公示期自2023年12月1日至2024年1月30日", "12345", "学生0");
    assertThat(String.join("", notice.stream().map(Page::text).toList()))
        .contains("学生99", "撤下并销毁", "共" + notice.size() + "页")
        // It is public: it does not say who printed it.
        .doesNotContain("王老师");
    assertThat(print("notice_town", pupils).get(0).text())
        .contains("下桥镇", "乡镇")
        .doesNotContain("529921100");
  }

  private record Page(String text, double left, double right, double top, double bottom) {}

  private static void isWithinThePage(Page page) {
    assertThat(page.left()).isGreaterThan(30);
    assertThat(page.right()).isLessThan(Paper.WIDTH - 30);
    assertThat(page.top()).isGreaterThan(20);
    assertThat(page.bottom()).isLessThan(Paper.HEIGHT - 10);
  }

  private static List<Page> print(String name, Row... rows) throws IOException {
    Document document = Fixtures.schemas().documents().get(name);
    List<Page> pages = new ArrayList<>();
    try (Printer printer = new Printer(FontFiles.find(Optional.empty()));
        PDDocument pdf = Loader.loadPDF(printer.draw(document, STAMP, List.of(rows)))) {
      assertThat(printer.missing()).isZero();
      for (int number = 1; number <= pdf.getNumberOfPages(); number++) {
        pages.add(page(pdf, number));
      }
    }
    return pages;
  }

  /** The text of a page, and the bounds of what stands upright on it. */
  private static Page page(PDDocument pdf, int number) throws IOException {
    List<TextPosition> places = new ArrayList<>();
    PDFTextStripper stripper =
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition place) {
            super.processTextPosition(place);
            if (place.getDir() == 0 && !place.getUnicode().isBlank()) {
              places.add(place);
            }
          }
        };
    stripper.setStartPage(number);
    stripper.setEndPage(number);
    String text = stripper.getText(pdf);
    return new Page(
        text,
        places.stream().mapToDouble(TextPosition::getXDirAdj).min().orElseThrow(),
        places.stream()
            .mapToDouble(at -> at.getXDirAdj() + at.getWidthDirAdj())
            .max()
            .orElseThrow(),
        places.stream().mapToDouble(TextPosition::getYDirAdj).min().orElseThrow(),
        places.stream().mapToDouble(TextPosition::getYDirAdj).max().orElseThrow());
  }

  private static Row letter(String name, String school, int payments) {
    return row(
        LETTER,
        "样例县",
        name,
        school,
        "三年级 2班",
        "2023—2024学年第一学期",
        new BigDecimal(payments * 100).setScale(2),
        school,
        "东乡 教育专干",
        scala(
            IntStream.range(0, payments)
                .mapToObj(
                    i ->
                        row(
                            AID,
                            i % 10 == 5 ? "城乡居民困难家庭学生生活补助（含寄宿生地方增补）项目" + i : "项目" + i % 20,
                            Date.valueOf("2023-10-01"),
                            new BigDecimal("100.00"),
                            "0012"))));
  }

  private static Row card(int members) {
    return row(
        CARD,
        "529921100201001",
        "张大山",
        "样例县 东乡 一村",
        "扶贫开发",
        "脱贫户",
        "因病",
        members,
        new BigDecimal("8800.00"),
        "2023—2024学年第一学期",
        new BigDecimal("500.00"),
        new BigDecimal("400.00"),
        "产业帮扶；就业帮扶",
        "样例县教育局 H01",
        Date.valueOf("2023-11-15"),
        Date.valueOf("2023-12-15"),
        scala(
            IntStream.range(0, members)
                .mapToObj(
                    i ->
                        row(
                            MEMBER,
                            "成员" + i,
                            "其他孙子、孙女或外孙子、外孙女",
                            "扶贫开发户",
                            (members > 9 ? LONG_SCHOOL : "样例县下桥镇中心小学") + " 三年级 2班",
                            scala(
                                IntStream.range(0, i % 3)
                                    .mapToObj(
                                        aid ->
                                            row(
                                                OWED,
                                                "项目" + aid,
                                                new BigDecimal("500.00"),
                                                aid == 0 ? null : new BigDecimal("400.00"))))))));
  }

  private static Row row(StructType schema, Object... values) {
    return new GenericRowWithSchema(values, schema);
  }

  private static Object scala(Stream<Row> rows) {
    return JavaConverters.asScalaBuffer(rows.toList()).toSeq();
  }
}
