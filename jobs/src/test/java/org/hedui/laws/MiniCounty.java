package org.hedui.laws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedui.function.IdNumber;

/**
 * A county of nineteen households and sixteen pupils in all registries, with one fault a rule, and
 * beside many of them what is nearly one.
 *
 * <p>In its files {@code #姓名} stands for the person's valid ID number, {@code #姓名+} for that number
 * with a digit too many and {@code #姓名!} for it with a wrong check digit.
 */
final class MiniCounty {
  /** The first delivery of poverty office, schools, civil affairs and payments. */
  static final LocalDate EARLY = LocalDate.of(2023, 9, 30);

  /** The second delivery of those, and the only one of all others; it holds the faults. */
  static final LocalDate LATE = LocalDate.of(2023, 11, 30);

  private static final Path FILES = files();
  private static final Pattern ID = Pattern.compile("#(\\p{IsHan}+)([+!]?)");
  private static final Map<String, String> NUMBERS =
      lines(FILES.resolve("persons.csv")).stream()
          .skip(1)
          .map(line -> List.of(line.split(",")))
          .collect(Collectors.toMap(person -> person.get(0), MiniCounty::number));

  private MiniCounty() {}

  /** Writes the landing folder as {@code folder/landing} and gives it back. */
  static Path write(Path folder) throws IOException {
    Path landing = write(folder, FILES.resolve("landing").toFile().list());
    Path assistance = landing.resolve("social_assistance/" + LATE);
    Files.copy(assistance.resolve("assistance.csv"), assistance.resolve("assistance_copy.csv"));
    return landing;
  }

  /** Writes some registries only. */
  static Path write(Path folder, String... registries) throws IOException {
    Path source = FILES.resolve("landing");
    Path landing = folder.resolve("landing");
    for (String registry : registries) {
      try (Stream<Path> walk = Files.walk(source.resolve(registry))) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          Path target = landing.resolve(source.relativize(file).toString());
          Files.createDirectories(target.getParent());
          Files.writeString(target, withNumbers(Files.readString(file)));
        }
      }
    }
    return landing;
  }

  /** Replaces every {@code #姓名} of a text. */
  static String withNumbers(String text) {
    return ID.matcher(text).replaceAll(MiniCounty::replacement);
  }

  private static String replacement(MatchResult found) {
    String number = NUMBERS.get(found.group(1));
    return switch (found.group(2)) {
      case "+" -> number + "1";
      case "!" -> number.substring(0, 17) + (number.endsWith("1") ? "2" : "1");
      default -> number;
    };
  }

  private static String number(List<String> person) {
    String digits = "529921" + person.get(1) + person.get(2);
    return digits + IdNumber.checkDigit(digits);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path files() {
    try {
      return Path.of(MiniCounty.class.getResource("/mini-county").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("A resource's address is always a URI.", e);
    }
  }
}
