package org.hedui.contract;

import java.util.Optional;
import java.util.Set;

/** Checks what a document must keep beyond its structure. Its columns are checked by Spark. */
final class DocumentCheck {
  private final Set<String> views;
  private final Faults faults;

  /**
   * Prepares the check.
   *
   * @param views names of the views of documents
   * @param faults receives NAME_MISMATCH, VIEW_UNKNOWN, NOT_PUBLIC and WRONG_FORM
   */
  DocumentCheck(Set<String> views, Faults faults) {
    this.views = views;
    this.faults = faults;
  }

  /** Checks one document. */
  void check(YamlNode document) {
    String expected = SchemaFiles.nameOf(document.file(), "documents/", ".yaml");
    faults.unless(
        document.get("name"),
        expected::equals,
        "NAME_MISMATCH",
        name -> "The document is %s, its file %s; make them the same.".formatted(name, expected));
    faults.unless(
        document.get("view"),
        views::contains,
        "VIEW_UNKNOWN",
        view -> "No file views/document/%s.sql; %s".formatted(view, Suggestion.hint(view, views)));
    faults.unless(
        document.get("days").filter(days -> document.get("working_days").isPresent()),
        days -> false,
        "WRONG_FORM",
        days -> "The time it may be kept stands twice; write either days or working_days.");
    boolean isPublic = document.text("form").equals(Optional.of("notice"));
    for (YamlNode column : document.items("columns")) {
      faults.unless(
          column.get("name").filter(name -> isPublic),
          Document.PUBLIC::contains,
          "NOT_PUBLIC",
          name ->
              "A public notice may not show %s; it shows %s."
                  .formatted(name, String.join(", ", Document.PUBLIC.stream().sorted().toList())));
    }
    boolean isText = document.text("form").equals(Optional.of("csv"));
    faults.unless(
        document.items("holds").stream()
            .filter(held -> isPublic || isText)
            .filter(held -> isPublic || held.text().equals(Optional.of("ID_NUMBER")))
            .findFirst(),
        held -> false,
        "WRONG_FORM",
        held ->
            "%s may not stand in %s; %s."
                .formatted(
                    held,
                    isPublic ? "a public notice" : "a file of text, which has no password",
                    isPublic ? "remove it" : "write form: workbook, or remove it"));
  }
}
