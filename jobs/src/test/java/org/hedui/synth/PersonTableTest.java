package org.hedui.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hedui.contract.HeduiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonTableTest {
  private static final int ROWS = 20_000;

  @TempDir private Path folder;

  private List<String> table(int rows, long seed) throws IOException {
    Path file = folder.resolve("table.csv");
    PersonTable.write(rows, seed, file);
    return Files.readAllLines(file);
  }

  @Test
  void theSeedDecidesEveryByte() throws IOException {
    assertThat(table(1_000, 1)).isEqualTo(table(1_000, 1)).isNotEqualTo(table(1_000, 2));
  }

  @Test
  void hasTheColumnsThatTheFormKnows() throws IOException {
    List<String> lines = table(ROWS, 1);

    assertThat(lines).hasSize(ROWS + 1);
    assertThat(lines.get(0))
        .isEqualTo(
            "rec_id,given_name,surname,street_number,address_1,address_2,suburb,postcode,state,"
                + "date_of_birth,soc_sec_id");
    assertThat(lines).allMatch(line -> line.split(",", -1).length == 11);
  }

  /** Of 40 in 100 persons there are duplicates: one of them twice as often as two, and so on. */
  @Test
  void duplicatesFollowZipf() throws IOException {
    Map<String, Integer> copies = new HashMap<>();
    Map<String, String[]> byId = byId(table(ROWS, 1));
    byId.keySet()
        .forEach(id -> copies.merge(id.replaceAll("-(org|dup-\\d)$", ""), 1, Integer::sum));
    int[] counts = new int[7];
    copies.values().forEach(count -> counts[count]++);

    assertThat(byId).as("ids are unique").hasSize(ROWS);
    assertThat(counts[0]).isZero();
    assertThat((double) counts[1] / copies.size()).isEqualTo(0.6, within(0.02));
    for (int duplicates = 2; duplicates <= 5; duplicates++) {
      assertThat((double) counts[2] / counts[duplicates + 1])
          .as("%d duplicates", duplicates)
          .isEqualTo(duplicates, within(0.15 * duplicates));
    }
  }

  @Test
  void everyDuplicateFollowsAnOriginalAndFewAreLikeIt() throws IOException {
    Map<String, String[]> byId = byId(table(ROWS, 1));
    int same = 0;
    int duplicates = 0;
    int fields = 0;
    for (Map.Entry<String, String[]> row : byId.entrySet()) {
      if (row.getKey().contains("-dup-")) {
        String[] original = byId.get(row.getKey().replaceAll("dup-\\d$", "org"));
        int differ = 0;
        for (int field = 1; field < original.length; field++) {
          differ += original[field].equals(row.getValue()[field]) ? 0 : 1;
        }
        duplicates++;
        same += differ == 0 ? 1 : 0;
        fields += differ;
        assertThat(differ).isLessThanOrEqualTo(10);
      }
    }

    assertThat((double) same / duplicates).isLessThan(0.03);
    assertThat((double) fields / duplicates).isBetween(3.0, 5.0);
  }

  @Test
  void fewNamesAreFrequentAndMostAreRare() throws IOException {
    Map<String, Long> surnames =
        byId(table(ROWS, 1)).values().stream()
            .collect(Collectors.groupingBy(cells -> cells[2], Collectors.counting()));
    long frequent =
        surnames.entrySet().stream()
            .filter(name -> !name.getKey().isEmpty())
            .mapToLong(Map.Entry::getValue)
            .max()
            .orElseThrow();

    assertThat((double) frequent / ROWS).isBetween(0.02, 0.08);
    assertThat(surnames).hasSizeGreaterThan(4_000);
  }

  /** Copies of a person stand apart, as in tables that were filled over years. */
  @Test
  void rowsAreShuffled() throws IOException {
    List<String> ids = table(ROWS, 1).stream().skip(1).map(line -> line.split("-")[1]).toList();
    long neighbours = 0;
    for (int row = 1; row < ids.size(); row++) {
      neighbours += ids.get(row).equals(ids.get(row - 1)) ? 1 : 0;
    }

    assertThat(neighbours).isLessThan(20);
  }

  @Test
  void anImpossibleSizeOrPlaceIsRefused() {
    assertThatThrownBy(() -> PersonTable.write(1, 1, folder.resolve("x.csv")))
        .isInstanceOf(HeduiException.class)
        .hasMessageContaining("10 to 20,000,000");
    assertThatThrownBy(() -> PersonTable.write(10, 1, folder.resolve("none/x.csv")))
        .isInstanceOf(HeduiException.class)
        .hasMessageContaining("none");
  }

  private static Map<String, String[]> byId(List<String> lines) {
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .collect(Collectors.toMap(cells -> cells[0], cells -> cells));
  }
}
