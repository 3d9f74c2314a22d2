package org.hedui.function;

import static org.assertj.core.api.Assertions.assertThat;

import cn.hutool.core.util.IdcardUtil;
import java.time.LocalDate;
import java.util.Random;
import org.hedui.function.IdNumber.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdNumberTest {
  /*
   * 529921 1990-01-01 001:
   *   digits   5  2  9  9  2  1  1  9  9  0  0  1  0  1  0  0  1
   *   weights  7  9 10  5  8  4  2  1  6  3  7  9 10  5  8  4  2
   *   products 35 18 90 45 16  4  2  9 54  0  0  9  0  5  0  0  2   sum 289 = 26 * 11 + 3 -> 9
   * With the 17th digit d the sum is 287 + 2 d: d = 6 gives 299 = 27 * 11 + 2 -> X,
   *   d = 0 gives 287 = 26 * 11 + 1 -> 0, a right number that ends in 000.
   */
  private static final String MAN = "529921199001010019";
  private static final String WOMAN = "52992119900101006X";
  private static final String ENDS_000 = "529921199001010000";

  /*
   * 529921 2000-02-29 001: 35+18+90+45+16+4 (division) + 4+0+0+0 (2000) + 0+18 (02) + 20+45 (29)
   *   + 0+0+2 (001) = 297 = 27 * 11 + 0 -> 1
   */
  private static final String LEAP_DAY = "529921200002290011";

  @ParameterizedTest
  @ValueSource(strings = {MAN, WOMAN, ENDS_000, LEAP_DAY})
  void numbersWorkedOutByHandAreValid(String number) {
    assertThat(IdNumber.kind(number)).isEqualTo(Kind.RIC18);
    assertThat(IdNumber.valid(number)).isEqualTo(number);
    assertThat(IdNumber.checkDigit(number)).isEqualTo(number.substring(17));
    assertThat(IdNumber.checkDigit(number.substring(0, 17))).isEqualTo(number.substring(17));
  }

  @Test
  void birthAndSexAreRead() {
    assertThat(IdNumber.birth(MAN)).isEqualTo(LocalDate.of(1990, 1, 1));
    assertThat(IdNumber.birth(LEAP_DAY)).isEqualTo(LocalDate.of(2000, 2, 29));
    assertThat(IdNumber.sex(MAN)).isEqualTo("1");
    assertThat(IdNumber.sex(WOMAN)).isEqualTo("2");
    assertThat(IdNumber.birth(null)).isNull();
    assertThat(IdNumber.sex("529921199001010018")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "52992119900101006x, 52992119900101006X",
        "'　529921 19900101 006ｘ ', 52992119900101006X",
        "５２９９２１１９９００１０１００１９, 529921199001010019",
        "'''529921199001010019', 529921199001010019",
        "‘529921199001010019, 529921199001010019",
        "529921199001010019.0, 529921199001010019",
        "5.29921E+17, 5.29921E+17",
        "1.20, 1.20",
        "'  ', NULL",
        "'''', NULL",
        "NULL, NULL"
      })
  void textIsNormalised(String raw, String text) {
    assertThat(IdNumber.text(raw)).isEqualTo(text);
    assertThat(IdNumber.text(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "NULL, BLANK",
        "'', BLANK",
        "999999, TEMP",
        "999999199001010000, TEMP",
        "5.29921E+17, LOST",
        "5.29921199001010E+17, LOST", // 20 characters, but no disability card
        "5E17, LOST",
        "5299211990010100, LOST",
        "52992119900101001, LOST",
        "529921199001011000, LOST", // sum 287 + 4 = 291 = 26 * 11 + 5 -> 7, not 0
        "5299211990010100X, BAD18X", // 17 characters, not 17 digits
        "529921199001010018, BAD18",
        "52992119900101001?, BAD18",
        "身份证号身份证号身份证号身份证号身份, BAD18",
        "529921900101006, RIC15",
        "52992190010100X, BAD",
        "52992119900101001942, DPC20",
        "52992119900101006X42B1, DPC22",
        "5299211990010100194, BAD",
        "529921, BAD",
        "无, BAD"
      })
  void kindsAreTold(String text, String kind) {
    assertThat(IdNumber.kind(text)).isEqualTo(Kind.valueOf(kind.replace("BAD18X", "BAD")));
  }

  @Test
  void fifteenDigitsAndCardsGiveTheirNumber() {
    assertThat(IdNumber.valid("529921900101006")).isEqualTo(WOMAN);
    assertThat(IdNumber.valid("529921900229006")).as("1990 is no leap year").isNull();
    assertThat(IdNumber.valid(WOMAN + "42")).isEqualTo(WOMAN);
    assertThat(IdNumber.valid(WOMAN + "42B1")).isEqualTo(WOMAN);
    assertThat(IdNumber.valid("52992119900101001842")).as("wrong check digit").isNull();
    assertThat(IdNumber.valid("999999900101006")).as("a placeholder").isNull();
    assertThat(IdNumber.valid(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "18491231, false", "18500101, true", "21001231, true", "21010101, false", "19000229, false",
    "20000229, true", "21000229, false", "20010229, false", "20011301, false", "20010431, false",
    "20010400, false", "00000000, false"
  })
  void aDateMustBeReal(String birth, boolean real) {
    String seventeen = "529921" + birth + "001";
    String number = seventeen + IdNumber.checkDigit(seventeen);
    assertThat(IdNumber.checkDigitIsRight(number)).isTrue();
    assertThat(IdNumber.kind(number)).isEqualTo(real ? Kind.RIC18 : Kind.BAD18);
    assertThat(IdNumber.valid(number)).isEqualTo(real ? number : null);
  }

  @Test
  void everyWrongDigitAndEverySwapIsCaught() {
    for (String number : new String[] {MAN, WOMAN, ENDS_000, LEAP_DAY}) {
      for (int i = 0; i < 18; i++) {
        for (char digit : "0123456789X".toCharArray()) {
          if (digit != number.charAt(i)) {
            String wrong = number.substring(0, i) + digit + number.substring(i + 1);
            assertThat(IdNumber.checkDigitIsRight(wrong)).as(wrong).isFalse();
          }
        }
        if (i < 17 && number.charAt(i) != number.charAt(i + 1)) {
          String swapped =
              number.substring(0, i)
                  + number.charAt(i + 1)
                  + number.charAt(i)
                  + number.substring(i + 2);
          assertThat(IdNumber.checkDigitIsRight(swapped)).as(swapped).isFalse();
        }
      }
    }
  }

  @Test
  void anotherLibraryAgreesWhereItDoesNotAskTheClock() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      LocalDate birth = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(40_000));
      String seventeen =
          "529921"
              + birth.toString().replace("-", "")
              + String.format("%03d", random.nextInt(1_000));
      String number = seventeen + "0123456789X".charAt(random.nextInt(11));
      assertThat(IdNumber.valid(number) != null)
          .as(number)
          .isEqualTo(IdcardUtil.isValidCard18(number));
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "G529921199001010019, G, 529921199001010019",
        "g52992119900101006ｘ, G, 52992119900101006X",
        "G529921199001010018, G, NULL",
        "J529921199001010019, J, NULL",
        "L529921199001010019, L, NULL",
        "G52992119900101001, BAD, NULL",
        "529921199001010019, BAD, NULL",
        "'　', BLANK, NULL",
        "NULL, BLANK, NULL"
      })
  void studentNumbers(String raw, StudentNumber.Kind kind, String number) {
    assertThat(StudentNumber.kind(raw)).isEqualTo(kind);
    assertThat(StudentNumber.idNumber(raw)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "52992119900101001942, 4, 2",
        "52992119900101006x71B1, 7, 1",
        "52992119900101001985, NULL, NULL",
        "52992119900101001904, NULL, 4",
        "529921199001010019, NULL, NULL",
        "NULL, NULL, NULL"
      })
  void disabilityCards(String card, String disabilityClass, String grade) {
    assertThat(DisabilityCard.disabilityClass(card)).isEqualTo(disabilityClass);
    assertThat(DisabilityCard.grade(card)).isEqualTo(grade);
  }
}
