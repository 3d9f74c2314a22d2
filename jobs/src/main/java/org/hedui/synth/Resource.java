package org.hedui.synth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the lists that lie beside this package: comma-separated, {@code #} begins a remark. */
final class Resource {
  private Resource() {}

  /** The lines of a list, each in its cells. */
  static List<List<String>> lines(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Resource.class.getResourceAsStream(name), name),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split(",", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The characters of a text, each by itself. */
  static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }
}
