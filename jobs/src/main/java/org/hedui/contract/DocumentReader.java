package org.hedui.contract;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes a record of a document that was checked. */
final class DocumentReader {
  private static final int WIDTH = 12;
  private static final int DAYS = 30;

  private DocumentReader() {}

  /** Reads one document. */
  static Document read(YamlNode document) {
    return new Document(
        Required.text(document, "name"),
        Required.bilingual(document, "title"),
        Required.text(document, "purpose"),
        Required.text(document, "reader"),
        Required.text(document, "view"),
        Required.constant(
            Document.Form.class, Required.text(document, "form").toUpperCase(Locale.ROOT)),
        document.text("charset").orElse("UTF-8"),
        texts(document, "path"),
        document.text("sheet"),
        texts(document, "order"),
        document.items("columns").stream().map(DocumentReader::column).toList(),
        texts(document, "summary"),
        texts(document, "signatures"),
        document.text("note"),
        texts(document, "holds").stream().collect(Collectors.toSet()),
        document
            .text("working_days")
            .or(() -> document.text("days"))
            .map(Integer::valueOf)
            .orElse(DAYS),
        document.text("working_days").isPresent(),
        document.text("pack").map(Boolean::valueOf).orElse(true));
  }

  private static Document.Column column(YamlNode column) {
    return new Document.Column(
        Required.text(column, "name"),
        Required.text(column, "title"),
        column.text("width").map(Integer::valueOf).orElse(WIDTH),
        column.text("sum").map(Boolean::valueOf).orElse(false));
  }

  private static List<String> texts(YamlNode document, String key) {
    return document.items(key).stream().map(Required::text).toList();
  }
}
