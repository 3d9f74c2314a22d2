package org.hedui.deliver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hedui.contract.Document;
import org.hedui.contract.HeduiException;
import org.hedui.deliver.scan.Find;
import org.hedui.deliver.scan.Kind;
import org.hedui.deliver.scan.Scanner;

/**
 * Looks through every finished file before it is locked and handed out.
 *
 * @param scanner what looks
 * @param order what was ordered
 */
record Inspection(Scanner scanner, Order order) {
  private static final int TOLD = 5;

  /**
   * Checks a workbook or a file of text.
   *
   * @throws HeduiException PERSONAL_FOUND, exit code 3
   */
  void check(Document document, Path file, Path name) throws IOException {
    refuse(document, name, within(name).scan(file, allowed(document)));
  }

  /**
   * Checks a PDF.
   *
   * @throws HeduiException PERSONAL_FOUND, exit code 3
   */
  void check(Document document, byte[] pdf, Path name) throws IOException {
    refuse(document, name, within(name).scanPdf(pdf, name.toString(), allowed(document)));
  }

  /** The files of a county lie in a folder that begins with its code. */
  private Scanner within(Path name) {
    String county = name.getNameCount() < 2 ? "" : name.getName(1).toString().split("\\D", 2)[0];
    return new Scanner(scanner.detector().within(county));
  }

  /**
   * A kind of document may hold ID numbers, but they are in it only if whole ones were asked for.
   */
  private Set<Kind> allowed(Document document) {
    return document.holds().stream()
        .map(Kind::valueOf)
        .filter(kind -> kind != Kind.ID_NUMBER || order.showsNumbers(document))
        .collect(Collectors.toSet());
  }

  private static void refuse(Document document, Path name, List<Find> finds) {
    if (!finds.isEmpty()) {
      throw new HeduiException(
          "PERSONAL_FOUND",
          3,
          "Nothing was handed out: %s may not hold what was found in %s, %s%s. Mend the delivered rows, or the view %s."
              .formatted(
                  document.name(),
                  name,
                  finds.stream().limit(TOLD).map(Find::toString).collect(Collectors.joining("; ")),
                  finds.size() > TOLD ? " and %d more".formatted(finds.size() - TOLD) : "",
                  document.view()));
    }
  }
}
