package org.hedui.contract;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** How the text of a header or a code label is made comparable before it is looked up. */
public final class HeaderText {
  /** White space of any script, and characters without width. */
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]");

  private static final Pattern BRACKETS = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*\\]|【[^【】]*】");
  private static final Pattern MARKS = Pattern.compile("[*:,。]");

  private HeaderText() {}

  /**
   * The match key of a header: NFKC, without white space (also U+3000, NBSP, zero-width), brackets
   * with their content, and {@code * ： ， 。} in either width.
   */
  public static String normalise(String header) {
    String text = compact(header);
    String outside = BRACKETS.matcher(text).replaceAll("");
    while (!outside.equals(text)) {
      text = outside;
      outside = BRACKETS.matcher(text).replaceAll("");
    }
    return MARKS.matcher(text).replaceAll("");
  }

  /** The match key of a code's label: NFKC, without white space (also U+3000, NBSP, zero-width). */
  public static String compact(String label) {
    return SPACE.matcher(Normalizer.normalize(label, Normalizer.Form.NFKC)).replaceAll("");
  }
}
