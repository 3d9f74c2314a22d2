package org.hedui.lake;

import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.hedui.contract.TableName;

/**
 * All rows of {@code ops.publication}: which versions of which tables somebody may still ask for.
 *
 * <p>A run replaces the slices of its own date only, so a published slice lasts in every later
 * version of its table, and the pointer may follow it there. Not so the slice of a <em>torn</em>
 * date, which a later run replaced without being published, and the slice that a later published
 * run replaced: these live in their old versions alone.
 */
public final class Pointers {
  private static final TableName PUBLICATION = TableName.of("ops.publication");
  private static final TableName RUN = TableName.of("ops.run");

  private final Lake lake;
  private final List<Pointer> pointers;

  private Pointers(Lake lake, List<Pointer> pointers) {
    this.lake = lake;
    this.pointers = pointers;
  }

  /**
   * One publication.
   *
   * @param runId the run
   * @param businessDate its business date
   * @param at when it was published
   * @param versions version by table name
   * @param heir when a later run of the date was published; empty for the newest of its date
   * @param torn whether a later run of the date wrote and was not published
   */
  public record Pointer(
      String runId,
      LocalDate businessDate,
      Instant at,
      Map<String, Long> versions,
      Optional<Instant> heir,
      boolean torn) {
    /** Copies the map. */
    public Pointer {
      versions = Map.copyOf(versions);
    }

    private boolean lives() {
      return heir.isEmpty() && !torn;
    }

    private Pointer with(Map<String, Long> moved) {
      return new Pointer(runId, businessDate, at, moved, heir, torn);
    }
  }

  /** Reads the publications of a lake, the newest first. */
  public static Pointers of(Lake lake) {
    Map<LocalDate, Instant> lastUnfinished = unfinished(lake);
    Map<LocalDate, Instant> heirs = new HashMap<>();
    List<Pointer> pointers = new ArrayList<>();
    for (Row row :
        lake.readOrEmpty(PUBLICATION)
            .orderBy(col("published_at").desc())
            .select("run_id", "business_date", "published_at", "versions")
            .collectAsList()) {
      LocalDate date = row.getDate(1).toLocalDate();
      Instant at = row.getTimestamp(2).toInstant();
      boolean torn = lastUnfinished.getOrDefault(date, Instant.MIN).isAfter(at);
      pointers.add(
          new Pointer(
              row.getString(0),
              date,
              at,
              row.getJavaMap(3),
              Optional.ofNullable(heirs.put(date, at)),
              torn));
    }
    return new Pointers(lake, pointers);
  }

  /** When the last run of a date began that was not completed. */
  private static Map<LocalDate, Instant> unfinished(Lake lake) {
    Map<LocalDate, Instant> last = new HashMap<>();
    lake.readOrEmpty(RUN)
        .where("state <> 'COMPLETED'")
        .select("business_date", "started_at")
        .collectAsList()
        .forEach(
            row ->
                last.merge(
                    row.getDate(0).toLocalDate(),
                    row.getTimestamp(1).toInstant(),
                    (a, b) -> a.isAfter(b) ? a : b));
    return last;
  }

  /** The publications, the newest first. */
  public List<Pointer> all() {
    return List.copyOf(pointers);
  }

  /** The greatest business dates that are published, the greatest first. */
  public List<LocalDate> dates() {
    return pointers.stream()
        .map(Pointer::businessDate)
        .distinct()
        .sorted((a, b) -> b.compareTo(a))
        .toList();
  }

  /**
   * Publications that live in old versions alone and are given up: those that were replaced, or
   * torn, before a time. What readers see is never among them.
   */
  public List<Pointer> old(Instant before) {
    List<Pointer> old = new ArrayList<>();
    for (Pointer pointer : pointers) {
      boolean seen = pointer.equals(pointers.get(0));
      Instant since = pointer.heir().orElse(pointer.at());
      if (!seen && !pointer.lives() && since.isBefore(before)) {
        old.add(pointer);
      }
    }
    return old;
  }

  /**
   * The publications as they should stand: without those given up, the living ones moved to the
   * newest version of each sliced table.
   */
  public Pointers settled(List<Pointer> givenUp) {
    return moved(givenUp, this::newestIfSliced);
  }

  /**
   * As {@link #settled}, but every table is shown in its newest version: no older one will last.
   */
  public Pointers renewed(List<Pointer> givenUp) {
    return moved(givenUp, name -> Optional.of(lake.version(TableName.of(name))));
  }

  private Pointers moved(List<Pointer> givenUp, Function<String, Optional<Long>> newestOf) {
    Set<Pointer> gone = new HashSet<>(givenUp);
    Map<String, Optional<Long>> newest = new HashMap<>();
    List<Pointer> kept = new ArrayList<>();
    for (Pointer pointer : pointers) {
      if (!gone.contains(pointer)) {
        kept.add(pointer.lives() ? moved(pointer, newest, newestOf) : pointer);
      }
    }
    return new Pointers(lake, kept);
  }

  private static Pointer moved(
      Pointer pointer,
      Map<String, Optional<Long>> newest,
      Function<String, Optional<Long>> newestOf) {
    Map<String, Long> versions = new TreeMap<>();
    pointer
        .versions()
        .forEach(
            (table, version) ->
                versions.put(table, newest.computeIfAbsent(table, newestOf).orElse(version)));
    return pointer.with(versions);
  }

  /** A table without slices shows each publication what was there then: it stays where it is. */
  private Optional<Long> newestIfSliced(String name) {
    TableName table = TableName.of(name);
    return isSliced(lake, table) ? Optional.of(lake.version(table)) : Optional.empty();
  }

  /** Whether a table that is there has a slice for each business date. */
  static boolean isSliced(Lake lake, TableName table) {
    return List.of(lake.read(table).columns()).contains(TableDefinition.BUSINESS_DATE);
  }

  /** The oldest version of a table that a publication names; empty if none but the newest is. */
  public Optional<Long> oldest(TableName table) {
    long newest = lake.version(table);
    return pointers.stream()
        .map(pointer -> pointer.versions().get(table.toString()))
        .filter(version -> version != null && version < newest)
        .min(Long::compare);
  }

  /** Writes them in one commit, in the place of those that stand; nothing if they are the same. */
  public void write() {
    if (pointers.equals(of(lake).pointers)) {
      return;
    }
    TableDefinition definition = lake.definition(PUBLICATION);
    List<Row> rows =
        pointers.stream()
            .map(
                pointer ->
                    RowFactory.create(
                        pointer.runId(),
                        Date.valueOf(pointer.businessDate()),
                        Timestamp.from(pointer.at()),
                        pointer.versions()))
            .toList();
    lake.replace(
        definition,
        lake.spark()
            .createDataFrame(
                rows,
                org.apache.spark.sql.types.StructType.fromDDL(
                    "run_id string, business_date date, published_at timestamp,"
                        + " versions map<string,bigint>"))
            .coalesce(1));
  }
}
