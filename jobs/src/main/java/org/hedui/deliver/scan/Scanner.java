package org.hedui.deliver.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Looks through files.
 *
 * @param detector what is looked for
 */
public record Scanner(Detector detector) {

  /**
   * What a file holds that it may not.
   *
   * @param allowed kinds that it may hold
   * @return the finds in the order of the file; empty if there are none
   * @throws org.hedui.contract.HeduiException SCAN_LOCKED, SCAN_UNKNOWN, SCAN_UNREADABLE, exit code
   *     2
   */
  public List<Find> scan(Path file, Set<Kind> allowed) throws IOException {
    List<Find> finds = new ArrayList<>();
    FileText.read(file, into(finds, allowed));
    return finds.stream().distinct().toList();
  }

  /** As {@link #scan}, of a PDF that is still in memory. */
  public List<Find> scanPdf(byte[] pdf, String name, Set<Kind> allowed) throws IOException {
    List<Find> finds = new ArrayList<>();
    FileText.pdf(pdf, name, into(finds, allowed));
    return finds.stream().distinct().toList();
  }

  private BiConsumer<String, String> into(List<Find> finds, Set<Kind> allowed) {
    return (place, text) -> {
      if (text == null) {
        finds.add(new Find(place, Kind.UNREADABLE));
        return;
      }
      for (Kind kind : detector.in(text)) {
        if (!allowed.contains(kind)) {
          finds.add(new Find(place, kind));
        }
      }
    };
  }
}
