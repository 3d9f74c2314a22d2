package org.hedui.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkConfigReaderTest {
  private static final String WHOLE =
      """
      id: rec_id
      scope: between
      one_to_one: true
      fields:
        - {name: given, kind: name, column: Given Name}
        - {name: surname, kind: name}
        - {name: dob, kind: date, columns: [year, month, day], month_first: true}
        - {name: city, kind: text, blank: [unknown, n/a]}
        - {name: sex, kind: category, sql: "upper(sex)", compare: false}
        - {name: nino, kind: code}
        - {name: phones, kind: set, sql: "array(mobile, landline)"}
      exchangeable: [[given, surname]]
      comparisons:
        - name: place
          fields: [city, sex]
          frequency: city
          levels:
            - {label: same, when: l.city = r.city}
            - {label: near, when: "left(l.city, 3) = left(r.city, 3)", neutral: true}
      blocking:
        - [surname.sound, dob.year]
        - [nino]
      distinct: [nino]
      threshold: 0.9
      review: 0.4
      prior:
        rules: [[given, surname, dob]]
        recall: 0.8
      block_limit: 50
      pairs_per_record: 7
      driver_pairs: 900
      """;

  @TempDir private Path folder;

  @Test
  void aWholeConfiguration() {
    LinkConfig config = LinkConfigReader.read("c.yaml", WHOLE);

    assertThat(config)
        .isEqualTo(
            new LinkConfig(
                "rec_id",
                LinkConfig.Scope.BETWEEN,
                true,
                List.of(
                    field("given", LinkConfig.Kind.NAME, "Given Name"),
                    field("surname", LinkConfig.Kind.NAME, "surname"),
                    new LinkConfig.Field(
                        "dob",
                        LinkConfig.Kind.DATE,
                        List.of("year", "month", "day"),
                        Optional.empty(),
                        List.of(),
                        true,
                        true),
                    new LinkConfig.Field(
                        "city",
                        LinkConfig.Kind.TEXT,
                        List.of("city"),
                        Optional.empty(),
                        List.of("unknown", "n/a"),
                        false,
                        true),
                    new LinkConfig.Field(
                        "sex",
                        LinkConfig.Kind.CATEGORY,
                        List.of("sex"),
                        Optional.of("upper(sex)"),
                        List.of(),
                        false,
                        false),
                    field("nino", LinkConfig.Kind.CODE, "nino"),
                    new LinkConfig.Field(
                        "phones",
                        LinkConfig.Kind.SET,
                        List.of("phones"),
                        Optional.of("array(mobile, landline)"),
                        List.of(),
                        false,
                        true)),
                List.of(List.of("given", "surname")),
                List.of(
                    new LinkConfig.Comparison(
                        "place",
                        List.of("city", "sex"),
                        List.of(
                            new LinkConfig.Level("same", "l.city = r.city", false),
                            new LinkConfig.Level(
                                "near", "left(l.city, 3) = left(r.city, 3)", true)),
                        Optional.of("city"))),
                List.of(List.of("surname.sound", "dob.year"), List.of("nino")),
                List.of("nino"),
                Optional.of(0.9),
                Optional.of(0.4),
                Optional.of(new LinkConfig.Prior(List.of(List.of("given", "surname", "dob")), 0.8)),
                50,
                7,
                900));
  }

  @Test
  void onlyIdAndFieldsMustBeWritten() {
    LinkConfig config =
        LinkConfigReader.read("c.yaml", "id: n\nfields:\n  - {name: surname, kind: name}\n");

    assertThat(config)
        .isEqualTo(
            new LinkConfig(
                "n",
                LinkConfig.Scope.ALL,
                false,
                List.of(field("surname", LinkConfig.Kind.NAME, "surname")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                200,
                12,
                20_000_000));
  }

  private static LinkConfig.Field field(String name, LinkConfig.Kind kind, String column) {
    return new LinkConfig.Field(
        name, kind, List.of(column), Optional.empty(), List.of(), false, true);
  }

  /** Each replacement in the whole configuration makes one fault, in its own line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id: rec_id                 | id: ''                      | VALUE_BLANK   | id",
        "one_to_one: true           | one_to_on: true             | UNKNOWN_KEY   | one_to_one",
        "scope: between             | scope: betwen               | WRONG_VALUE   | between",
        "one_to_one: true           | one_to_one: maybe           | WRONG_TYPE    | true or false",
        "kind: name, column: Given  | kind: nmae, column: Given   | WRONG_VALUE   | name",
        "name: surname, kind: name  | name: sur name, kind: name  | WRONG_VALUE   | name of a field",
        "name: surname, kind: name  | name: given, kind: name     | NAME_TWICE    | given",
        "name: surname, kind: name  | name: Given, kind: name     | NAME_TWICE    | Given",
        "name: surname, kind: name  | name: Block, kind: name     | NAME_RESERVED | stated_Block",
        "{name: surname, kind: name | {name: surname              | MISSING_KEY   | kind",
        "name: nino, kind: code     | name: nino, kin: code, kind: code | UNKNOWN_KEY | kind",
        "kind: name, column: Given  | kind: name, sql: x, column: G | WRONG_VALUE | not several",
        "columns: [year, month, day] | columns: []                | WRONG_VALUE   | columns",
        "blank: [unknown, n/a]      | blank: unknown              | WRONG_TYPE    | [unknown]",
        "month_first: true          | month_first: first          | WRONG_TYPE    | true or false",
        "compare: false             | compare: 1                  | WRONG_TYPE    | true or false",
        "exchangeable: [[given, surname]] | exchangeable: [[given]] | WRONG_VALUE | two name fields",
        "exchangeable: [[given, surname]] | exchangeable: [[given, surnam]] | FIELD_UNKNOWN | surname",
        "exchangeable: [[given, surname]] | exchangeable: [[given, dob]] | WRONG_VALUE | name fields",
        "fields: [city, sex]        | fields: [city, sx]          | FIELD_UNKNOWN | sex",
        "fields: [city, sex]        | fields: []                  | WRONG_VALUE   | fields",
        "frequency: city            | frequency: town             | FIELD_UNKNOWN | town",
        "- name: place              | - name: dob                 | NAME_TWICE    | dob",
        "{label: same, when: l.city = r.city} | {label: same}     | MISSING_KEY   | when",
        "[surname.sound, dob.year]  | [surname.sond, dob.year]    | WRONG_VALUE   | field.sound",
        "[surname.sound, dob.year]  | [surnam.sound, dob.year]    | FIELD_UNKNOWN | surnam",
        "[surname.sound, dob.year]  | []                          | WRONG_VALUE   | keys",
        "distinct: [nino]           | distinct: [ninos]           | FIELD_UNKNOWN | nino",
        "threshold: 0.9             | threshold: 1                | WRONG_VALUE   | between 0 and 1",
        "review: 0.4                | review: 1                   | WRONG_VALUE   | between 0 and 1",
        "review: 0.4                | review: some                | WRONG_TYPE    | between 0 and 1",
        "threshold: 0.9             | threshold: high             | WRONG_TYPE    | between 0 and 1",
        "review: 0.4                | review: 0.9                 | WRONG_VALUE   | below the threshold",
        "review: 0.4                | review: 0                   | WRONG_VALUE   | between 0 and 1",
        "rules: [[given, surname, dob]] | rules: [[given, surname, do]] | FIELD_UNKNOWN | dob",
        "recall: 0.8                | recall: 0                   | WRONG_VALUE   | above 0",
        "block_limit: 50            | block_limit: 1              | WRONG_VALUE   | 2 to 100000",
        "pairs_per_record: 7        | pairs_per_record: 7.5       | WRONG_TYPE    | 1 to 1000",
        "driver_pairs: 900          | driver_pairs: 0             | WRONG_VALUE   | 1 to 500000000",
      })
  void faults(String from, String to, String code, String message) {
    assertThat(WHOLE).contains(from);
    long line = WHOLE.substring(0, WHOLE.indexOf(from)).lines().count();
    boolean atLineStart = WHOLE.indexOf(from) == 0 || WHOLE.charAt(WHOLE.indexOf(from) - 1) == '\n';

    List<String> faults = faultsOf(WHOLE.replace(from, to));

    assertThat(faults.get(0))
        .startsWith("c.yaml:%d: [%s] ".formatted(atLineStart ? line + 1 : line, code))
        .contains(message);
  }

  @Test
  void allFaultsAtOnce() {
    assertThat(
            faultsOf(
                WHOLE
                    .replace("kind: text", "kind: txt")
                    .replace("distinct: [nino]", "distinct: [nio]")))
        .hasSize(2);
  }

  @Test
  void noFieldNoLinking() {
    assertThat(faultsOf("id: n\nfields: []\n").get(0)).startsWith("c.yaml:2: [WRONG_VALUE]");
    assertThat(faultsOf("id: n\n").get(0)).startsWith("c.yaml:1: [MISSING_KEY]");
  }

  @Test
  void whatIsNoYamlIsAFault() {
    assertThat(faultsOf("id: [n\n").get(0)).startsWith("c.yaml:");
  }

  /** A pair's levels are kept in one number, which has room for sixteen. */
  @Test
  void sixteenComparisonsAtMost() {
    assertThat(LinkConfigReader.read("c.yaml", withFields(16)).fields()).hasSize(16);
    assertThat(faultsOf(withFields(17)))
        .singleElement()
        .asString()
        .startsWith("c.yaml:2: [COMPARISONS_TOO_MANY]");
  }

  private static String withFields(int fields) {
    return IntStream.range(0, fields)
        .mapToObj("  - {name: f%d, kind: code}\n"::formatted)
        .collect(Collectors.joining("", "id: n\nfields:\n", ""));
  }

  /** Each rule has one bit of a number of 64. */
  @Test
  void sixtyFourBlockingRulesAtMost() {
    String rules = IntStream.range(0, 65).mapToObj(i -> "[nino]").collect(Collectors.joining(", "));

    assertThat(
            faultsOf(
                "id: n\nfields:\n  - {name: nino, kind: code}\nblocking: [%s]\n".formatted(rules)))
        .singleElement()
        .asString()
        .startsWith("c.yaml:4: [WRONG_VALUE]");
  }

  @Test
  void aFileThatIsNotThere() {
    assertThatThrownBy(() -> LinkConfigReader.read(folder.resolve("none.yaml")))
        .isInstanceOf(HeduiException.class)
        .hasMessageContaining("none.yaml")
        .extracting(thrown -> ((HeduiException) thrown).code())
        .isEqualTo("LINK_CONFIG_MISSING");
  }

  private static List<String> faultsOf(String text) {
    HeduiException thrown =
        catchThrowableOfType(HeduiException.class, () -> LinkConfigReader.read("c.yaml", text));
    assertThat(thrown.code()).isEqualTo("LINK_CONFIG_INVALID");
    assertThat(thrown.exitCode()).isEqualTo(2);
    return thrown.getMessage().lines().skip(1).toList();
  }
}
