package org.hedui.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.ToIntBiFunction;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {

  @ParameterizedTest
  @CsvSource({
    "'', smith, 0",
    "smith, '', 0",
    "smith, smith, 1",
    "smith, smyth, 2",
    "smith, simth, 2",
    "ann, anne, 2",
    "katherine, cathirine, 2",
    "rob, robert, 3",
    "j, jack, 3",
    "alexander, alexandrina, 3",
    // Two errors in a short name are no longer typing errors.
    "anna, hannah, 3",
    "jo, joan, 4",
    "maria, marcel, 4",
    "mary ann, ann mary, 4",
    // One of two characters is half a name.
    "jo, ja, 5",
    "smith, jones, 5"
  })
  void names(String a, String b, int level) {
    assertThat(Agreement.ofNames(utf8(a), utf8(b))).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "mary, smith, mary, jones, 1",
    "mary, smith, marry, jones, 2",
    "mary, smith, smith, mary, 3",
    "mary, smith, smyth, marry, 3",
    // Only one of the two was found in the other's column.
    "mary, smith, jones, mary, 6",
    // The other part is not known on one side.
    "mary, , smith, mary, 3",
    "mary, , , mary, 3",
    "rob, smith, robert, smith, 4",
    "maria, smith, marcel, smith, 5",
    "mary, smith, peter, jones, 6",
    ", smith, peter, jones, 0",
    "mary, smith, , jones, 0",
    ", , , , 0"
  })
  void exchangedNames(String a, String aOther, String b, String bOther, int level) {
    assertThat(Agreement.ofExchanged(utf8(a), utf8(aOther), utf8(b), utf8(bOther)))
        .isEqualTo(level);
    assertThat(Agreement.ofExchanged(utf8(b), utf8(bOther), utf8(a), utf8(aOther)))
        .as("other way")
        .isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "'', high street, 0",
    "high street, '', 0",
    "high street, high street, 1",
    "high street, highstreet, 2",
    "mill, mil, 2",
    "millers, milers x, 2",
    "wallaby place, wallbay plcae x, 2",
    "tullaroop street, tullaroop crescent, 3",
    "street north high, north high street, 3",
    "mill, mall road, 4",
    "high street, ocean quay, 5"
  })
  void texts(String a, String b, int level) {
    assertThat(Agreement.ofTexts(utf8(a), utf8(b))).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 123, 0",
    "123, '', 0",
    "4011, 4011, 1",
    "4011, 4010, 2",
    "4011, 4101, 2",
    "12, 123, 2",
    "401122, 401133, 3",
    // Two errors in four digits leave little.
    "4011, 4100, 4",
    // One of one is all.
    "6, 7, 4",
    "401122, 999999, 4"
  })
  void codes(String a, String b, int level) {
    assertThat(Agreement.ofCodes(utf8(a), utf8(b))).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 19710624, 0",
    "19710624, '', 0",
    "19710624, 19710624, 1",
    "19710624, 19710625, 2",
    "19710624, 19170624, 2",
    "19711206, 19710612, 2",
    "19710624, 19710113, 5",
    "19710624, 19711324, 3",
    "19710624, 19710613, 3",
    "19710624, 19990624, 3",
    "19710624, 18710634, 4",
    "19710624, 19720113, 5",
    "19710624, 19850113, 6",
    // Not whole: a year alone, or a digit lost.
    "1971, 19710624, 3",
    "1971062, 19710624, 2",
    "19710624, 197106, 3",
    "1971064, 197162, 4",
    "1971, 1985, 4",
    "1971, 20051230, 6"
  })
  void dates(String a, String b, int level) {
    assertThat(Agreement.ofDates(utf8(a), utf8(b))).isEqualTo(level);
  }

  /** Which record of a pair comes first is chance; a level must not depend on it. */
  @Test
  void levelsHaveNoSides() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String a = words(random);
      String b = words(random);
      String aOther = random.nextInt(4) == 0 ? null : words(random);
      String bOther = random.nextInt(4) == 0 ? a : words(random);
      List<ToIntBiFunction<UTF8String, UTF8String>> kinds =
          List.of(Agreement::ofNames, Agreement::ofTexts, Agreement::ofCodes);
      for (ToIntBiFunction<UTF8String, UTF8String> kind : kinds) {
        assertThat(kind.applyAsInt(utf8(a), utf8(b)))
            .as("%s, %s", a, b)
            .isEqualTo(kind.applyAsInt(utf8(b), utf8(a)));
      }
      assertThat(Agreement.ofExchanged(utf8(a), utf8(aOther), utf8(b), utf8(bOther)))
          .as("%s, %s; %s, %s", a, aOther, b, bOther)
          .isEqualTo(Agreement.ofExchanged(utf8(b), utf8(bOther), utf8(a), utf8(aOther)));
      String day = day(random);
      String otherDay = day(random);
      assertThat(Agreement.ofDates(utf8(day), utf8(otherDay)))
          .as("%s, %s", day, otherDay)
          .isEqualTo(Agreement.ofDates(utf8(otherDay), utf8(day)));
    }
  }

  private static UTF8String utf8(String text) {
    return UTF8String.fromString(text);
  }

  private static String words(Random random) {
    StringBuilder words = new StringBuilder();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      for (int letters = 1 + random.nextInt(5); letters > 0; letters--) {
        words.append((char) ('a' + random.nextInt(3)));
      }
      words.append(left > 1 ? " " : "");
    }
    return words.toString();
  }

  private static String day(Random random) {
    String day =
        "%04d%02d%02d".formatted(1970 + random.nextInt(4), random.nextInt(13), random.nextInt(30));
    return random.nextInt(8) == 0 ? day.substring(0, 4 + random.nextInt(4)) : day;
  }
}
