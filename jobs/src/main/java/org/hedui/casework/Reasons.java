package org.hedui.casework;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hedui.contract.CodeList;
import org.hedui.contract.Rule;
import org.hedui.contract.Schemas;
import org.hedui.function.CleanText;

/** The reasons for which a rule's cases may be exempt, as a sheet offers them. */
final class Reasons {
  private Reasons() {}

  /** The rule's reasons: the code, and its label if the code list has one. */
  static List<String> of(Rule rule, Schemas schemas) {
    return rule.exemptions().stream()
        .map(reason -> (reason + " " + label(reason, schemas).orElse("")).strip())
        .toList();
  }

  /**
   * The reason that a cell names: by code, by label, or by both.
   *
   * @return its code; empty if the rule does not allow it
   */
  static Optional<String> read(String text, Rule rule, Schemas schemas) {
    String given = Optional.ofNullable(CleanText.clean(text)).orElse("");
    String code = given.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    return rule.exemptions().stream()
        .filter(
            reason ->
                reason.equals(code) || label(reason, schemas).stream().anyMatch(given::equals))
        .findFirst();
  }

  private static Optional<String> label(String reason, Schemas schemas) {
    return Optional.ofNullable(schemas.codes().get("exemption_reason")).stream()
        .flatMap(list -> list.codes().stream())
        .filter(code -> code.code().equals(reason))
        .map(CodeList.Code::zh)
        .findFirst();
  }
}
