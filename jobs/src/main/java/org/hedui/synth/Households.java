package org.hedui.synth;

import java.util.List;

/** Makes households one after the other: what is true of them, not yet what registries say. */
final class Households {
  private static final double MINORITY = .18;
  private static final double MIXED = .10;
  private static final double POOR = .33;
  private static final double ASSISTED_IF_POOR = .22;
  private static final double ASSISTED = .03;
  private static final double SPLIT_BY_POLICE = .20;
  private static final double SPLIT_BY_OFFICE = .15;
  private static final double URBAN = .12;

  private final SynthSettings settings;
  private final NameBook names = new NameBook();
  private final IdNumbers ids;
  private final Schooling schooling;

  Households(SynthSettings settings, CountyMap map) {
    this.settings = settings;
    this.ids = new IdNumbers(settings.county());
    this.schooling = new Schooling(map, settings.date());
  }

  /**
   * Makes a household.
   *
   * @param number from 0, through the county
   * @param ordinal from 0, in its village
   * @param firstPerson number of its first member
   * @param most members at most
   */
  Household make(int number, Village village, int ordinal, int firstPerson, int most) {
    Dice dice = Dice.of(settings.seed(), number, "household");
    Family family =
        new Family(
            settings.date(),
            names,
            ids,
            schooling,
            village,
            people(village, dice),
            firstPerson,
            dice);
    List<Person> members = family.members();
    boolean poor = dice.chance(POOR);
    return new Household(
        number,
        village,
        ordinal,
        members.subList(0, Math.min(most, members.size())),
        dice.chance(URBAN),
        poor,
        dice.chance(SPLIT_BY_POLICE),
        dice.chance(SPLIT_BY_OFFICE),
        dice.chance(poor ? ASSISTED_IF_POOR : ASSISTED),
        "100%08d".formatted(dice.below(100_000_000)));
  }

  /** A village is mostly of one people. */
  private People people(Village village, Dice dice) {
    Dice ofVillage = Dice.of(settings.seed(), village.index(), "village");
    People minority = village.town() % 2 == 0 ? People.YI : People.UYGUR;
    People usual = ofVillage.chance(MINORITY) ? minority : People.HAN;
    return dice.chance(MIXED) ? (usual == People.HAN ? minority : People.HAN) : usual;
  }
}
