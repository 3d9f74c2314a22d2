package org.hedui.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hedui.ingest.FileFacts.State;

/** Files delivered more than once under several names. */
final class DuplicateFiles {
  private DuplicateFiles() {}

  /**
   * Marks every file whose content a file before it has, in order of delivery and name.
   *
   * @param files the files of one registry
   * @param acrossDeliveries whether a file of an earlier delivery counts: true for increments; an
   *     unchanged snapshot delivered again is no duplicate
   */
  static List<FileFacts> mark(List<FileFacts> files, boolean acrossDeliveries) {
    List<FileFacts> ordered = new ArrayList<>(files);
    ordered.sort(Comparator.comparing(facts -> facts.file().order()));
    Map<String, LandedFile> loaded = new HashMap<>();
    List<FileFacts> marked = new ArrayList<>();
    for (FileFacts facts : ordered) {
      if (facts.state() != State.LOADED) {
        marked.add(facts);
        continue;
      }
      String delivery = acrossDeliveries ? "" : facts.file().deliveryDate().toString();
      LandedFile original = loaded.putIfAbsent(facts.sha256() + delivery, facts.file());
      marked.add(original == null ? facts : facts.asDuplicateOf(original));
    }
    return marked;
  }
}
