package org.hedui.synth;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;

/** What happens to the rest of a row: dates, sex, places of before a move, the row as a whole. */
final class RowSlips {
  private static final String REMARK = "电话核实\n已补录";

  private final CountyMap map;

  RowSlips(CountyMap map) {
    this.map = map;
  }

  /** The slips by kind. */
  Map<ErrorKind, Slip> all() {
    return Map.of(
        ErrorKind.BIRTH_SLIP,
            new Slip(
                draft -> draft.get(Role.BIRTH).isPresent(),
                (draft, dice) -> draft.set(Role.BIRTH, mistaken(draft.person().birth(), dice))),
        ErrorKind.SEX_WRONG,
            new Slip(
                draft -> draft.get(Role.SEX).isPresent(),
                (draft, dice) -> draft.set(Role.SEX, draft.person().sex().other().label())),
        ErrorKind.STALE_VILLAGE,
            new Slip(draft -> draft.get(Role.VILLAGE).isPresent(), this::otherVillage),
        ErrorKind.STALE_SCHOOL, new Slip(this::hasOtherSchool, this::otherSchool),
        ErrorKind.STALE_HOUSEHOLD,
            new Slip(
                draft -> !draft.otherHousehold().isEmpty(),
                (draft, dice) -> draft.set(Role.HOUSEHOLD, draft.otherHousehold())),
        ErrorKind.REMARK_LINE_BREAK,
            new Slip(
                draft -> draft.get(Role.REMARK).isPresent(),
                (draft, dice) -> draft.set(Role.REMARK, REMARK)),
        ErrorKind.SHIFTED,
            new Slip(
                draft -> !draft.file().form().workbook(),
                (draft, dice) ->
                    draft.cells().add(draft.file().form().column(Role.NAME).orElseThrow() + 1, "")),
        // The row is written twice by whoever files it.
        ErrorKind.DUPLICATE_ROW, new Slip(draft -> true, (draft, dice) -> {}));
  }

  private static LocalDate mistaken(LocalDate birth, Dice dice) {
    int way = dice.below(3);
    int month = birth.getMonthValue();
    int day = birth.getDayOfMonth();
    if (way == 0 && day <= 12 && day != month) {
      return LocalDate.of(birth.getYear(), day, month);
    }
    if (way == 1) {
      // The date of the lunar calendar, which is behind, taken for one of the solar calendar.
      return birth.minusDays(dice.between(30, 45));
    }
    return digit(birth, dice);
  }

  private static LocalDate digit(LocalDate birth, Dice dice) {
    int lastOfDay = birth.getDayOfMonth() % 10;
    int day = birth.getDayOfMonth() - lastOfDay + (lastOfDay + dice.between(1, 9)) % 10;
    YearMonth month = YearMonth.from(birth);
    return month.isValidDay(day) ? month.atDay(day) : birth.plusYears(dice.chance(.5) ? 1 : -1);
  }

  private void otherVillage(Draft draft, Dice dice) {
    int here = draft.household().village().index();
    Village other =
        map.villages()
            .get((here + dice.between(1, map.villages().size() - 1)) % map.villages().size());
    draft.set(Role.VILLAGE, other.code());
    draft.set(Role.VILLAGE_NAME, other.name());
    draft.set(Role.TOWN_NAME, map.towns().get(other.town()));
  }

  private boolean hasOtherSchool(Draft draft) {
    boolean named = draft.get(Role.SCHOOL).isPresent() || draft.get(Role.SCHOOL_NAME).isPresent();
    return named
        && draft
            .person()
            .study()
            .filter(study -> map.schools(study.stage()).size() > 1)
            .isPresent();
  }

  private void otherSchool(Draft draft, Dice dice) {
    School here = draft.person().study().orElseThrow().school();
    School other =
        dice.pick(
            map.schools(here.stage()).stream().filter(school -> !school.equals(here)).toList());
    draft.set(Role.SCHOOL, other.code());
    draft.set(Role.SCHOOL_NAME, other.name());
  }
}
