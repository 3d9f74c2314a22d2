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
    faults.unless(
        pack.get("locality"),
        expected::equals,
        "NAME_MISMATCH",
        locality ->
            "The locality is %s, its file %s; make them the same.".formatted(locality, expected));
    pack.items("programmes").forEach(this::checkProgramme);
  }

  private void checkProgramme(YamlNode programme) {
    identifiers.take(programme, "policy_id");
    faults.unless(
        programme.get("code"),
        code -> programmes.isEmpty() || programmes.contains(code),
        "PROGRAMME_UNKNOWN",
        code ->
            "Programme %s is not in codes/programme.csv; %s"
                .formatted(code, Suggestion.hint(code, programmes)));
    String from = programme.text("from_term").orElse("");
    faults.unless(
        programme.get("to_term"),
        to -> to.compareTo(from) >= 0,
        "TERM_ORDER",
        to -> "to_term %s is before from_term %s; mend one of them.".formatted(to, from));
    programme.get("shares").ifPresent(this::checkShares);
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
          "SHARES_SUM", shares, "The shares sum to %s; make them sum to 100.".formatted(sum));
    }
  }
}
