package org.hedui.page;

import java.util.List;

/**
 * A piece of well-formed markup, good as HTML and as XML. Text comes into it through {@link #text}
 * only, which escapes it.
 *
 * @param markup the markup
 */
public record Html(String markup) {
  /** No markup. */
  public static final Html NOTHING = new Html("");

  /** An attribute. */
  public record Attribute(String name, String value) {}

  /** An attribute of a {@link #tag}. */
  public static Attribute at(String name, Object value) {
    return new Attribute(name, value.toString());
  }

  /** Text; what XML cannot hold becomes U+FFFD. */
  public static Html text(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(character -> escape(character, escaped));
    return new Html(escaped.toString());
  }

  /**
   * An element.
   *
   * @param parts attributes, pieces of markup or lists of them; anything else is text
   */
  public static Html tag(String name, Object... parts) {
    StringBuilder attributes = new StringBuilder();
    StringBuilder content = new StringBuilder();
    for (Object part : parts) {
      if (part instanceof Attribute attribute) {
        attributes
            .append(' ')
            .append(attribute.name())
            .append("=\"")
            .append(text(attribute.value()).markup())
            .append('"');
      } else {
        content.append(content(part));
      }
    }
    return new Html(
        content.isEmpty() && isVoid(name)
            ? "<%s%s/>".formatted(name, attributes)
            : "<%s%s>%s</%s>".formatted(name, attributes, content, name));
  }

  /** Several pieces, one after the other. */
  public static Html all(Object... parts) {
    StringBuilder content = new StringBuilder();
    for (Object part : parts) {
      content.append(content(part));
    }
    return new Html(content.toString());
  }

  private static String content(Object part) {
    if (part instanceof Html html) {
      return html.markup();
    }
    if (part instanceof List<?> parts) {
      return all(parts.toArray()).markup();
    }
    return text(part.toString()).markup();
  }

  private static boolean isVoid(String name) {
    return switch (name) {
      case "meta", "br", "rect", "line", "polyline" -> true;
      default -> false;
    };
  }

  private static void escape(int character, StringBuilder escaped) {
    switch (character) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> escaped.appendCodePoint(isXml(character) ? character : 0xFFFD);
    }
  }

  private static boolean isXml(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
