package org.hedui.synth;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the offices write: it opens the files, makes the errors, and keeps the truth. Only open
 * files and counters are held, whatever the population.
 */
final class Desk implements Closeable {
  private final SynthSettings settings;
  private final CountyMap map;
  private final Path landing;
  private final Truth truth;
  private final Tally tally = new Tally();
  private final Map<ErrorKind, Slip> slips = new EnumMap<>(ErrorKind.class);
  private final Map<String, DeliveredFile> files = new HashMap<>();
  private Dice dice;
  private long rows;

  Desk(SynthSettings settings, CountyMap map, Path landing, Truth truth) {
    this.settings = settings;
    this.map = map;
    this.landing = landing;
    this.truth = truth;
    slips.putAll(new IdSlips(settings.date()).all());
    slips.putAll(new NameSlips().all());
    slips.putAll(new RowSlips(map).all());
  }

  CountyMap map() {
    return map;
  }

  LocalDate date() {
    return settings.date();
  }

  /** Date of a delivery: 0 the newest, 1 the end of the month before. */
  LocalDate deliveryDate(int before) {
    return before == 0
        ? settings.date()
        : YearMonth.from(settings.date()).minusMonths(before).atEndOfMonth();
  }

  long rows() {
    return rows;
  }

  Tally tally() {
    return tally;
  }

  /** Chance, as it is for the household and the office that have their turn. */
  Dice dice() {
    return dice;
  }

  /** Gives an office its turn with a household. */
  void turn(Office office, Household household) throws IOException {
    dice = Dice.of(settings.seed(), household.number(), office.getClass().getSimpleName());
    office.file(household, this);
  }

  /** Whether an error that an office makes, and not who types the row, happens. */
  boolean happens(ErrorKind kind) {
    boolean happens = dice.chance(settings.errors().rate(kind));
    tally.count(kind, happens);
    return happens;
  }

  /** A row about a person in the newest delivery. */
  Draft draft(Form form, int part, Household household, Person person) throws IOException {
    return new Draft(file(form, 0, part), household, person);
  }

  /** A row about a person in the delivery of the month before, of an increment. */
  Draft earlierDraft(Form form, int part, Household household, Person person) throws IOException {
    return new Draft(file(form, 1, part), household, person);
  }

  /** Puts the person's own ID number, or what stands there while there is none. */
  String idNumber(Draft draft) {
    tally.count(ErrorKind.UNREGISTERED, !draft.person().registered());
    if (draft.person().registered()) {
      return draft.person().idNumber();
    }
    draft.errors().add(ErrorKind.UNREGISTERED);
    return IdSlips.none(draft.person(), dice);
  }

  /** Types a row, with whatever errors happen. */
  void submit(Draft draft) throws IOException {
    slips.entrySet().stream()
        .filter(slip -> slip.getValue().fits().test(draft))
        .filter(slip -> happens(slip.getKey()))
        .forEach(
            slip -> {
              slip.getValue().make().accept(draft, dice);
              draft.errors().add(slip.getKey());
            });
    Set<ErrorKind> first = EnumSet.noneOf(ErrorKind.class);
    first.addAll(draft.errors());
    if (first.remove(ErrorKind.DUPLICATE_ROW)) {
      write(draft, first);
    }
    write(draft, draft.errors());
  }

  private void write(Draft draft, Set<ErrorKind> errors) throws IOException {
    int row = draft.file().write(draft.cells());
    truth.mention(draft.file(), row, Optional.of(draft.person()), errors);
    rows++;
  }

  /** Writes a row about nobody. */
  void submit(Form form, int before, List<String> cells) throws IOException {
    DeliveredFile file = file(form, before, 0);
    truth.mention(file, file.write(cells), Optional.empty(), Set.of());
    rows++;
  }

  private DeliveredFile file(Form form, int before, int part) throws IOException {
    String path =
        "%s/%s/%s%s_%d"
            .formatted(
                form.registry(), deliveryDate(before), CountyMap.NAME, form.title(), part + 1);
    DeliveredFile open = files.get(path);
    if (open == null) {
      Dice habits = Dice.of(settings.seed(), 31L * part + before, form.registry());
      boolean copied = part == 0 && form.equals(StudentOffice.FORM) && copies(habits);
      open = new DeliveredFile(landing, path, form, part, copied, habits);
      files.put(path, open);
    }
    return open;
  }

  private boolean copies(Dice habits) {
    boolean copies = habits.chance(settings.errors().rate(ErrorKind.SAME_FILE));
    tally.count(ErrorKind.SAME_FILE, copies);
    return copies;
  }

  @Override
  public void close() throws IOException {
    for (DeliveredFile file : files.values()) {
      file.close();
    }
  }
}
