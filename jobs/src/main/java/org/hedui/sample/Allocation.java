package org.hedui.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hedui.contract.HeduiException;

/**
 * How many households of a sample come from each township: as its share in all, by largest
 * remainder, but not fewer than two, or one where the sample is too small for two.
 */
final class Allocation {
  private static final long WANTED = 2;

  private Allocation() {}

  /**
   * Shares a sample out.
   *
   * @param towns households of each township, at least one each
   * @param size how many to draw, at most as many as there are
   * @return a stratum a township, in the order of their codes; {@code size} are drawn in all
   * @throws HeduiException SAMPLE_TOO_SMALL, exit code 2, if it has not one for each township
   */
  static List<Stratum> of(SortedMap<String, Long> towns, long size) {
    if (size < towns.size()) {
      throw new HeduiException(
          "SAMPLE_TOO_SMALL",
          2,
          "%,d households are too few for %,d townships, which need one each; name a larger --size,"
                  .formatted(size, towns.size())
              + " a smaller --margin, or a --division.");
    }
    long two = towns.values().stream().mapToLong(households -> Math.min(households, WANTED)).sum();
    long least = size >= two ? WANTED : 1;
    Map<String, Long> drawn = new TreeMap<>();
    SortedMap<String, Long> rest = new TreeMap<>(towns);
    while (true) {
      long left = size - drawn.values().stream().mapToLong(Long::longValue).sum();
      Map<String, Long> shares = byLargestRemainder(rest, left);
      List<String> few =
          rest.keySet().stream()
              .filter(town -> shares.get(town) < Math.min(rest.get(town), least))
              .toList();
      if (few.isEmpty()) {
        drawn.putAll(shares);
        break;
      }
      // These get the least; the others share what remains.
      few.forEach(town -> drawn.put(town, Math.min(rest.remove(town), least)));
    }
    return towns.entrySet().stream()
        .map(town -> new Stratum(town.getKey(), town.getValue(), drawn.get(town.getKey())))
        .toList();
  }

  private static Map<String, Long> byLargestRemainder(SortedMap<String, Long> towns, long size) {
    long all = towns.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Long> shares = new TreeMap<>();
    towns.forEach((town, households) -> shares.put(town, households * size / all));
    long left = size - shares.values().stream().mapToLong(Long::longValue).sum();
    List<String> order = new ArrayList<>(towns.keySet());
    // Equal remainders go by code: the sort keeps that order.
    order.sort(Comparator.comparing((String town) -> -(towns.get(town) * size % all)));
    order.stream().limit(left).forEach(town -> shares.merge(town, 1L, Long::sum));
    return shares;
  }
}
