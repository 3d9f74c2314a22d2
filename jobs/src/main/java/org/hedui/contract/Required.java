package org.hedui.contract;

import java.util.Locale;

/** Reads values that the checks have already found to be there. */
final class Required {
  private Required() {}

  /** The scalar itself. */
  static String text(YamlNode node) {
    return node.text().orElseThrow();
  }

  /** The scalar under {@code key}. */
  static String text(YamlNode node, String key) {
    return node.text(key).orElseThrow();
  }

  /** The text in both languages under {@code key}. */
  static Bilingual bilingual(YamlNode node, String key) {
    YamlNode texts = node.get(key).orElseThrow();
    return new Bilingual(text(texts, "zh"), text(texts, "en"));
  }

  /** The constant whose YAML name is {@code text}: camel case, or the constant's own name. */
  static <E extends Enum<E>> E constant(Class<E> type, String text) {
    String name = text.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    return Enum.valueOf(type, name);
  }
}
