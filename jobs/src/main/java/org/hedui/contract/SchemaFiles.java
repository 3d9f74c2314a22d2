package org.hedui.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The files of a schemas folder. Hidden files are left out.
 *
 * @param paths every path below the folder, with {@code /}, sorted
 * @param texts the text of each file that Hedui reads and that is UTF-8, by path
 * @param hash SHA-256 over all paths, sizes and bytes in path order, in hex
 */
record SchemaFiles(SortedSet<String> paths, SortedMap<String, String> texts, String hash) {
  private static final Set<String> FOLDERS =
      Set.of("contracts", "codes", "rules", "local", "policies", "documents", "views", "link");

  private static final Pattern READ =
      Pattern.compile(
          "contracts/[^/]+\\.odcs\\.yaml|codes/[^/]+\\.csv|(rules|local|policies|documents)/[^/]+\\.yaml"
              + "|views/.+\\.sql|link/person\\.yaml|link/person\\.model\\.json");

  /**
   * Reads the folder {@code directory}.
   *
   * @param faults receives FOLDER_MISSING, UNKNOWN_FILE, UNREADABLE and ENCODING
   */
  static SchemaFiles read(Path directory, Faults faults) {
    SortedSet<String> paths = new TreeSet<>();
    SortedMap<String, String> texts = new TreeMap<>();
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (String path : list(directory, faults)) {
      paths.add(path);
      content(directory, path, faults)
          .ifPresent(
              bytes -> {
                digest.update(path.getBytes(StandardCharsets.UTF_8));
                digest.update(ByteBuffer.allocate(9).putLong(1, bytes.length).rewind());
                digest.update(bytes);
                if (READ.matcher(path).matches()) {
                  text(path, bytes, faults).ifPresent(text -> texts.put(path, text));
                } else {
                  checkPlace(path, faults);
                }
              });
    }
    if (paths.stream().noneMatch(path -> path.startsWith("contracts/"))) {
      faults.add(
          "FOLDER_MISSING",
          "contracts",
          1,
          "No contracts below " + directory + "; point --schemas to the schemas folder.");
    }
    return new SchemaFiles(paths, texts, HexFormat.of().formatHex(digest.digest()));
  }

  /** These files with {@code text} at {@code path}, whether or not something stands there. */
  SchemaFiles with(String path, String text) {
    SortedSet<String> morePaths = new TreeSet<>(paths);
    morePaths.add(path);
    SortedMap<String, String> moreTexts = new TreeMap<>(texts);
    moreTexts.put(path, text);
    MessageDigest digest = DigestUtils.getSha256Digest();
    digest.update((hash + path + "\n" + text).getBytes(StandardCharsets.UTF_8));
    return new SchemaFiles(morePaths, moreTexts, HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * The text of a file outside the folder.
   *
   * @param faults receives UNREADABLE and ENCODING under the path as given
   */
  static Optional<String> outside(Path file, Faults faults) {
    return content(Path.of(""), file.toString(), faults)
        .flatMap(bytes -> text(file.toString(), bytes, faults));
  }

  /** The texts of one folder by path. */
  Map<String, String> in(String folder) {
    return texts.subMap(folder + "/", folder + "0");
  }

  /** The names of the files in {@code folder} that end in {@code suffix}, readable or not. */
  Set<String> names(String folder, String suffix) {
    String prefix = folder + "/";
    return paths.stream()
        .filter(path -> path.startsWith(prefix) && path.endsWith(suffix))
        .map(path -> nameOf(path, prefix, suffix))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What stands between {@code prefix} and {@code suffix} in a path. */
  static String nameOf(String path, String prefix, String suffix) {
    return path.substring(prefix.length(), path.length() - suffix.length());
  }

  private static List<String> list(Path directory, Faults faults) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(path -> !Files.isDirectory(path))
          .map(path -> directory.relativize(path).toString().replace('\\', '/'))
          .filter(path -> Stream.of(path.split("/")).noneMatch(part -> part.startsWith(".")))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      faults.add("UNREADABLE", ".", 1, "The folder cannot be read: " + e.getMessage() + ".");
      return List.of();
    }
  }

  private static Optional<byte[]> content(Path directory, String path, Faults faults) {
    try {
      return Optional.of(Files.readAllBytes(directory.resolve(path)));
    } catch (IOException e) {
      faults.add("UNREADABLE", path, 1, "The file cannot be read; mend its link or its rights.");
      return Optional.empty();
    }
  }

  private static Optional<String> text(String path, byte[] bytes, Faults faults) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    boolean unreadable = StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError();
    String text = out.flip().toString();
    int damaged = text.indexOf('\uFFFD');
    if (unreadable || damaged >= 0) {
      String before = damaged >= 0 ? text.substring(0, damaged) : text;
      int line = 1 + Math.toIntExact(before.chars().filter(c -> c == '\n').count());
      faults.add("ENCODING", path, line, "A character is damaged; save the file as UTF-8.");
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /**
   * A file that nobody reads is a slip where its folder, or a folder of nearly that name, is ours.
   */
  private static void checkPlace(String path, Faults faults) {
    String folder = path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
    Optional<String> meant = Suggestion.closest(folder, FOLDERS);
    if (meant.isPresent() && !path.endsWith(".md")) {
      faults.add(
          "UNKNOWN_FILE",
          path,
          1,
          "Nothing reads this file; expected are contracts/<name>.odcs.yaml, codes/<name>.csv,"
              + " rules/<CODE>.yaml, local/<locality>.yaml, policies/<locality>.yaml, documents/<name>.yaml and"
              + " views/**.sql.");
    }
  }
}
