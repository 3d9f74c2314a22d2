package org.hedui.synth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What happens to names: typed by sound, by shape, carelessly, or through a wrong character set.
 */
final class NameSlips {
  private static final String INTERPUNCT = "·";
  private static final List<String> OTHER_MARKS = List.of(".", "•", "・", "‧", "．", " ", "", "");
  private static final Pattern MARKS = Pattern.compile("[·.•・‧． ]");
  private static final List<String> DAMAGE = List.of("?", "\uFFFD");
  private static final int SHORTEST_CUT = 4;

  private final Map<String, List<String>> homophones = new HashMap<>();
  private final Map<String, List<String>> lookalikes = new HashMap<>();
  private final List<String> any;

  NameSlips() {
    for (List<String> line : Resource.lines("homophones.txt")) {
      List<String> group = Resource.characters(line.get(0));
      for (String character : group) {
        homophones
            .computeIfAbsent(character, c -> new ArrayList<>())
            .addAll(group.stream().filter(other -> !other.equals(character)).toList());
      }
    }
    homophones.values().removeIf(List::isEmpty);
    for (List<String> line : Resource.lines("lookalikes.csv")) {
      lookalikes
          .computeIfAbsent(line.get(0), c -> new ArrayList<>())
          .addAll(Resource.characters(line.get(1)));
    }
    any = homophones.keySet().stream().sorted().toList();
  }

  /** The slips by kind. */
  Map<ErrorKind, Slip> all() {
    return Map.of(
        ErrorKind.NAME_HOMOPHONE, taken(homophones),
        ErrorKind.NAME_LOOKALIKE, taken(lookalikes),
        ErrorKind.NAME_WRONG, character(any),
        ErrorKind.NAME_DAMAGED, character(DAMAGE),
        ErrorKind.NAME_INTERPUNCT,
            new Slip(
                draft -> name(draft).contains(INTERPUNCT),
                (draft, dice) ->
                    draft.set(Role.NAME, name(draft).replace(INTERPUNCT, dice.pick(OTHER_MARKS)))),
        ErrorKind.NAME_PART_LOST,
            new Slip(
                draft ->
                    draft.person().name().people() != People.HAN
                        && name(draft).length() >= SHORTEST_CUT,
                NameSlips::partLost),
        ErrorKind.NAME_SPACES, new Slip(draft -> name(draft).length() > 1, NameSlips::spaces));
  }

  private static String name(Draft draft) {
    return draft.get(Role.NAME).orElse("");
  }

  /** A character is taken for another of its list. */
  private static Slip taken(Map<String, List<String>> lists) {
    return new Slip(
        draft -> Resource.characters(name(draft)).stream().anyMatch(lists::containsKey),
        (draft, dice) -> {
          List<String> characters = Resource.characters(name(draft));
          List<Integer> places =
              IntStream.range(0, characters.size())
                  .filter(i -> lists.containsKey(characters.get(i)))
                  .boxed()
                  .toList();
          int place = dice.pick(places);
          replace(draft, place, dice.pick(lists.get(characters.get(place))));
        });
  }

  /** A character, but not the first of the name, becomes one of a list. */
  private static Slip character(List<String> list) {
    return new Slip(
        draft -> name(draft).length() > 1,
        (draft, dice) -> {
          int length = Resource.characters(name(draft)).size();
          int place = dice.between(1, length - 1);
          String before = Resource.characters(name(draft)).get(place);
          List<String> others = list.stream().filter(other -> !other.equals(before)).toList();
          replace(draft, place, dice.pick(others));
        });
  }

  private static void replace(Draft draft, int place, String character) {
    List<String> characters = new ArrayList<>(Resource.characters(name(draft)));
    characters.set(place, character);
    draft.set(Role.NAME, characters.stream().collect(Collectors.joining()));
  }

  private static void partLost(Draft draft, Dice dice) {
    String name = name(draft);
    String[] parts = MARKS.split(name);
    boolean cut = parts.length < 2 || dice.chance(.4);
    draft.set(Role.NAME, cut ? name.substring(0, name.length() - 1) : parts[0]);
  }

  private static void spaces(Draft draft, Dice dice) {
    String name = name(draft);
    draft.set(
        Role.NAME,
        switch (dice.below(3)) {
          case 0 -> name + " ";
          case 1 -> name.substring(0, 1) + "\u3000" + name.substring(1);
          default -> name.substring(0, 1) + " " + name.substring(1);
        });
  }
}
