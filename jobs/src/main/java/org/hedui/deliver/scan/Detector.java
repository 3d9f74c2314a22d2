package org.hedui.deliver.scan;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedui.contract.CodeList;
import org.hedui.contract.Schemas;
import org.hedui.function.IdNumber;

/**
 * Finds what may not be shown in a text, however it is grouped and whatever width its digits have.
 *
 * @param healthWords words that tell of somebody's health
 * @param allowed texts that are passed over, such as the number for complaints
 * @param division a division code of 6 or more digits, or empty: a long number that begins so is
 *     that of a household there and no bank card
 */
public record Detector(List<String> healthWords, List<String> allowed, String division) {
  /** Also the number of a disability card, which goes on with two digits. */
  private static final Pattern EIGHTEEN =
      Pattern.compile(
          "(?<!\\d)\\d{6}[ -]?(?:19|20)\\d{2}[ -]?\\d{4}[ -]?\\d{3}[\\dXx](?:\\d{2})?(?!\\d)");

  private static final Pattern FIFTEEN =
      Pattern.compile("(?<!\\d)\\d{6}[ -]?\\d{6}[ -]?\\d{3}(?!\\d)");
  private static final Pattern MOBILE =
      Pattern.compile("(?<!\\d)(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}(?!\\d)");
  private static final Pattern CARD =
      Pattern.compile("(?<!\\d)[3-69]\\d{3}(?:[ -]?\\d{4}){2}[ -]?\\d{4}(?:[ -]?\\d{1,3})?(?!\\d)");

  private static final int COUNTY_DIGITS = 6;

  /** Copies the lists. */
  public Detector {
    healthWords = List.copyOf(healthWords);
    allowed = allowed.stream().filter(text -> !text.isBlank()).toList();
  }

  /**
   * A detector with the house's list of words.
   *
   * @param allowed texts that are passed over
   */
  public static Detector of(Schemas schemas, List<String> allowed) {
    CodeList words = schemas.codes().get("health_word");
    return new Detector(
        words == null ? List.of() : words.codes().stream().map(CodeList.Code::zh).toList(),
        allowed,
        "");
  }

  /** The same for files of a division. */
  public Detector within(String code) {
    return new Detector(healthWords, allowed, code.length() < COUNTY_DIGITS ? "" : code);
  }

  /** The kinds of things that a text holds. */
  public Set<Kind> in(String raw) {
    Set<Kind> found = EnumSet.noneOf(Kind.class);
    String text = Normalizer.normalize(raw, Normalizer.Form.NFKC);
    for (String passed : allowed) {
      text = text.replace(passed, " ");
    }
    if (text.chars().anyMatch(Character::isDigit)) {
      text = take(text, EIGHTEEN, Kind.ID_NUMBER, found);
      text = take(text, FIFTEEN, Kind.ID_NUMBER, found);
      text = take(text, CARD, Kind.BANK_CARD, found);
      take(text, MOBILE, Kind.MOBILE, found);
    }
    if (healthWords.stream().anyMatch(text::contains)) {
      found.add(Kind.HEALTH);
    }
    return found;
  }

  /** Notes what a pattern truly finds; gives the text without it, as a number is of one kind. */
  private String take(String text, Pattern pattern, Kind kind, Set<Kind> found) {
    Matcher matcher = pattern.matcher(text);
    return matcher.replaceAll(
        (MatchResult match) -> {
          if (!isTrue(kind, match.group().replaceAll("[ -]", ""))) {
            return Matcher.quoteReplacement(match.group());
          }
          found.add(kind);
          return " ";
        });
  }

  private boolean isTrue(Kind kind, String number) {
    return switch (kind) {
      case ID_NUMBER ->
          IdNumber.valid(
                  number.substring(0, Math.min(18, number.length())).toUpperCase(Locale.ROOT))
              != null;
      case BANK_CARD -> luhn(number) && (division.isEmpty() || !number.startsWith(division));
      default -> true;
    };
  }

  private static boolean luhn(String number) {
    int sum = 0;
    for (int place = 0; place < number.length(); place++) {
      int digit = number.charAt(number.length() - 1 - place) - '0';
      int doubled = place % 2 == 0 ? digit : 2 * digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
