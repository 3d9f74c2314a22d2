package org.hedui.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AllocationTest {
  @Test
  void townsGetTheirShareByLargestRemainderAndTwoAtLeast() {
    // Shares of 20 by 1000: 12.4, 5.2, 2.0, 0.36, 0.04; the last has one household only.
    Map<String, Long> towns = Map.of("a", 620L, "b", 260L, "c", 100L, "d", 18L, "e", 1L);

    assertThat(drawn(towns, 20)).containsExactly(11L, 4L, 2L, 2L, 1L);
    // Too small for two each: one each.
    assertThat(drawn(towns, 6)).containsExactly(2L, 1L, 1L, 1L, 1L);
    assertThatThrownBy(() -> drawn(towns, 4)).hasMessageContaining("5 townships");
    assertThat(drawn(Map.of("", 3L), 3)).containsExactly(3L);
  }

  @Test
  void everyAllocationAddsUpAndIsProportional() {
    Random random = new Random(1);
    for (int trial = 0; trial < 2000; trial++) {
      SortedMap<String, Long> towns = new TreeMap<>();
      int count = 1 + random.nextInt(30);
      for (int town = 0; town < count; town++) {
        towns.put("t" + town, 1 + (long) Math.pow(10, 4 * random.nextDouble()));
      }
      long all = towns.values().stream().mapToLong(Long::longValue).sum();
      long size = count + random.nextLong(all - count + 1);

      List<Stratum> strata = Allocation.of(towns, size);

      assertThat(strata.stream().mapToLong(Stratum::drawn).sum()).isEqualTo(size);
      assertThat(strata).allMatch(stratum -> stratum.drawn() >= 1);
      assertThat(strata).allMatch(stratum -> stratum.drawn() <= stratum.households());
      if (size >= 2L * count) {
        assertThat(strata)
            .allMatch(stratum -> stratum.drawn() >= Math.min(2, stratum.households()));
        // Those above the least share what remains, each within one of its quota.
        List<Stratum> shared = strata.stream().filter(stratum -> stratum.drawn() > 2).toList();
        long households = shared.stream().mapToLong(Stratum::households).sum();
        long drawn = shared.stream().mapToLong(Stratum::drawn).sum();
        assertThat(shared)
            .allMatch(
                stratum ->
                    Math.abs(stratum.drawn() - (double) stratum.households() * drawn / households)
                        <= 2);
      }
    }
  }

  private static List<Long> drawn(Map<String, Long> towns, long size) {
    return Allocation.of(new TreeMap<>(towns), size).stream().map(Stratum::drawn).toList();
  }
}
