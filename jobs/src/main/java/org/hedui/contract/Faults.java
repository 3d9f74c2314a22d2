package org.hedui.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
