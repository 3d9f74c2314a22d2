package org.hedui.keep;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.upper;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;
import org.hedui.contract.MentionRole;
import org.hedui.contract.Semantic;
import org.hedui.contract.TableName;
import org.hedui.function.PseudonymKey;
import org.hedui.function.Suppressed;
import org.hedui.lake.Lake;

/**
 * By what a person is known in a lake, at any business date.
 *
 * @param personId the person
 * @param records {@code record_id} of the rows that are about the person
 * @param lasting their {@code lasting_id}
 * @param numbers the person's valid ID number; none if none is known
 * @param hashes {@code id_hash} of these
 * @param exceptions cases about the person
 * @param profiles groups of the person's rows, as the linker weighed them
 * @param households households that have no other member
 * @param keyHashes {@code key_hash} of rows without a valid number of their own
 * @param shared names and telephone numbers: others may have the same
 * @param places file and row of each delivered row that is about the person
 */
record Trace(
    String personId,
    Set<String> records,
    Set<String> lasting,
    Set<String> numbers,
    Set<String> hashes,
    Set<String> exceptions,
    Set<String> profiles,
    Set<String> households,
    Set<String> keyHashes,
    Set<String> shared,
    Set<String> places) {
  private static final TableName LINK = TableName.of("silver.identity_link");
  private static final TableName PERSON = TableName.of("silver.person");
  private static final TableName CASE = TableName.of("silver.case");
  private static final TableName MEMBERSHIP = TableName.of("silver.membership");
  private static final TableName QUARANTINE = TableName.of("bronze.quarantine");

  /**
   * Finds a person.
   *
   * @throws HeduiException PERSON_UNKNOWN, exit code 2, if no row was ever linked to the person
   */
  static Trace of(Lake lake, String personId, PseudonymKey key) {
    Dataset<Row> links = lake.readOrEmpty(LINK);
    Column person = col("person_id").equalTo(personId);
    Set<String> lasting = texts(links.where(person), "lasting_id");
    Column linked = person.or(col("lasting_id").isin(lasting.toArray()));
    Set<String> records = texts(links.where(linked), "record_id");
    if (records.isEmpty()) {
      throw new HeduiException(
          "PERSON_UNKNOWN",
          2,
          "No row of any business date is linked to this person_id; nothing was done.");
    }
    Set<String> numbers = texts(lake.readOrEmpty(PERSON).where(person), "id18");
    // A child's row may bear the number of its guardian; the linker has found that out.
    Set<String> ofOthers = texts(links.where(not(linked)), "record_id");
    ofOthers.removeAll(records);
    Set<String> keyHashes = new TreeSet<>();
    Set<String> shared = new TreeSet<>();
    Set<String> places = new TreeSet<>();
    for (Contract registry : lake.schemas().contracts(Contract.Kind.REGISTRY)) {
      TableName bronze = new TableName(Layer.BRONZE, registry.name());
      if (registry.mentionsPersons() && lake.exists(bronze)) {
        Delivered.of(lake.read(bronze), registry, records, numbers).stream()
            .filter(row -> !ofOthers.contains(row.recordId()))
            .forEach(
                row -> {
                  records.add(row.recordId());
                  places.add(row.place());
                  shared.addAll(row.shared());
                  row.keyHash().ifPresent(keyHashes::add);
                });
      }
    }
    lake.readOrEmpty(QUARANTINE)
        .where(anyOf(numbers, col("raw").cast("string")))
        .select("record_id", "source_file", "source_row")
        .collectAsList()
        .forEach(
            row -> {
              records.add(row.getString(0));
              places.add(place(row.getString(1), row.getInt(2)));
            });
    return new Trace(
        personId,
        records,
        lasting,
        numbers,
        numbers.stream().map(number -> key.pseudonym("id", number)).collect(Collectors.toSet()),
        texts(lake.readOrEmpty(CASE).where(person), "exception_id"),
        texts(links.where(linked), "profile"),
        alone(lake, personId),
        keyHashes,
        shared,
        places);
  }

  /** A delivered row of the person. */
  private record Delivered(
      String recordId, String place, Optional<String> keyHash, Set<String> shared) {

    static List<Delivered> of(
        Dataset<Row> bronze, Contract registry, Set<String> records, Set<String> numbers) {
      List<String> own =
          Stream.of(MentionRole.ID, MentionRole.STUDENT_NUMBER, MentionRole.DISABILITY_CARD)
              .flatMap(role -> registry.mention(role).stream())
              .map(org.hedui.contract.Column::name)
              .toList();
      List<String> shared =
          registry.columns().stream()
              .filter(
                  column ->
                      column.semantic() == Semantic.PHONE
                          || column.mention().filter(MentionRole.NAME::equals).isPresent())
              .map(org.hedui.contract.Column::name)
              .filter(name -> !name.startsWith("guardian_"))
              .toList();
      Column mine = col("record_id").isin(records.toArray());
      for (String column : own) {
        mine = mine.or(anyOf(numbers, upper(col(column))));
      }
      Column[] columns =
          Stream.concat(
                  Stream.of("record_id", "source_file", "source_row", "key_hash"),
                  Stream.concat(own.stream(), shared.stream()))
              .map(name -> col(name))
              .toArray(Column[]::new);
      return bronze.where(mine).select(columns).collectAsList().stream()
          .map(row -> of(row, own, shared))
          .toList();
    }

    private static Delivered of(Row row, List<String> own, List<String> shared) {
      boolean numbered =
          own.stream()
              .map(column -> row.<String>getAs(column))
              .anyMatch(cell -> cell != null && Suppressed.number(cell).isPresent());
      return new Delivered(
          row.getString(0),
          Trace.place(row.getString(1), row.getInt(2)),
          numbered ? Optional.empty() : Optional.of(row.getString(3)),
          shared.stream()
              .map(column -> row.<String>getAs(column))
              .filter(cell -> cell != null && cell.strip().length() > 1)
              .map(String::strip)
              .collect(Collectors.toSet()));
    }
  }

  /** Households of which the person is the only member at any date. */
  private static Set<String> alone(Lake lake, String personId) {
    Dataset<Row> members = lake.readOrEmpty(MEMBERSHIP);
    return texts(
        members
            .groupBy("household_id")
            .agg(collect_set("person_id").as("persons"))
            .where(size(col("persons")).equalTo(1).and(array_contains(col("persons"), personId))),
        "household_id");
  }

  /** Whether a text holds one of these values. */
  static Column anyOf(Set<String> values, Column text) {
    return values.isEmpty()
        ? lit(false)
        : coalesce(text.rlike(String.join("|", values)), lit(false));
  }

  /** Whether a text holds one of these values, whatever signs they are made of. */
  static Column contains(Set<String> values, Column text) {
    Column found = lit(false);
    for (String value : values) {
      found = found.or(text.contains(value));
    }
    return coalesce(found, lit(false));
  }

  private static String place(String file, int row) {
    return file + " row " + row;
  }

  private static Set<String> texts(Dataset<Row> rows, String column) {
    return rows.where(col(column).isNotNull()).select(column).distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What no cell of anybody else's row and no file of the lake may hold afterwards. */
  Set<String> needles() {
    Set<String> needles = new LinkedHashSet<>();
    needles.add(personId);
    for (String number : numbers) {
      needles.add(number);
      needles.add(number.toLowerCase(Locale.ROOT));
      if (number.startsWith("19", 6)) {
        needles.add(number.substring(0, 6) + number.substring(8, 17));
      }
    }
    Stream.of(hashes, lasting, records, exceptions).forEach(needles::addAll);
    return needles;
  }

  /** The hashes by which the person is known when delivered again. */
  Set<String> suppressed(PseudonymKey key) {
    Set<String> all = new TreeSet<>();
    numbers.forEach(number -> all.add("ID " + Suppressed.id(key, number)));
    keyHashes.forEach(hash -> all.add("RECORD " + Suppressed.record(key, hash)));
    return all;
  }
}
