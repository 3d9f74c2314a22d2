package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hedui.SparkTest;
import org.hedui.contract.LinkConfig;
import org.hedui.contract.LinkConfigReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Families at one address: more pairs of relatives than pairs of one person. */
@ExtendWith(SparkTest.class)
class FamiliesTest {
  private static final LinkConfig CONFIG =
      LinkConfigReader.read(
          "families.yaml",
          """
          id: id
          fields:
            - {name: first, kind: name}
            - {name: last, kind: name}
            - {name: born, kind: date}
            - {name: street, kind: text}
            - {name: phone, kind: code}
          """);

  private static final String[] SYLLABLES = {
    "an", "bel", "cor", "da", "el", "fin", "gor", "ha", "is", "jon", "ka", "lu", "mar", "no", "ol",
    "per", "ro", "sa", "tim", "ul", "vi", "wen", "yo", "zar"
  };

  @TempDir private static Path folder;

  private static LinkJob.Summary summary;

  @BeforeAll
  static void link() throws IOException {
    write();
    summary = run("trained", Optional.empty());
  }

  @Test
  void brothersAndSistersStayApart() {
    Accuracy accuracy = summary.accuracy().orElseThrow();

    assertThat(accuracy.truePairs()).isGreaterThan(300);
    assertThat(accuracy.byDefault().precision()).as("%s", accuracy).isGreaterThan(0.98);
    assertThat(accuracy.byDefault().f1()).as("%s", accuracy).isGreaterThan(0.98);
    assertThat(accuracy.clusters().f1()).as("%s", accuracy).isGreaterThan(0.98);
    Model model = model("trained");
    assertThat(model.matchesPerRecord() * summary.records())
        .isCloseTo(accuracy.truePairs(), within(0.03 * accuracy.truePairs()));
    assertThat(model.related().perRecord()).isGreaterThan(model.matchesPerRecord());
    assertThat(model.related().reason()).contains("first").contains("born").doesNotContain("phone");
  }

  @Test
  void theParametersTellOfRelatives() {
    Model model = model("trained");
    double[][] r = model.related().r();

    assertThat(r[1][0]).as("surname").isGreaterThan(0.8);
    assertThat(r[3][0]).as("street").isGreaterThan(0.8);
    assertThat(r[0][0]).as("first name").isLessThan(0.1);
    assertThat(r[2][0]).as("birth date").isLessThan(0.05);
  }

  @Test
  void aModelReadAgainLinksTheSame() throws IOException {
    LinkJob.Summary again = run("again", Optional.of(folder.resolve("trained/model.json")));

    assertThat(again).isEqualTo(summary);
    assertThat(rows("again/pairs.csv")).isEqualTo(rows("trained/pairs.csv"));
    assertThat(rows("trained/pairs.csv")).anyMatch(row -> row.contains("bits_related"));
    assertThat(Files.readString(folder.resolve("trained/training.html")))
        .contains("there is a third class of pairs");
    assertThat(Files.readString(folder.resolve("trained/parameters.html")))
        .contains("r, among related");
    assertThat(Files.readString(folder.resolve("trained/pairs.html")))
        .contains("could be a relative");
  }

  @Test
  void aModelWithoutRelatedPairsIsReadToo() throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode old = (ObjectNode) json.readTree(folder.resolve("trained/model.json").toFile());
    old.remove("related");
    Files.createDirectories(folder.resolve("old"));
    json.writeValue(folder.resolve("old/model.json").toFile(), old);

    assertThat(model("old").related().used()).isFalse();
    assertThat(ModelFile.version(model("old"))).isNotEqualTo(summary.model());
  }

  @Test
  void aRelatedClassThatDoesNotFitIsRefused() throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode wrong = (ObjectNode) json.readTree(folder.resolve("trained/model.json").toFile());
    ((com.fasterxml.jackson.databind.node.ArrayNode) wrong.at("/related/r")).remove(0);
    Path file = folder.resolve("wrong.json");
    json.writeValue(file.toFile(), wrong);

    assertThatThrownBy(() -> ModelStore.read(file, CONFIG))
        .hasMessageContaining("related class")
        .extracting("code")
        .isEqualTo("LINK_MODEL_WRONG");
  }

  private static LinkJob.Summary run(String output, Optional<Path> model) throws IOException {
    return new LinkJob(SparkTest.session(), CONFIG)
        .run(
            List.of(folder.resolve("families.csv").toString()),
            folder.resolve(output),
            model,
            false,
            Optional.of("split(id, '-')[0]"));
  }

  private static Model model(String output) {
    return ModelStore.read(folder.resolve(output + "/model.json"), CONFIG);
  }

  private static List<String> rows(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream().sorted().toList();
  }

  /** 1,500 persons or so in families, every third of them twice; always the same. */
  private static Path write() throws IOException {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>(List.of("id,first,last,born,street,phone"));
    int person = 0;
    for (int family = 0; family < 450; family++) {
      String last = word(random, 3);
      String street = (1 + random.nextInt(99)) + " " + word(random, 2) + " street";
      String phone = String.valueOf(1_000_000 + random.nextInt(9_000_000));
      int members = 1 + random.nextInt(5);
      for (int member = 0; member < members; member++, person++) {
        String born =
            "%d-%02d-%02d"
                .formatted(
                    1930 + random.nextInt(80), 1 + random.nextInt(12), 1 + random.nextInt(28));
        String[] values = {word(random, 2), last, born, street, phone};
        lines.add("p%d-0,%s".formatted(person, String.join(",", values)));
        if (random.nextInt(3) == 0) {
          int place = random.nextInt(values.length);
          values[place] = values[place].substring(1);
          lines.add("p%d-1,%s".formatted(person, String.join(",", values)));
        }
      }
    }
    return Files.write(folder.resolve("families.csv"), lines);
  }

  private static String word(Random random, int syllables) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }
}
