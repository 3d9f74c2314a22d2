package org.hedui.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one locality owes its pupils, read from {@code schemas/policies/<locality>.yaml}.
 *
 * @param locality division-code prefix it is in force for; the longest matching prefix decides
 * @param name the locality
 * @param source document it was taken from
 * @param confirmed whether the office has confirmed it
 * @param povertyLines poverty line in yuan a person and year, by calendar year
 * @param programmes the programmes
 */
public record PolicyPack(
    String locality,
    Bilingual name,
    String source,
    boolean confirmed,
    Map<Integer, BigDecimal> povertyLines,
    List<Programme> programmes) {
  private static final BigDecimal TERMS_A_YEAR = BigDecimal.valueOf(2);

  /** Copies the collections, so that a pack never changes. */
  public PolicyPack {
    povertyLines = Map.copyOf(povertyLines);
    programmes = List.copyOf(programmes);
  }

  /**
   * One programme's standard.
   *
   * @param code programme code
   * @param policyId stable id of this standard, never reused
   * @param basis row of the policy table it rests on, such as {@code P01}
   * @param title the programme's title
   * @param fromTerm first term it is in force, such as {@code 2022-1}
   * @param toTerm last term, if it has ended
   * @param eligible SQL condition over a pupil (view {@code pupil})
   * @param standards amounts; the first whose condition holds applies
   * @param period how the amount is paid
   * @param exclusiveGroup programmes of one group exclude each other
   * @param shares cost shares in per cent by level of government; empty where not set
   * @param confirmed whether the amount may be used for money
   */
  public record Programme(
      String code,
      String policyId,
      String basis,
      Bilingual title,
      String fromTerm,
      Optional<String> toTerm,
      String eligible,
      List<Standard> standards,
      Period period,
      Optional<String> exclusiveGroup,
      Map<String, BigDecimal> shares,
      boolean confirmed) {

    /** Copies the collections, so that a programme never changes. */
    public Programme {
      standards = List.copyOf(standards);
      shares = Map.copyOf(shares);
    }

    /**
     * What a standard brings in a term, in yuan: half of a year's, the whole of what comes once.
     */
    public BigDecimal inATerm(Standard standard) {
      return period == Period.YEAR
          ? standard.yuan().divide(TERMS_A_YEAR, 2, RoundingMode.HALF_UP)
          : standard.yuan().setScale(2, RoundingMode.HALF_UP);
    }
  }

  /**
   * An amount and whom it is for.
   *
   * @param when SQL condition over a pupil; empty = everybody who is eligible
   * @param yuan amount in yuan a year, or once
   * @param reason why a pupil gets it, in words
   */
  public record Standard(Optional<String> when, BigDecimal yuan, Bilingual reason) {}

  /** How a programme's amount is paid. */
  public enum Period {
    /** A yearly standard, half in each term. */
    YEAR,
    /** Once, in the first term of the school year. */
    ONCE
  }
}
