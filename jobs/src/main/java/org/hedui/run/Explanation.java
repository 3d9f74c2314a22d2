package org.hedui.run;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.CodeList;
import org.hedui.contract.HeduiException;
import org.hedui.contract.TableName;
import org.hedui.lake.TableDefinition;
import org.hedui.link.registry.Decisions;

/**
 * Says in plain words why records are one person and what that person is owed. It shows no whole
 * name and no whole number.
 */
final class Explanation {
  /** Records, events and decisions that are shown at most, each. */
  private static final int LIMIT = 200;

  private final PublishedLake lake;
  private final List<String> lines = new ArrayList<>();

  /** An explanation by what the lake holds on its business date. */
  Explanation(PublishedLake lake) {
    this.lake = lake;
  }

  /**
   * Explains a person, or the person of a record.
   *
   * @throws HeduiException ID_UNKNOWN, exit code 2
   */
  List<String> of(String id) {
    List<Row> person =
        lake.silver("identity_link")
            .where(col("person_id").equalTo(id).or(col("record_id").equalTo(id)))
            .select("person_id")
            .takeAsList(1);
    String personId = person.isEmpty() ? id : person.get(0).getString(0);
    List<Row> events = events(personId);
    if (person.isEmpty() && events.isEmpty()) {
      throw unknown(id);
    }
    say("Person %s on %s".formatted(personId, lake.businessDate()));
    if (person.isEmpty()) {
      say("  has no record on this date; its history tells where it went.");
    } else {
      records(col("person_id").equalTo(personId), id);
      values(personId);
      entitlements(personId);
      decisions(col("person_id").equalTo(personId));
    }
    history(events);
    return lines;
  }

  /**
   * Explains a pair of records.
   *
   * @throws HeduiException ID_UNKNOWN, exit code 2
   */
  List<String> of(String one, String other) {
    Column both = col("record_id").isin(one, other);
    List<Row> persons =
        lake.silver("identity_link").where(both).select("record_id", "person_id").collectAsList();
    for (String id : List.of(one, other)) {
      if (persons.stream().noneMatch(row -> row.getString(0).equals(id))) {
        throw unknown(id);
      }
    }
    long different = persons.stream().map(row -> row.getString(1)).distinct().count();
    say(
        "The two records are %s on %s"
            .formatted(different == 1 ? "one person" : "two persons", lake.businessDate()));
    persons.forEach(
        row -> say("  record %s: person %s".formatted(row.getString(0), row.getString(1))));
    records(both, "");
    weighed(one, other);
    decisions(both);
    return lines;
  }

  private void records(Column which, String asked) {
    Dataset<Row> mentions =
        lake.silver("mention")
            .select(
                col("record_id"),
                col("source_sheet"),
                call_function("fn.mask_name", col("name")).as("name"),
                // The last four characters show nobody's birth date.
                concat(lit("…"), substring(col("id18"), 15, 4)).as("id"));
    List<Row> rows =
        lake.silver("identity_link")
            .where(which)
            // One mention a record.
            .join(mentions, "record_id")
            .orderBy("registry", "source_file", "source_row")
            .select(
                col("record_id"),
                col("registry"),
                col("source_file"),
                coalesce(concat(lit(", sheet "), col("source_sheet")), lit("")),
                col("source_row"),
                coalesce(col("name"), lit("no name")),
                coalesce(col("id"), lit("none valid")),
                col("match_rule"),
                col("match_probability"),
                col("decision"),
                col("lasting_id"))
            .takeAsList(LIMIT + 1);
    say("Records");
    for (Row row : shown(rows)) {
      String mark = row.getString(0).equals(asked) ? " (asked for)" : "";
      say("  %s: %s%s, row %s%s".formatted(row.get(1), row.get(2), row.get(3), row.get(4), mark));
      say("    name %s, ID number %s".formatted(row.get(5), row.get(6)));
      say(
          "    linked by %s: %s; decided %s; probability %.4f"
              .formatted(
                  row.get(7),
                  words("match_rule", row.getString(7)),
                  words("link_decision", row.getString(9)),
                  row.getDouble(8)));
      say("    record_id %s, lasting_id %s".formatted(row.get(0), row.get(10)));
    }
  }

  private void values(String personId) {
    List<Row> rows =
        lake.silver("person")
            .where(col("person_id").equalTo(personId))
            .select("survivorship")
            .takeAsList(1);
    for (Row row : rows) {
      Map<String, String> sources = new TreeMap<>(row.<String, String>getJavaMap(0));
      say("Values");
      sources.forEach(
          (value, source) -> {
            int colon = source.indexOf(':');
            say(
                "  %s: from %s, %s"
                    .formatted(
                        value,
                        source.substring(0, colon),
                        words("value_reason", source.substring(colon + 1))));
          });
    }
  }

  private void entitlements(String personId) {
    List<Row> rows =
        lake.silver("entitlement")
            .where(col("person_id").equalTo(personId))
            .orderBy("term", "programme_code")
            .takeAsList(LIMIT);
    if (rows.isEmpty()) {
      return;
    }
    say("Entitlements");
    for (Row row : rows) {
      say(
          "  %s %s: %s yuan, %s, by policy %s (%s)%s"
              .formatted(
                  row.getAs("term"),
                  row.getAs("programme_code"),
                  row.getAs("amount"),
                  words("programme", row.getAs("programme_code")),
                  row.getAs("policy_id"),
                  row.getAs("basis"),
                  isConfirmed(row) ? "" : "; not confirmed, so not used for money"));
      say("    %s".formatted(row.<String>getAs("reason")));
      say("    %s".formatted(row.<String>getAs("reason_en")));
      shares(row);
    }
    say("  sum %s yuan".formatted(sum(rows.stream().filter(Explanation::isConfirmed))));
    if (!rows.stream().allMatch(Explanation::isConfirmed)) {
      say("  not confirmed %s yuan".formatted(sum(rows.stream().filter(row -> !isConfirmed(row)))));
    }
  }

  private void shares(Row row) {
    String shares =
        Stream.of("central", "province", "city", "county", "rest")
            .filter(level -> row.getAs("share_" + level) != null)
            .map(level -> level + " " + row.getAs("share_" + level))
            .collect(Collectors.joining(", "));
    say("    shares " + (shares.isEmpty() ? "not set" : shares));
    if (row.getAs("funding") != null) {
      List<String> funding = row.getList(row.fieldIndex("funding"));
      funding.forEach(source -> say("    paid from " + source));
    }
  }

  private static boolean isConfirmed(Row entitlement) {
    return entitlement.getAs("confirmed");
  }

  private static BigDecimal sum(Stream<Row> entitlements) {
    return entitlements
        .map(row -> row.<BigDecimal>getAs("amount"))
        .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }

  private void weighed(String one, String other) {
    String least = one.compareTo(other) < 0 ? one : other;
    List<Row> rows =
        lake.silver("link_pair")
            .where(col("record_id_l").equalTo(least))
            .where(col("record_id_r").equalTo(least.equals(one) ? other : one))
            .select("match_weight", "match_probability", "decision", "model_version", "levels")
            .takeAsList(1);
    say("Evidence");
    if (rows.isEmpty()) {
      say("  The pair was not weighed.");
    }
    for (Row row : rows) {
      say(
          "  %s: weight %.2f, probability %.4f, model %s"
              .formatted(
                  words("link_decision", row.getString(2)),
                  row.getDouble(0),
                  row.getDouble(1),
                  row.get(3)));
      new TreeMap<>(row.<String, Integer>getJavaMap(4))
          .forEach((name, level) -> say("    %s: level %s".formatted(name, level)));
    }
  }

  /** The decisions in force about records. */
  private void decisions(Column which) {
    Dataset<Row> records = lake.silver("identity_link").where(which).select("lasting_id");
    Dataset<Row> inForce = Decisions.inForce(lake.silver("link_decision"), lake.businessDate());
    List<Row> rows =
        inForce
            .join(records, col("lasting_id").isin(col("lasting_id_l"), col("lasting_id_r")))
            .select(
                col("decided_on").cast("string"),
                col("decided_by"),
                col("answer"),
                col("lasting_id_l"),
                col("lasting_id_r"))
            .distinct()
            .orderBy("decided_on", "lasting_id_l")
            .takeAsList(LIMIT + 1);
    if (!rows.isEmpty()) {
      say("Decisions of reviewers");
    }
    for (Row row : shown(rows)) {
      say(
          "  %s, %s: %s for the records %s and %s"
              .formatted(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)));
    }
  }

  private List<Row> events(String personId) {
    return lake.lake()
        .readOrEmpty(TableName.of("silver.person_event"))
        .where(col(TableDefinition.BUSINESS_DATE).leq(lit(lake.businessDate())))
        .where(col("person_id").equalTo(personId).or(col("other_person_id").equalTo(personId)))
        .orderBy(TableDefinition.BUSINESS_DATE, "event", "person_id", "record_id")
        .select(
            col(TableDefinition.BUSINESS_DATE).cast("string"),
            col("event"),
            col("person_id"),
            col("record_id"),
            col("other_person_id"),
            col("rule"))
        .takeAsList(LIMIT + 1);
  }

  private void history(List<Row> events) {
    say("History");
    for (Row event : shown(events)) {
      String record = event.isNullAt(3) ? "" : ", record " + event.get(3);
      String other = event.isNullAt(4) ? "" : ", other person " + event.get(4);
      say(
          "  %s %s: %s (person %s%s%s; %s)"
              .formatted(
                  event.get(0),
                  event.get(1),
                  words("person_event", event.getString(1)),
                  event.get(2),
                  record,
                  other,
                  event.get(5)));
    }
  }

  private List<Row> shown(List<Row> rows) {
    if (rows.size() > LIMIT) {
      say("  (the first %d)".formatted(LIMIT));
    }
    return rows.subList(0, Math.min(LIMIT, rows.size()));
  }

  private String words(String list, String code) {
    CodeList codes = lake.lake().schemas().codes().get(list);
    return codes.codes().stream()
        .filter(known -> known.code().equals(code))
        .map(CodeList.Code::en)
        .findFirst()
        .orElse(code);
  }

  private HeduiException unknown(String id) {
    // What was typed may be an ID number, so it is not repeated.
    return new HeduiException(
        "ID_UNKNOWN",
        ExitCodes.WRONG_USE,
        "No person or record of %s has this id of %d characters; `hedui sql` over"
                .formatted(lake.businessDate(), id.length())
            + " silver.identity_link finds ids.");
  }

  private void say(String line) {
    lines.add(line);
  }
}
