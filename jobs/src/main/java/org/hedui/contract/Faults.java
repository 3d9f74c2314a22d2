package org.hedui.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Collects faults, so that one reading reports them all. */
final class Faults {
  private final List<Fault> faults = new ArrayList<>();

  /** Notes a fault at a line of a file. */
  void add(String code, String file, int line, String message) {
    faults.add(new Fault(code, file, line, message));
  }

  /** Notes a fault at a value of a YAML file. */
  void add(String code, YamlNode node, String message) {
    add(code, node.file(), node.line(), message);
  }

  /**
   * Notes a fault unless a scalar fits. What is absent or no scalar is no fault here.
   *
   * @param node the scalar
   * @param fits whether its text is in order
   * @param code code of the fault
   * @param message makes the message from the text
   */
  void unless(
      Optional<YamlNode> node, Predicate<String> fits, String code, UnaryOperator<String> message) {
    node.ifPresent(
        scalar ->
            scalar
                .text()
                .filter(fits.negate())
                .ifPresent(text -> add(code, scalar, message.apply(text))));
  }

  /** All faults by file, line and code. */
  List<Fault> sorted() {
    return faults.stream()
        .distinct()
        .sorted(
            Comparator.comparing(Fault::file)
                .thenComparing(Fault::line)
                .thenComparing(Fault::code)
                .thenComparing(Fault::message))
        .toList();
  }
}
