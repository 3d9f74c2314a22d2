package org.hedui.synth;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.hedui.contract.HeduiException;

/**
 * What is to be invented. Equal settings give equal files, byte for byte.
 *
 * @param persons inhabitants, those who died lately included
 * @param seed what tells this county from others of its size
 * @param errors how carefully the departments type
 * @param county code of the county, one that GB/T 2260 never assigned
 * @param date date of the deliveries
 */
public record SynthSettings(
    int persons, long seed, ErrorLevel errors, String county, LocalDate date) {
  /** Fewer would leave registries empty. */
  public static final int FEWEST = 100;

  /** More would need longer school and town codes. */
  public static final int MOST = 5_000_000;

  private static final Pattern NEVER_ASSIGNED = Pattern.compile("5299(?!00)\\d{2}");
  private static final LocalDate FIRST_DATE = LocalDate.of(2010, 1, 1);
  private static final LocalDate LAST_DATE = LocalDate.of(2060, 12, 31);

  /**
   * Checks the settings.
   *
   * @throws HeduiException SYNTH_PERSONS, SYNTH_COUNTY, SYNTH_DATE, exit code 2
   */
  public SynthSettings {
    require(
        persons >= FEWEST && persons <= MOST,
        "SYNTH_PERSONS",
        "A county has %,d to %,d persons.".formatted(FEWEST, MOST));
    require(
        NEVER_ASSIGNED.matcher(county).matches(),
        "SYNTH_COUNTY",
        "The county's code is one that was never assigned, 529901 to 529999.");
    require(
        !date.isBefore(FIRST_DATE) && !date.isAfter(LAST_DATE),
        "SYNTH_DATE",
        "The date lies from %s to %s.".formatted(FIRST_DATE, LAST_DATE));
  }

  private static void require(boolean holds, String code, String message) {
    if (!holds) {
      throw new HeduiException(code, 2, message);
    }
  }
}
