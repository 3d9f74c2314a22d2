package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.hedui.SparkTest;
import org.hedui.contract.HeduiException;
import org.hedui.contract.LinkConfig;
import org.hedui.contract.LinkConfigReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkTest.class)
class LinkJobTest {
  @TempDir private static Path folder;

  private static Path people;
  private static LinkJob.Summary summary;

  @BeforeAll
  static void linkOnce() throws IOException {
    people = InventedPeople.write(folder);
    summary = link(InventedPeople.config(), "trained", Optional.empty());
  }

  @Test
  void aModelReadAgainLinksTheSame() throws IOException {
    LinkJob.Summary again = link(InventedPeople.config(), "again", Optional.of(modelFile()));

    assertThat(again).isEqualTo(summary);
    assertThat(rows("again/pairs.csv"))
        .hasSizeGreaterThan(200)
        .isEqualTo(rows("trained/pairs.csv"));
    assertThat(rows("again/clusters.csv")).isEqualTo(rows("trained/clusters.csv"));
    JsonNode trained = json("trained/model.json");
    JsonNode read = json("again/model.json");
    assertThat(read.get("run").get("model").asText()).endsWith("model.json");
    List.of("version", "comparisons", "blocking", "training", "frequencies")
        .forEach(key -> assertThat(read.get(key)).as(key).isEqualTo(trained.get(key)));
  }

  @Test
  void theModelTellsTheRunAndNoValue() throws IOException {
    JsonNode model = json("trained/model.json");
    assertThat(model.get("version").asText()).isEqualTo(summary.model()).hasSize(12);
    assertThat(model.at("/run/inputs/0/name").asText()).isEqualTo("people.csv");
    assertThat(model.at("/run/inputs/0/records").asLong()).isEqualTo(summary.records());
    assertThat(model.at("/run/pairs").asLong()).isEqualTo(summary.pairs());
    assertThat(model.at("/run/threshold/probability").asDouble()).isEqualTo(summary.threshold());
    assertThat(model.at("/run/rules").size()).isEqualTo(model.get("blocking").size());
    assertThat(model.at("/training/rounds").size()).isGreaterThan(2);
    assertThat(model.at("/frequencies/4/shares").size()).isGreaterThan(10);
    assertThat(Files.readString(modelFile())).doesNotContain("script", "town zar");
  }

  @Test
  void pagesShowThePairsAndAddUpTheirWeights() throws IOException {
    String pairs = Files.readString(folder.resolve("trained/pairs.html"));
    assertThat(pairs).contains("Waterfall of the weight of").doesNotContain("<script");
    // The heading's sum of parts is the weight that the file of pairs tells.
    Matcher heading =
        java.util.regex.Pattern.compile("<h3>(\\S+) and (\\S+): ([+\u2212][0-9.]+) bits")
            .matcher(pairs);
    int shown = 0;
    while (heading.find()) {
      double weight = Double.parseDouble(heading.group(3).replace('\u2212', '-'));
      String row = heading.group(1) + "," + heading.group(2) + ",";
      assertThat(rows("trained/pairs.csv").stream().filter(line -> line.startsWith(row)))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(Double.parseDouble(line.split(",")[2]))
                      .isCloseTo(weight, within(0.006)));
      shown++;
    }
    assertThat(shown).isGreaterThanOrEqualTo(8);
    assertThat(Files.readString(folder.resolve("trained/unlinkable.html")))
        .contains("of %d records".formatted(summary.records()));
  }

  @Test
  void aModelOfAnotherConfigurationIsRefused() {
    String other =
        InventedPeople.CONFIG
            .replace("name: phone, kind: code", "name: phone, kind: text")
            .replace("name: town", "name: street, column: town");

    assertThatThrownBy(() -> ModelStore.read(modelFile(), config(other)))
        .isInstanceOfSatisfying(
            HeduiException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo("LINK_MODEL_WRONG");
              assertThat(fault.exitCode()).isEqualTo(2);
            })
        .hasMessageContaining("comparison 'town' is in the model only")
        .hasMessageContaining("comparison 'street' is in the configuration only")
        .hasMessageContaining("comparison 'phone' has the levels 'equal', 'one typing error'");
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    Path file = folder.resolve("other.json");
    assertThatThrownBy(() -> ModelStore.read(file, InventedPeople.config()))
        .extracting("code")
        .isEqualTo("LINK_MODEL_MISSING");
    String whole = Files.readString(modelFile());
    for (String text :
        List.of(
            "[",
            "{}",
            "{\"format\": 1}",
            whole.replace("\"format\" : 1", "\"format\" : 2"),
            whole.replaceFirst("\"m\" : [0-9.]+", "\"m\" : 0.0"),
            whole.replaceFirst("\"[0-9a-f]{16}\"", "\"name\""))) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> ModelStore.read(file, InventedPeople.config()))
          .as(text.substring(0, Math.min(20, text.length())))
          .extracting("code")
          .isEqualTo("LINK_MODEL_WRONG");
    }
  }

  @Test
  void blockingRulesOfTheConfigurationWin() {
    Model model =
        ModelStore.read(modelFile(), config(InventedPeople.CONFIG + "blocking: [[phone]]\n"));
    assertThat(model.blocking()).containsExactly(new BlockingRule(List.of("phone")));
  }

  private static LinkConfig config(String text) {
    return LinkConfigReader.read("link.yaml", text);
  }

  private static Path modelFile() {
    return folder.resolve("trained/model.json");
  }

  private static LinkJob.Summary link(LinkConfig config, String output, Optional<Path> model)
      throws IOException {
    return new LinkJob(SparkTest.session(), config)
        .run(List.of(people.toString()), folder.resolve(output), model, false, Optional.empty());
  }

  private static List<String> rows(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream().sorted().toList();
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve(file)));
  }
}
