package org.hedui.lake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hedui.contract.TableName;

/**
 * What clears a lake up: small files are merged, publications follow them, files that nobody can
 * ask for any more are removed. Each step is a commit of its own and leaves every published row as
 * it was, so that a process may die anywhere in between. Only the holder of the lake's lock may do
 * it; readers go on reading.
 */
public final class Upkeep {
  private static final TableName WEIGHT = TableName.of("silver.link_weight");

  /** Business dates whose weighed pairs a next run may begin with: the newest, and one before. */
  private static final int WEIGHED_DATES = 2;

  private final Lake lake;
  private final Instant now;
  private final Instant keptSince;

  /**
   * Clears up a lake.
   *
   * @param now the time now
   * @param keep how long a reader may go on with what he began to read
   */
  public Upkeep(Lake lake, Instant now, Duration keep) {
    this.lake = lake;
    this.now = now;
    this.keptSince = now.minus(keep);
  }

  /** The tables that are there. */
  public List<TableName> tables() {
    return LakeTables.of(lake);
  }

  /**
   * Whether the files of a table may be merged. The logs among the published tables are left: what
   * a publication shows of them lies in its own version.
   */
  public boolean isMerged(TableName table) {
    return !LakeCatalog.isPublished(table.layer()) || Pointers.isSliced(lake, table);
  }

  /** Publications that are given up; see {@link Pointers#old}. */
  public List<Pointers.Pointer> givenUp() {
    return Pointers.of(lake).old(keptSince);
  }

  /** The publications as they should stand. */
  public Pointers settled() {
    Pointers pointers = Pointers.of(lake);
    return pointers.settled(pointers.old(keptSince));
  }

  /**
   * Dead files of a table.
   *
   * @param settled the publications as they should stand
   * @return nothing if an old version is still wanted and the log does not say since when its files
   *     are dead
   */
  public Optional<DeadFiles> dead(TableName table, Pointers settled) {
    Optional<Long> oldest = settled.oldest(table);
    if (oldest.isEmpty()) {
      return Optional.of(new DeadFiles(lake, table, keptSince, now));
    }
    // What the oldest version holds and the newest does not was taken out by a later commit.
    return new GrownLog(lake, table)
        .madeAt(oldest.get() + 1)
        .map(time -> time.isBefore(keptSince) ? time : keptSince)
        .map(time -> new DeadFiles(lake, table, time.minus(Duration.ofMinutes(1)), now));
  }

  /** Slices of weighed pairs that no run would begin with. */
  public List<LocalDate> oldWeights() {
    List<LocalDate> dates = Pointers.of(lake).dates();
    if (dates.size() <= WEIGHED_DATES || !lake.exists(WEIGHT)) {
      return List.of();
    }
    LocalDate least = dates.get(WEIGHED_DATES - 1);
    List<LocalDate> old = new ArrayList<>();
    lake.read(WEIGHT)
        .select(TableDefinition.BUSINESS_DATE)
        .distinct()
        .collectAsList()
        .forEach(row -> old.add(row.getDate(0).toLocalDate()));
    return old.stream().filter(date -> date.isBefore(least)).sorted().toList();
  }

  /** Removes slices of weighed pairs, in one commit: a run of such a date weighs anew. */
  public void removeWeights(List<LocalDate> dates) {
    String condition =
        dates.stream()
            .map(date -> "DATE'" + date + "'")
            .collect(Collectors.joining(", ", TableDefinition.BUSINESS_DATE + " IN (", ")"));
    lake.replaceWhere(lake.definition(WEIGHT), lake.empty(WEIGHT), condition);
  }
}
