package org.hedui.run.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides what is due. It knows nothing but what was done, so it does not matter how often it is
 * asked, whether the service was killed meanwhile, or whether the clock was set back.
 */
public final class Due {
  /** A locked lake is tried again after this time. */
  public static final Duration LOCK_WAIT = Duration.ofMinutes(1);

  private final Function<Slot, List<Firing>> firings;
  private final List<PastRun> runs;
  private final Supplier<String> schemasHash;

  /**
   * Prepares the decision.
   *
   * @param firings the tries at a slot, in order
   * @param runs the runs of the lake, newest first
   * @param schemasHash hash of the schemas as they are now: a run of others cannot be restarted
   */
  public Due(
      Function<Slot, List<Firing>> firings, List<PastRun> runs, Supplier<String> schemasHash) {
    this.firings = firings;
    this.runs = List.copyOf(runs);
    this.schemasHash = schemasHash;
  }

  /** Where a slot stands: finished, or to be worked on at a time. */
  private record Standing(Optional<Instant> due, boolean done) {
    static final Standing DONE = new Standing(Optional.empty(), true);
    static final Standing OVER = new Standing(Optional.empty(), false);

    static Standing from(Instant due) {
      return new Standing(Optional.of(due), false);
    }
  }

  /**
   * What is due, oldest slot first. Of each job it is at most one slot: a later one waits until the
   * earlier is done or given up, and an earlier one is not made up for once a later one is done,
   * because readers would be switched back to an older business date.
   *
   * @param windows the newest slots of each job in ascending order, job by job
   */
  public List<Task> tasks(List<List<Slot>> windows, Instant now) {
    List<Task> tasks = new ArrayList<>();
    for (List<Slot> window : windows) {
      int begin = 0;
      List<Standing> standings = window.stream().map(slot -> standing(slot, now)).toList();
      for (int at = 0; at < window.size(); at++) {
        if (standings.get(at).done()) {
          begin = at + 1;
        }
      }
      for (int at = begin; at < window.size(); at++) {
        if (standings.get(at).due().isPresent()) {
          if (!standings.get(at).due().get().isAfter(now)) {
            tasks.add(task(window.get(at)));
          }
          break;
        }
      }
    }
    return tasks.stream().sorted(Comparator.comparing(task -> task.slot().fire())).toList();
  }

  private Standing standing(Slot slot, Instant now) {
    List<Firing> tries = firings.apply(slot);
    for (Firing tried : tries) {
      if (tried.outcome() == Firing.Outcome.DONE) {
        return Standing.DONE;
      }
    }
    Optional<PastRun.State> run = run(slot, tries).map(PastRun::state);
    if (run.filter(PastRun.State.COMPLETED::equals).isPresent()) {
      return Standing.DONE;
    }
    if (run.filter(PastRun.State.REFUSED::equals).isPresent()) {
      return Standing.OVER;
    }
    if (run.filter(PastRun.State.RUNNING::equals).isPresent()) {
      // Somebody else's, or a child that outlived its service.
      return Standing.from(now.plus(LOCK_WAIT));
    }
    return tries.isEmpty() ? Standing.from(now) : again(slot, tries, now);
  }

  private static Standing again(Slot slot, List<Firing> tries, Instant now) {
    Firing last = tries.get(tries.size() - 1);
    return switch (last.outcome()) {
      case DONE, WRONG_USE, REFUSED -> Standing.OVER;
      case INTERRUPTED, LOST -> Standing.from(now);
      case LOCKED -> Standing.from(notLater(last.ended(), now).plus(LOCK_WAIT));
      case FAILED -> {
        long failures =
            tries.stream().filter(tried -> tried.outcome() == Firing.Outcome.FAILED).count();
        yield failures > slot.job().retries()
            ? Standing.OVER
            : Standing.from(notLater(last.ended(), now).plus(slot.job().retryAfter()));
      }
    };
  }

  /** Of a clock that was set back it cannot be known how much time has passed. */
  private static Instant notLater(Instant time, Instant now) {
    return time.isAfter(now) ? Instant.EPOCH : time;
  }

  private Task task(Slot slot) {
    if (slot.businessDate().isEmpty()) {
      return new Task(slot, Task.Kind.COMMAND);
    }
    boolean continues =
        run(slot, firings.apply(slot))
            .filter(run -> run.state().unfinished())
            .filter(run -> run.schemasHash().equals(schemasHash.get()))
            .isPresent();
    return new Task(slot, continues ? Task.Kind.RESTART : Task.Kind.RUN);
  }

  /** The newest run of the slot's date, unless it began before the slot and all tries at it. */
  private Optional<PastRun> run(Slot slot, List<Firing> tries) {
    Instant from =
        tries.stream()
            .map(Firing::began)
            .min(Comparator.naturalOrder())
            .filter(slot.fire()::isAfter)
            .orElse(slot.fire());
    return runs.stream()
        .filter(run -> slot.businessDate().filter(run.businessDate()::equals).isPresent())
        .findFirst()
        .filter(run -> !run.began().isBefore(from));
  }
}
