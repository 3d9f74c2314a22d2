package org.hedui.keep;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hedui.contract.TableName;
import org.hedui.lake.DeadFiles;
import org.hedui.lake.GrownLog;
import org.hedui.lake.Lake;
import org.hedui.lake.Pointers;
import org.hedui.lake.SmallFiles;
import org.hedui.lake.SmallFiles.Size;
import org.hedui.lake.Upkeep;

/** Clears a lake up, or says what that would do. */
public final class Maintenance {
  private static final long FEW_ENTRIES = 10;

  private final Lake lake;
  private final Upkeep upkeep;

  /**
   * Maintenance of a lake whose lock is held.
   *
   * @param now the time now
   * @param keep how long files are kept that readers may still be reading
   */
  public Maintenance(Lake lake, Instant now, Duration keep) {
    this.lake = lake;
    this.upkeep = new Upkeep(lake, now, keep);
  }

  /**
   * What is done to one table.
   *
   * @param merged small files that are put together
   * @param removed files that nobody can ask for any more
   * @param checkpoint whether its log is summed up
   */
  public record Work(TableName table, Size merged, Size removed, boolean checkpoint) {
    boolean isNone() {
      return merged.files() == 0 && removed.files() == 0 && !checkpoint;
    }
  }

  /**
   * What is done to a lake.
   *
   * @param work table by table; those with nothing to do are left out
   * @param givenUp publications whose versions are given up
   * @param weights business dates whose weighed pairs are removed
   */
  public record Report(List<Work> work, List<Pointers.Pointer> givenUp, List<LocalDate> weights) {
    /** Copies the lists. */
    public Report {
      work = List.copyOf(work);
      givenUp = List.copyOf(givenUp);
      weights = List.copyOf(weights);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
      return work.isEmpty() && givenUp.isEmpty() && weights.isEmpty();
    }
  }

  /** What would be done; does nothing. */
  public Report plan() {
    Pointers settled = upkeep.settled();
    List<Work> work = new ArrayList<>();
    for (TableName table : upkeep.tables()) {
      Size removed = upkeep.dead(table, settled).map(DeadFiles::size).orElse(Size.NONE);
      Work of = new Work(table, mergeable(table), removed, new GrownLog(lake, table).isGrown());
      if (!of.isNone()) {
        work.add(of);
      }
    }
    return new Report(work, upkeep.givenUp(), upkeep.oldWeights());
  }

  /** Does it; every published row stays. */
  public Report run() {
    Report plan = plan();
    if (!plan.weights().isEmpty()) {
      upkeep.removeWeights(plan.weights());
    }
    plan.work().stream()
        .filter(work -> work.merged().files() > 0)
        .forEach(work -> new SmallFiles(lake, work.table()).merge());
    // Readers are led to the merged files before the old ones can be taken for dead.
    Pointers settled = upkeep.settled();
    settled.write();
    for (Work work : plan.work()) {
      if (work.removed().files() > 0) {
        upkeep.dead(work.table(), settled).ifPresent(DeadFiles::remove);
      }
      if (work.checkpoint()) {
        new GrownLog(lake, work.table()).checkpoint();
      }
    }
    return plan;
  }

  private Size mergeable(TableName table) {
    if (!upkeep.isMerged(table)) {
      return Size.NONE;
    }
    Size small = new SmallFiles(lake, table).mergeable();
    // Clearing up leaves an entry of its own: to merge that, too, would never end.
    boolean few = lake.definition(table).appendOnly() && small.files() <= FEW_ENTRIES;
    return few ? Size.NONE : small;
  }
}
