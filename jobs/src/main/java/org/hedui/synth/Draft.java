package org.hedui.synth;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A row in the making: right at first, then with the errors of whoever types it. */
final class Draft {
  private final DeliveredFile file;
  private final Household household;
  private final Person person;
  private final List<String> cells;
  private final Set<ErrorKind> errors = EnumSet.noneOf(ErrorKind.class);
  private String otherHousehold = "";

  Draft(DeliveredFile file, Household household, Person person) {
    this.file = file;
    this.household = household;
    this.person = person;
    this.cells = new ArrayList<>(Collections.nCopies(file.form().labels().size(), ""));
  }

  DeliveredFile file() {
    return file;
  }

  Household household() {
    return household;
  }

  Person person() {
    return person;
  }

  List<String> cells() {
    return cells;
  }

  Set<ErrorKind> errors() {
    return errors;
  }

  /** The number of the household that this one may be mistaken for; blank if there is none. */
  String otherHousehold() {
    return otherHousehold;
  }

  Draft put(String label, String value) {
    cells.set(file.form().column(label), value);
    return this;
  }

  Draft put(String label, long value) {
    return put(label, String.valueOf(value));
  }

  Draft put(String label, boolean value) {
    return put(label, value ? "是" : "否");
  }

  Draft put(String label, LocalDate date) {
    return put(label, file.dates().text(date));
  }

  Draft put(String label, Optional<LocalDate> date) {
    return date.map(found -> put(label, found)).orElse(this);
  }

  /** Puts a household number and the one it may be mistaken for. */
  Draft household(String label, String number, String other) {
    otherHousehold = other;
    return put(label, number);
  }

  /** The text of the column with a role; empty if the form has none. */
  Optional<String> get(Role role) {
    return file.form().column(role).map(cells::get);
  }

  /** Replaces the text of the column with a role, if the form has one. */
  void set(Role role, String value) {
    file.form().column(role).ifPresent(column -> cells.set(column, value));
  }

  /** Replaces the date in the column with a role. */
  void set(Role role, LocalDate date) {
    set(role, file.dates().text(date));
  }
}
