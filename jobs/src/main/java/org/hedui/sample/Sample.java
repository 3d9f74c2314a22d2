package org.hedui.sample;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A sample that was drawn.
 *
 * @param design how
 * @param strata the townships, in the order of their codes
 * @param households the households, in the order of townships and draw
 */
public record Sample(SampleDesign design, List<Stratum> strata, List<Household> households) {
  private static final int DIGITS = 32;

  /** Copies the lists. */
  public Sample {
    strata = List.copyOf(strata);
    households = List.copyOf(households);
  }

  /** Households there were to draw from. */
  public long population() {
    return strata.stream().mapToLong(Stratum::households).sum();
  }

  /** Townships that were drawn from. */
  public int towns() {
    return strata.size();
  }

  /** Households that were drawn. */
  public int size() {
    return households.size();
  }

  /** Its id: the same draw has the same, another one another. */
  public String id() {
    String all =
        List.of(design.rate().code(), design.date(), design.division(), design.seed())
            + strata.toString()
            + households.stream().map(Household::id).collect(Collectors.joining(" "));
    return DigestUtils.sha256Hex(all).substring(0, DIGITS);
  }
}
