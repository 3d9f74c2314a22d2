package org.hedui.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hedui.contract.LinkConfig;
import org.hedui.contract.LinkConfigReader;

/** A small file of invented people, some of them twice or thrice and with errors. */
final class InventedPeople {
  static final String CONFIG =
      """
      id: id
      fields:
        - {name: given, kind: name}
        - {name: family, kind: name}
        - {name: born, kind: date}
        - {name: phone, kind: code}
        - {name: town, kind: text}
      exchangeable: [[given, family]]
      """;

  private static final String[] SYLLABLES = {
    "an", "bel", "cor", "da", "el", "fin", "gor", "ha", "is", "jon", "ka", "lu", "mar", "no", "ol",
    "per", "ro", "sa", "tim", "ul", "vi", "wen", "yo", "zar"
  };

  private InventedPeople() {}

  static LinkConfig config() {
    return LinkConfigReader.read("link.yaml", CONFIG);
  }

  /** Writes the file: 700 rows or so, always the same. One person's town is markup. */
  static Path write(Path folder) throws IOException {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>(List.of("id,given,family,born,phone,town"));
    for (int person = 0; person < 400; person++) {
      String[] values = {
        word(random, 2),
        word(random, 3),
        "%d-%02d-%02d"
            .formatted(1940 + random.nextInt(70), 1 + random.nextInt(12), 1 + random.nextInt(28)),
        String.valueOf(1_000_000 + random.nextInt(9_000_000)),
        person == 0 ? "<script>alert(1)</script> & sons" : "town " + word(random, 1)
      };
      int copies = random.nextInt(10) < 4 ? 2 + random.nextInt(2) : 1;
      for (int copy = 0; copy < (person == 0 ? 2 : copies); copy++) {
        String[] own = values.clone();
        if (copy > 0) {
          own[random.nextInt(4)] = random.nextBoolean() ? "" : own[random.nextInt(2)] + "x";
        }
        if (random.nextInt(20) == 0) {
          own[2] = "";
          own[3] = "";
        }
        lines.add("p%d-%d,%s".formatted(person, copy, String.join(",", own)));
      }
    }
    return Files.write(folder.resolve("people.csv"), lines);
  }

  private static String word(Random random, int syllables) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }
}
