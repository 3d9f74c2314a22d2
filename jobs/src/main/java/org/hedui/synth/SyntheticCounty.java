package org.hedui.synth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.hedui.contract.HeduiException;

/**
 * Writes an invented county: {@code landing/} as departments hand it over, and {@code truth/}. It
 * goes household by household and holds none of them afterwards.
 */
public final class SyntheticCounty {
  private SyntheticCounty() {}

  /**
   * Writes a county.
   *
   * @param output a folder that is empty or not there
   * @param progress is told the number of persons after each household
   * @throws HeduiException SYNTH_OUTPUT, exit code 2, if the folder holds something
   */
  public static SynthReport write(SynthSettings settings, Path output, IntConsumer progress) {
    try {
      requireEmpty(output);
      CountyMap map = new CountyMap(settings);
      Path landing = Files.createDirectories(output.resolve("landing"));
      References.write(map, landing.resolve("reference"));
      try (Truth truth = new Truth(output.resolve("truth"));
          Desk desk = new Desk(settings, map, landing, truth)) {
        return write(settings, map, desk, truth, progress);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireEmpty(Path output) throws IOException {
    if (!Files.exists(output)) {
      return;
    }
    try (Stream<Path> found = Files.isDirectory(output) ? Files.list(output) : Stream.of(output)) {
      if (found.findAny().isPresent()) {
        throw new HeduiException(
            "SYNTH_OUTPUT", 2, output + " is not empty; name another folder by --output.");
      }
    }
  }

  private static SynthReport write(
      SynthSettings settings, CountyMap map, Desk desk, Truth truth, IntConsumer progress)
      throws IOException {
    List<Office> offices = offices();
    Households households = new Households(settings, map);
    List<Village> villages = map.villages();
    int persons = 0;
    int number = 0;
    int ordinal = 0;
    Village village = villages.get(0);
    while (persons < settings.persons()) {
      Village next = villages.get((int) ((long) persons * villages.size() / settings.persons()));
      ordinal = next.equals(village) ? ordinal : 0;
      village = next;
      Household household =
          households.make(number++, village, ordinal++, persons + 1, settings.persons() - persons);
      truth.household(household);
      for (Office office : offices) {
        desk.turn(office, household);
      }
      persons += household.members().size();
      progress.accept(persons);
    }
    for (Office office : offices) {
      office.finish(desk);
    }
    truth.errors(settings.errors(), desk.tally());
    long errors = Arrays.stream(ErrorKind.values()).mapToLong(desk.tally()::made).sum();
    return new SynthReport(persons, number, desk.rows(), errors);
  }

  private static List<Office> offices() {
    PaymentOffice payments = new PaymentOffice();
    return List.of(
        new HukouOffice(),
        new PovertyOffice(),
        new AssistanceOffice(),
        new StudentOffice(),
        payments,
        new TargetOffice(),
        new DisabilityOffice(),
        new DeathOffice(),
        new PayrollOffice(),
        new AssetOffice(),
        new DropoutOffice(),
        new BudgetOffice(payments));
  }
}
