package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Fault;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model of persons fits its configuration, or {@code check} says where it does not. */
@ExtendWith(SparkTest.class)
class PersonModelCheckTest {
  private static final String CONFIG = "link/person.yaml";
  private static final String MODEL = "link/person.model.json";

  @TempDir private Path folder;

  /** The house's schemas, with one text of one file replaced. */
  private Path spoiled(String file, String from, String to) throws IOException {
    Path house = Fixtures.home().resolve("schemas");
    Path copy = folder.resolve("schemas");
    try (Stream<Path> files = Files.walk(house)) {
      for (Path source : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(house.relativize(source).toString());
        Files.createDirectories(target.getParent());
        Files.copy(source, target);
      }
    }
    Path spoiled = copy.resolve(file);
    String text = Files.readString(spoiled);
    assertThat(text).contains(from);
    Files.writeString(spoiled, text.replace(from, to));
    return copy;
  }

  private static List<Fault> faults(Path schemas) {
    return SqlCheck.faultsOfPersonLink(SparkTest.session(), SchemasLoader.require(schemas));
  }

  @Test
  void aModelOfAnotherConfigurationIsAFault() throws IOException {
    Path schemas = spoiled(CONFIG, "label: the same sound", "label: as it sounds");

    assertThat(SqlCheck.faults(SparkTest.session(), SchemasLoader.require(schemas)))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo("PERSON_MODEL");
              assertThat(fault.file()).isEqualTo(MODEL);
              assertThat(fault.message()).contains("another configuration", "name");
            });
  }

  @Test
  void aModelThatIsNoneIsAFaultAndNoModelIsNone() throws IOException {
    Path schemas = spoiled(MODEL, "\"format\" : 1", "\"format\" : 99");
    assertThat(faults(schemas)).extracting(Fault::code).containsExactly("PERSON_MODEL");

    Files.delete(schemas.resolve(MODEL));
    assertThat(faults(schemas)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "views/link/profile.sql, 'schools, school,', 'schools,', school",
    "views/link/record.sql, AS village, AS hamlet, village"
  })
  void aColumnThatIsMissingIsAFaultOfTheViewThatAsksForIt(
      String view, String from, String to, String column) throws IOException {
    Path schemas = spoiled(view, from, to);

    assertThat(faults(schemas))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo("VIEW_SQL");
              assertThat(fault.file()).isEqualTo("views/link/profile.sql");
              assertThat(fault.message()).contains(column);
            });
  }

  @Test
  void aFaultInWhatARecordTellsNamesItsView() throws IOException {
    Path schemas = spoiled("views/link/record.sql", "FROM placed", "FROM nowhere");

    assertThat(faults(schemas))
        .extracting(Fault::code, Fault::file)
        .containsExactly(tuple("VIEW_SQL", "views/link/record.sql"));
  }

  @Test
  void faultsOfTheConfigurationHaveFileAndLine() throws IOException {
    Path schemas = spoiled(CONFIG, "distinct: [claimed_id,", "distinct: [claimed,");
    List<String> lines = Files.readAllLines(schemas.resolve(CONFIG));
    int line = 1;
    while (!lines.get(line - 1).startsWith("distinct:")) {
      line++;
    }
    TestTerminal terminal = new TestTerminal(Map.of());

    assertThat(terminal.execute(List.of(), "check", "--schemas=" + schemas)).isEqualTo(2);
    assertThat(terminal.err()).contains(CONFIG + ":" + line + ": [FIELD_UNKNOWN]", "claimed");
  }

  @Test
  void withoutAConfigurationPersonsAreNotLinkedByAModel() throws IOException {
    Path schemas = spoiled(MODEL, "{", "{");
    Files.delete(schemas.resolve(CONFIG));
    Schemas found = SchemasLoader.require(schemas);

    assertThat(found.personLink()).isEmpty();
    assertThat(Fixtures.schemas().personLink().orElseThrow().model()).isPresent();
  }
}
