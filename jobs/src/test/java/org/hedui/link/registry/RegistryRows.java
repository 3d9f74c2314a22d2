package org.hedui.link.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.contract.Layer;
import org.hedui.contract.MentionRole;
import org.hedui.contract.TableName;
import org.hedui.function.IdNumber;
import org.hedui.lake.Lake;

/**
 * Rows of {@code silver.<registry>} from what a department would write, read as the stage before
 * would read them. A row is called by a label, which is its key and, with the delivery's date, its
 * record id.
 */
final class RegistryRows {
  private final List<Line> lines = new ArrayList<>();

  /** What one row says, by role. */
  private record Line(String registry, String label, Map<MentionRole, String> said) {}

  /** A valid ID number of a county that was never assigned; an odd order is a man's. */
  static String id(String birth, int order) {
    String seventeen = "529921" + birth.replace("-", "") + "%03d".formatted(order);
    return seventeen + IdNumber.checkDigit(seventeen);
  }

  /** Adds a row of the police register. */
  RegistryRows hukou(String label, String name, String id, String birth, String household) {
    return add(
        "household_registration",
        label,
        MentionRole.NAME,
        name,
        MentionRole.ID,
        id,
        MentionRole.BIRTH,
        birth,
        MentionRole.HOUSEHOLD,
        household,
        MentionRole.DIVISION,
        village(household));
  }

  /** Adds a row of the poverty register. */
  RegistryRows poverty(String label, String name, String id, String birth, String household) {
    return add(
        "poverty_register",
        label,
        MentionRole.NAME,
        name,
        MentionRole.ID,
        id,
        MentionRole.BIRTH,
        birth,
        MentionRole.HOUSEHOLD,
        household,
        MentionRole.DIVISION,
        village(household));
  }

  /** Adds a pupil, without a guardian. */
  RegistryRows pupil(String label, String name, String id, String birth, String village) {
    return pupil(label, name, id, birth, village, null);
  }

  /** Adds a pupil of the village's school, with the guardian's ID number. */
  RegistryRows pupil(
      String label, String name, String id, String birth, String village, String guardian) {
    return add(
        "student_register",
        label,
        MentionRole.NAME,
        name,
        MentionRole.ID,
        id,
        MentionRole.BIRTH,
        birth,
        MentionRole.DIVISION,
        "5299210" + village,
        MentionRole.SCHOOL,
        "S" + village,
        MentionRole.GUARDIAN_ID,
        guardian);
  }

  /** Adds a member of a household on assistance. */
  RegistryRows assistance(String label, String name, String id, String household) {
    return add(
        "social_assistance",
        label,
        MentionRole.NAME,
        name,
        MentionRole.ID,
        id,
        MentionRole.HOUSEHOLD,
        household,
        MentionRole.DIVISION,
        village(household));
  }

  /** Adds a payment. */
  RegistryRows payment(String label, String name, String id, String village) {
    return add(
        "aid_payment",
        label,
        MentionRole.NAME,
        name,
        MentionRole.ID,
        id,
        MentionRole.SCHOOL,
        "S" + village);
  }

  /** Adds a line of the list of those to be aided. */
  RegistryRows target(String label, String name, String id, String household) {
    return add(
        "aid_target_list",
        label,
        MentionRole.NAME,
        name,
        MentionRole.ID,
        id,
        MentionRole.HOUSEHOLD,
        household);
  }

  /** The village's part of a household number, such as 01002 in 01002-7. */
  private static String village(String household) {
    return household == null ? null : "5299210" + household.substring(0, household.indexOf('-'));
  }

  /** Adds a row. */
  RegistryRows add(String registry, String label, Object... said) {
    Map<MentionRole, String> values = new LinkedHashMap<>();
    for (int i = 0; i < said.length; i += 2) {
      if (said[i + 1] != null) {
        values.put((MentionRole) said[i], (String) said[i + 1]);
      }
    }
    lines.add(new Line(registry, label, values));
    return this;
  }

  /** What a row says. */
  String said(String label, MentionRole role) {
    return lines.stream()
        .filter(line -> line.label.equals(label))
        .findFirst()
        .orElseThrow()
        .said
        .get(role);
  }

  /** The labels of all rows. */
  List<String> labels() {
    return lines.stream().map(Line::label).toList();
  }

  /** The record id that a row has in the delivery of a date. */
  static String recordId(String label, LocalDate delivered) {
    return delivered + " " + label;
  }

  /** Writes the rows as the slices of a business date, delivered on it. */
  void write(Lake lake, LocalDate businessDate) {
    write(lake, businessDate, rows -> rows);
  }

  /** As {@link #write(Lake, LocalDate)}, the rows of each registry laid out otherwise. */
  void write(Lake lake, LocalDate businessDate, UnaryOperator<Dataset<Row>> layout) {
    Map<String, List<Map<String, String>>> registries = new TreeMap<>();
    int number = 1;
    for (Line line : lines) {
      registries
          .computeIfAbsent(line.registry, any -> new ArrayList<>())
          .add(row(lake, line, number++, businessDate));
    }
    registries.forEach(
        (registry, rows) -> {
          TableName table = new TableName(Layer.SILVER, registry);
          lake.replace(
              table,
              layout.apply(Fixtures.rows(lake.slice(table, businessDate).schema(), rows)),
              businessDate);
        });
  }

  private static Map<String, String> row(Lake lake, Line line, int number, LocalDate delivered) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("record_id", text(recordId(line.label, delivered)));
    row.put("record_key", text(line.label));
    row.put("source_file", text(line.registry + ".csv"));
    row.put("source_row", String.valueOf(number));
    row.put("delivery_date", "DATE'" + delivered + "'");
    row.put("issues", "array()");
    line.said.forEach(
        (role, value) -> {
          String column = lake.schemas().contract(line.registry).mention(role).orElseThrow().name();
          String literal = text(value);
          row.put(column, literal);
          switch (role) {
            case NAME -> {
              row.put(column, "fn.name_clean(%s)".formatted(literal));
              row.put(column + "_norm", "fn.name_norm(%s)".formatted(literal));
              row.put(column + "_pinyin", "fn.name_pinyin(%s)".formatted(literal));
            }
            case ID, GUARDIAN_ID -> {
              row.put(column + "_kind", "fn.id_kind(%s)".formatted(literal));
              row.put(column + "_18", "fn.id18(%s)".formatted(literal));
            }
            default -> {}
          }
        });
    return row;
  }

  private static String text(String value) {
    return "'" + value + "'";
  }
}
