package org.hedui.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hedui.contract.CodeList;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Schemas;

/**
 * A rate of errors, as the code list {@code error_rate} defines it.
 *
 * @param code its code
 * @param zh its Chinese name
 * @param kind who could have been treated wrongly, in one word: listed, unlisted, exited
 * @param wrong how a sheet calls a household that was
 * @param right how it calls one that was not
 * @param bar the share it has to stay below
 */
public record ErrorRate(
    String code, String zh, String kind, String wrong, String right, double bar) {
  private static final String LIST = "error_rate";
  private static final Set<String> BASES = Set.of("SAMPLE", "REVIEWED", "POPULATION");

  /**
   * All rates, in the order of the list.
   *
   * @throws HeduiException ERROR_RATE, exit code 2, if the list has faults
   */
  public static List<ErrorRate> all(Schemas schemas) {
    List<String> faults = faults(schemas);
    if (!faults.isEmpty()) {
      throw new HeduiException(
          "ERROR_RATE", 2, "codes/error_rate.csv: " + String.join(" ", faults));
    }
    return codes(schemas).stream().map(ErrorRate::of).toList();
  }

  /** What is wrong with the list, each in a sentence that says how to mend it. */
  public static List<String> faults(Schemas schemas) {
    List<String> faults = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (CodeList.Code code : codes(schemas)) {
      String at = code.code() + ": ";
      if (percent(code).filter(bar -> bar > 0 && bar < 100).isEmpty()) {
        faults.add(at + "bar_percent is a number between 0 and 100, such as 2.");
      }
      if (!BASES.contains(text(code, "judged_by"))) {
        faults.add(at + "judged_by is SAMPLE, REVIEWED or POPULATION.");
      }
      if (List.of("kind", "wrong", "right").stream().anyMatch(name -> text(code, name).isBlank())) {
        faults.add(at + "kind, wrong and right are words; fill them in.");
      }
      for (String rule : text(code, "rules").split("\\|")) {
        if (!schemas.rules().containsKey(rule)) {
          faults.add(at + "There is no rule " + rule + "; rules are separated by |.");
        } else if (!taken.add(rule)) {
          faults.add(at + "The rule " + rule + " belongs to a rate already; name it once.");
        }
      }
    }
    return faults;
  }

  private static ErrorRate of(CodeList.Code code) {
    return new ErrorRate(
        code.code(),
        code.zh(),
        text(code, "kind"),
        text(code, "wrong"),
        text(code, "right"),
        percent(code).orElseThrow() / 100);
  }

  private static List<CodeList.Code> codes(Schemas schemas) {
    return Optional.ofNullable(schemas.codes().get(LIST)).map(CodeList::codes).orElse(List.of());
  }

  private static String text(CodeList.Code code, String column) {
    return code.extra().getOrDefault(column, "");
  }

  private static Optional<Double> percent(CodeList.Code code) {
    String text = text(code, "bar_percent");
    return text.matches("\\d{1,2}(\\.\\d{1,4})?")
        ? Optional.of(Double.valueOf(text))
        : Optional.empty();
  }
}
