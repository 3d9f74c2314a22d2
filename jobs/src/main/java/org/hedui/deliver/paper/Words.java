package org.hedui.deliver.paper;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Texts on paper: amounts, days, and the pieces between which a line may break. */
final class Words {
  /**
   * Letters and digits stay together, up to a length that any line holds; so does a closing mark
   * with what it closes.
   */
  private static final Pattern WORD =
      Pattern.compile("(?:[\\w.,:/@+-]{1,24}|.)[，。；：、！？）》”」]*", Pattern.DOTALL);

  private Words() {}

  /** A day as paper shows it. */
  static String day(LocalDate day) {
    return "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  /** An amount as paper shows it. */
  static String money(BigDecimal amount) {
    return amount == null ? "" : "%,.2f".formatted(amount);
  }

  /** The pieces in order; together they are the text. */
  static List<String> of(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).toList();
  }
}
