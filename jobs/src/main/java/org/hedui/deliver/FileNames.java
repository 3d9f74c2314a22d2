package org.hedui.deliver;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hedui.contract.Document;

/** Names of files that every system takes, and no two of which are the same. */
final class FileNames {
  private static final int LONGEST = 60;

  private final Set<String> taken = new HashSet<>();

  /**
   * The path of a file: a folder a document, folders, and the file.
   *
   * @param parts what it is called after, the last being the file
   */
  Path name(Document document, List<String> parts) {
    Path path = Path.of(clean(document.title().zh()));
    for (String part : parts.subList(0, parts.size() - 1)) {
      path = path.resolve(clean(part));
    }
    String last = clean(parts.get(parts.size() - 1));
    Path free = path.resolve(last + "." + document.form().ending());
    for (int number = 2; !taken.add(free.toString().toLowerCase(Locale.ROOT)); number++) {
      free = path.resolve(last + "-" + number + "." + document.form().ending());
    }
    return free;
  }

  private static String clean(String part) {
    String clean = part.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").strip();
    String held =
        clean.codePointCount(0, clean.length()) > LONGEST
            ? clean.substring(0, clean.offsetByCodePoints(0, LONGEST))
            : clean;
    // No folder above, and nothing hidden.
    return held.isEmpty() ? "未分" : held.replaceFirst("^\\.+", "_");
  }
}
