package org.hedui.function;

import java.util.Set;

/** Personal values with stars in place of what identifies the person. Lengths are code points. */
public final class Masks {
  private static final Set<String> COMPOUND_SURNAMES =
      Set.of(
          "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "司空", "夏侯",
          "端木", "南宫", "西门", "独孤", "澹台", "轩辕", "百里", "呼延", "东郭", "闻人", "申屠", "太史", "万俟", "赫连", "钟离",
          "濮阳", "淳于", "单于", "公冶", "宗政", "仲孙", "鲜于", "拓跋", "完颜");

  private Masks() {}

  /**
   * Masks an ID number: of 18 characters the division and the last four stay, of others of eight
   * and more the last four, of shorter ones nothing.
   *
   * @param raw any text or null; {@link IdNumber#text} is applied
   * @return a text as long, or null when nothing is left
   */
  public static String id(String raw) {
    return keepEnds(raw, 18, 6);
  }

  /**
   * Masks a telephone number: {@code 138****1234}; of other than 11 digits the last four stay if
   * there are eight and more.
   *
   * @param raw any text or null; {@link IdNumber#text} is applied
   * @return a text as long, or null when nothing is left
   */
  public static String phone(String raw) {
    return keepEnds(raw, 11, 3);
  }

  private static String keepEnds(String raw, int usualLength, int first) {
    String text = IdNumber.text(raw);
    if (text == null) {
      return null;
    }
    int length = length(text);
    return length < 8 ? stars(length) : mask(text, length == usualLength ? first : 0, 4);
  }

  /**
   * Masks a name: {@code 张*}, {@code 张*明}, {@code 欧阳**}; of a minority name the first character and
   * the interpuncts stay: {@code 阿***·***}.
   *
   * @param raw any text or null; {@link PersonName#clean} is applied
   * @return a text as long, or null when nothing is left
   */
  public static String name(String raw) {
    String name = PersonName.clean(raw);
    if (name == null) {
      return null;
    }
    int length = length(name);
    if (name.contains(PersonName.INTERPUNCT)) {
      int second = name.offsetByCodePoints(0, 1);
      return name.substring(0, second) + name.substring(second).replaceAll("[^·]", "*");
    }
    if (length > 2 && hasCompoundSurname(name)) {
      return mask(name, 2, 0);
    }
    return length < 2 ? stars(length) : mask(name, 1, length == 2 ? 0 : 1);
  }

  private static boolean hasCompoundSurname(String name) {
    return COMPOUND_SURNAMES.contains(
        PersonName.simplify(name.substring(0, name.offsetByCodePoints(0, 2))));
  }

  private static String mask(String text, int first, int last) {
    int length = length(text);
    return text.substring(0, text.offsetByCodePoints(0, first))
        + stars(length - first - last)
        + text.substring(text.offsetByCodePoints(0, length - last));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String stars(int number) {
    return "*".repeat(number);
  }
}
