package org.hedui.synth;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Gives names as often as they occur: surnames by census, given names by birth cohort and sex. */
final class NameBook {
  private static final int COLUMNS_OF_A_COHORT = 6;

  private final Urn<String> surnames;
  private final Map<Sex, NavigableMap<Integer, Cohort>> cohorts = new EnumMap<>(Sex.class);
  private final Map<String, Urn<String>> minority = new HashMap<>();

  /** Given names of one sex born in the same years. */
  private record Cohort(double single, Urn<String> alone, Urn<String> first, Urn<String> second) {}

  NameBook() {
    List<List<String>> census = Resource.lines("surnames.csv");
    surnames =
        Urn.weighted(
            census.stream().map(line -> line.get(0)).toList(),
            census.stream().mapToDouble(line -> Double.parseDouble(line.get(1))).toArray());
    for (List<String> line : Resource.lines("given.csv")) {
      if (line.size() != COLUMNS_OF_A_COHORT) {
        throw new IllegalStateException("given.csv: a line has not " + COLUMNS_OF_A_COHORT);
      }
      cohorts
          .computeIfAbsent(Sex.valueOf(line.get(1)), sex -> new TreeMap<>())
          .put(
              Integer.parseInt(line.get(0)),
              new Cohort(
                  Double.parseDouble(line.get(2)),
                  Urn.ranked(Resource.characters(line.get(3))),
                  Urn.ranked(Resource.characters(line.get(4))),
                  Urn.ranked(Resource.characters(line.get(5)))));
    }
    for (List<String> line : Resource.lines("minority.csv")) {
      minority.put(String.join("", line.subList(0, 3)), Urn.ranked(line.subList(3, line.size())));
    }
  }

  /** An inherited part for somebody whose father is not known. */
  String family(People people, Dice dice) {
    return switch (people) {
      case HAN -> surnames.draw(dice);
      case UYGUR -> minority.get("UYGURM1").draw(dice);
      case YI -> minority.get("YIC1").draw(dice);
    };
  }

  /** The part that brothers and sisters share where a family keeps generation names. */
  String generation(Sex sex, int birthYear, Dice dice) {
    return cohort(sex, birthYear).first().draw(dice);
  }

  /** A given name. */
  String given(People people, Sex sex, int birthYear, Dice dice) {
    if (people != People.HAN) {
      String lists = people.name() + sex;
      Urn<String> second = minority.get(lists + "2");
      return minority.get(lists + "1").draw(dice) + (second == null ? "" : second.draw(dice));
    }
    Cohort cohort = cohort(sex, birthYear);
    return dice.chance(cohort.single())
        ? cohort.alone().draw(dice)
        : withSecond(cohort.first().draw(dice), sex, birthYear, dice);
  }

  /** A given name of two characters that begins with {@code first}. */
  String withSecond(String first, Sex sex, int birthYear, Dice dice) {
    return first + cohort(sex, birthYear).second().draw(dice);
  }

  private Cohort cohort(Sex sex, int birthYear) {
    return cohorts.get(sex).floorEntry(birthYear).getValue();
  }
}
