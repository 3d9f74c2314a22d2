package org.hedui.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedui.contract.HeduiException;
import org.hedui.function.IdNumber;
import org.hedui.function.PersonName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every county that is written. */
class SyntheticCountyTest {
  private static final LocalDate DATE = LocalDate.of(2023, 11, 30);
  private static final int PERSONS = 12_000;

  @TempDir private static Path county;
  @TempDir private Path folder;

  @BeforeAll
  static void write() {
    write(PERSONS, 7, ErrorLevel.MID, county);
  }

  private static SynthReport write(int persons, long seed, ErrorLevel errors, Path output) {
    return SyntheticCounty.write(
        new SynthSettings(persons, seed, errors, "529922", DATE), output, written -> {});
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  @Test
  void equalSettingsGiveEqualBytes() throws IOException {
    write(400, 3, ErrorLevel.HIGH, folder.resolve("a"));
    write(400, 3, ErrorLevel.HIGH, folder.resolve("b"));
    write(400, 4, ErrorLevel.HIGH, folder.resolve("c"));
    Map<String, byte[]> first = files(folder.resolve("a"));
    Map<String, byte[]> second = files(folder.resolve("b"));
    assertThat(second.keySet()).isEqualTo(first.keySet());
    first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
    assertThat(files(folder.resolve("c")).get("truth/person.csv"))
        .isNotEqualTo(first.get("truth/person.csv"));
  }

  @Test
  void personsAndTheirNumbersAreUnique() throws IOException {
    List<Map<String, String>> persons = TruthTables.read(county, "person");
    assertThat(persons).hasSize(PERSONS);
    Set<String> ids = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (Map<String, String> person : persons) {
      String number = person.get("id_number");
      ids.add(person.get("person"));
      numbers.add(number);
      assertThat(number).startsWith("5299").isEqualTo(IdNumber.valid(number));
      assertThat(IdNumber.birth(number)).isEqualTo(person.get("birth_date"));
      assertThat(IdNumber.sex(number)).isEqualTo(person.get("sex").equals("男") ? "1" : "2");
    }
    assertThat(ids).hasSize(PERSONS);
    assertThat(numbers).hasSize(PERSONS);
  }

  @Test
  void familiesAreFamilies() throws IOException {
    Map<String, List<Map<String, String>>> households =
        TruthTables.read(county, "person").stream()
            .collect(Collectors.groupingBy(person -> person.get("household")));
    assertThat((double) PERSONS / households.size()).isBetween(2.8, 4.2);
    long twins =
        households.values().stream()
            .flatMap(List::stream)
            .filter(person -> person.get("twin").equals("true"))
            .count();
    assertThat((double) twins / PERSONS).isBetween(.002, .02);
    for (List<Map<String, String>> members : households.values()) {
      Map<String, String> head = members.get(0);
      assertThat(head.get("relation")).isEqualTo("户主");
      for (Map<String, String> member : members) {
        boolean child = Set.of("子", "女").contains(member.get("relation"));
        if (child && head.get("people").equals("汉族")) {
          assertThat(member.get("name").charAt(0)).isEqualTo(head.get("name").charAt(0));
        }
        if (child) {
          assertThat(LocalDate.parse(member.get("birth_date")))
              .isAfter(LocalDate.parse(head.get("birth_date")).plusYears(15));
        }
      }
    }
  }

  @Test
  void errorsComeAtTheStatedRates() throws IOException {
    for (Map<String, String> error : TruthTables.read(county, "error")) {
      double rate = Double.parseDouble(error.get("rate"));
      long possible = Long.parseLong(error.get("possible"));
      double made = Double.parseDouble(error.get("made"));
      if (ErrorKind.valueOf(error.get("kind")) != ErrorKind.UNREGISTERED) {
        // Five standard deviations of a binomial count.
        double slack = 5 * Math.sqrt(possible * rate * (1 - rate)) + 1e-9;
        assertThat(made).as("%s", error).isCloseTo(possible * rate, within(slack));
      }
    }
  }

  @Test
  void mentionsTellTheErrorsThatWereCounted() throws IOException {
    Map<String, Long> told =
        TruthTables.read(county, "mention").stream()
            .flatMap(row -> Stream.of(row.get("errors").split(";")))
            .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));
    for (Map<String, String> error : TruthTables.read(county, "error")) {
      if (error.get("kind").startsWith("STALE") || error.get("kind").startsWith("SAME")) {
        continue;
      }
      // Rows that stand twice, in their file or with it, tell their errors twice.
      assertThat(told.getOrDefault(error.get("kind"), 0L))
          .as("%s", error)
          .isBetween(Long.parseLong(error.get("made")), 2 * Long.parseLong(error.get("made")));
    }
  }

  @Test
  void withoutErrorsNothingIsTold() throws IOException {
    write(1000, 1, ErrorLevel.NONE, folder.resolve("clean"));
    assertThat(TruthTables.read(folder.resolve("clean"), "mention"))
        .allSatisfy(row -> assertThat(row.get("errors")).isIn("", "UNREGISTERED"));
  }

  @Test
  void aHomophoneSoundsTheSame() {
    assertThat(Resource.lines("homophones.txt"))
        .filteredOn(
            line ->
                Resource.characters(line.get(0)).stream()
                        .map(PersonName::pinyin)
                        .map(SyntheticCountyTest::slurred)
                        .distinct()
                        .count()
                    > 1)
        .isEmpty();
  }

  /** As many say it: -n and -ng are one. */
  private static String slurred(String pinyin) {
    return pinyin.replace("ng", "n");
  }

  @Test
  void wrongSettingsAreRefused() {
    for (String county : List.of("520102", "529900", "53", "")) {
      assertThatThrownBy(() -> new SynthSettings(1000, 1, ErrorLevel.MID, county, DATE))
          .isInstanceOf(HeduiException.class)
          .hasMessageContaining("never assigned");
    }
    assertThatThrownBy(() -> new SynthSettings(99, 1, ErrorLevel.MID, "529922", DATE))
        .isInstanceOf(HeduiException.class);
    assertThatThrownBy(() -> write(100, 1, ErrorLevel.MID, county))
        .isInstanceOf(HeduiException.class)
        .hasMessageContaining("--output");
  }
}
