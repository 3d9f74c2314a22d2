package org.hedui.contract;

import java.math.BigDecimal;
import java.util.Set;

/** Checks what a policy pack must keep beyond its structure. Its SQL is checked by Spark. */
final class PolicyCheck {
  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  private final Set<String> programmes;
  private final Identifiers identifiers;
  private final Faults faults;

  /**
   * Prepares the check.
   *
   * @param programmes codes of the programmes; none if their list cannot be read
   * @param identifiers ids taken so far
   * @param faults receives NAME_MISMATCH, DUPLICATE_ID, PROGRAMME_UNKNOWN, SHARES_SUM and
   *     TERM_ORDER
   */
  PolicyCheck(Set<String> programmes, Identifiers identifiers, Faults faults) {
    this.programmes = programmes;
    this.identifiers = identifiers;
    this.faults = faults;
  }

  /** Checks one pack. */
  void check(YamlNode pack) {
    String expected = SchemaFiles.nameOf(pack.file(), "policies/", ".yaml");
    pack.get("locality")
        .filter(node -> !node.text().orElse("").equals(expected))
        .ifPresent(
            node ->
                faults.add(
                    "NAME_MISMATCH",
                    node,
                    "The locality is %s, its file %s; make them the same."
                        .formatted(node.text().orElse(""), expected)));
    for (YamlNode programme : pack.items("programmes")) {
      identifiers.take(programme, "policy_id");
      checkCode(programme);
      checkTerms(programme);
      programme.get("shares").ifPresent(this::checkShares);
    }
  }

  private void checkCode(YamlNode programme) {
    programme
        .get("code")
        .ifPresent(
            node ->
                node.text()
                    .filter(code -> !programmes.isEmpty() && !programmes.contains(code))
                    .ifPresent(
                        code ->
                            faults.add(
                                "PROGRAMME_UNKNOWN",
                                node,
                                "Programme %s is not in codes/programme.csv; %s"
                                    .formatted(code, Suggestion.hint(code, programmes)))));
  }

  private void checkTerms(YamlNode programme) {
    programme
        .get("to_term")
        .filter(to -> to.text().orElse("").compareTo(programme.text("from_term").orElse("")) < 0)
        .ifPresent(
            to -> faults.add("TERM_ORDER", to, "to_term is before from_term; exchange them."));
  }

  private void checkShares(YamlNode shares) {
    BigDecimal sum =
        shares.entries().values().stream()
            .flatMap(share -> share.text().stream())
            .filter(text -> text.matches("[0-9]+(\\.[0-9]+)?"))
            .map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(WHOLE) != 0) {
      faults.add(
          "SHARES_SUM", shares, "The shares sum to %s; they must sum to 100.".formatted(sum));
    }
  }
}
