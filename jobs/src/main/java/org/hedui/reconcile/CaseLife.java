package org.hedui.reconcile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The life of one case: what runs saw of it and what people decided, told day by day. It follows
 * from these alone, so that it is the same whenever it is told.
 *
 * <table>
 *   <caption>What changes a state, in the order of a day</caption>
 *   <tr><th>in</th><th>when</th><th>becomes</th></tr>
 *   <tr><td>EXEMPTED</td><td>the day after the exemption ends</td><td>REOPENED</td></tr>
 *   <tr><td>none</td><td>found</td><td>NEW</td></tr>
 *   <tr><td>AUTO_CLEARED</td><td>found, an exemption holds</td><td>EXEMPTED</td></tr>
 *   <tr><td>AUTO_CLEARED</td><td>found</td><td>REOPENED</td></tr>
 *   <tr><td>any other</td><td>not found</td><td>AUTO_CLEARED</td></tr>
 *   <tr><td>any but AUTO_CLEARED</td><td>answered</td><td>{@link Verdict#state()}</td></tr>
 *   <tr><td>NOT_CONFIRMED</td><td>the evidence is not the one that was judged</td><td>REOPENED</td></tr>
 * </table>
 *
 * <p>An answer stands until the case is reopened; one of a cleared case is kept for the day it
 * returns, where only an exemption matters. An answer older than the case decides nothing.
 */
final class CaseLife {
  /**
   * What a run saw, if it differs from what the run before saw.
   *
   * @param on business date
   * @param found whether the case was found
   * @param evidence hash of the evidence; of a case not found that of the last time
   */
  record Sighting(LocalDate on, boolean found, String evidence) {}

  /**
   * What a person decided.
   *
   * @param on day from which it holds
   * @param number among decisions of one day the greater is the later
   * @param evidence hash of the evidence that was judged
   * @param exemption why and how long the case is exempt, if the verdict is EXEMPT
   */
  record Decision(
      LocalDate on, int number, Verdict verdict, String evidence, Optional<Exemption> exemption) {}

  /**
   * An approved exemption.
   *
   * @param reason code of the reason
   * @param until last day it holds
   */
  record Exemption(String reason, LocalDate until) {}

  /** What brought a change about. */
  enum Cause {
    FOUND,
    FOUND_AGAIN,
    NOT_FOUND,
    EVIDENCE_CHANGED,
    EXEMPTION_ENDED,
    ANSWERED
  }

  /**
   * One change.
   *
   * @param from the state before; empty for the first
   * @param decision the answer that brought it about, if one did
   */
  record Event(
      LocalDate on,
      Optional<CaseState> from,
      CaseState to,
      Cause cause,
      Optional<Decision> decision) {}

  private final List<Event> history = new ArrayList<>();
  private String evidence;
  private CaseState state;
  private LocalDate since;
  private LocalDate opened;
  private Decision standing;

  private CaseLife() {}

  /**
   * Tells a life.
   *
   * @param sightings at least one, at most one a day
   * @param decisions in any order; what is decided after {@code asOf} is left out
   * @param asOf the day up to which it is told, not before the first sighting
   */
  static CaseLife of(List<Sighting> sightings, List<Decision> decisions, LocalDate asOf) {
    CaseLife life = new CaseLife();
    List<Decision> made =
        decisions.stream()
            .filter(decision -> !decision.on().isAfter(asOf))
            .sorted(Comparator.comparing(Decision::on).thenComparing(Decision::number))
            .toList();
    TreeSet<LocalDate> days = new TreeSet<>();
    sightings.forEach(sighting -> days.add(sighting.on()));
    for (Decision decision : made) {
      days.add(decision.on());
      decision.exemption().ifPresent(exemption -> days.add(exemption.until().plusDays(1)));
    }
    for (LocalDate day : days.headSet(asOf, true)) {
      life.expire(day);
      sightings.stream().filter(seen -> seen.on().equals(day)).forEach(life::see);
      made.stream().filter(decision -> decision.on().equals(day)).forEach(life::decide);
    }
    return life;
  }

  /** Where the case stands. */
  CaseState state() {
    return state;
  }

  /** The day it came to stand there. */
  LocalDate since() {
    return since;
  }

  /** The day it was first found or last reopened. */
  LocalDate opened() {
    return opened;
  }

  /** The answer that stands. */
  Optional<Decision> standing() {
    return Optional.ofNullable(standing);
  }

  /** Every change, in order; an answer that changes no state is one too. */
  List<Event> history() {
    return List.copyOf(history);
  }

  private void expire(LocalDate day) {
    if (state == CaseState.EXEMPTED && !isExempt(day)) {
      reopen(day, Cause.EXEMPTION_ENDED);
    }
  }

  private void see(Sighting sighting) {
    evidence = sighting.evidence();
    if (!sighting.found()) {
      if (state != null && state != CaseState.AUTO_CLEARED) {
        become(CaseState.AUTO_CLEARED, sighting.on(), Cause.NOT_FOUND, Optional.empty());
      }
    } else if (state == null) {
      opened = sighting.on();
      become(CaseState.NEW, sighting.on(), Cause.FOUND, Optional.empty());
    } else if (state == CaseState.AUTO_CLEARED) {
      if (isExempt(sighting.on())) {
        become(CaseState.EXEMPTED, sighting.on(), Cause.FOUND_AGAIN, Optional.empty());
      } else {
        reopen(sighting.on(), Cause.FOUND_AGAIN);
      }
    }
    doubt(sighting.on());
  }

  private void decide(Decision decision) {
    if (state == null) {
      return;
    }
    standing = decision;
    CaseState answered =
        state == CaseState.AUTO_CLEARED ? CaseState.AUTO_CLEARED : decision.verdict().state();
    become(answered, decision.on(), Cause.ANSWERED, Optional.of(decision));
    expire(decision.on());
    doubt(decision.on());
  }

  /** A case that was judged untrue by other evidence has not been judged. */
  private void doubt(LocalDate day) {
    if (state == CaseState.NOT_CONFIRMED && !standing.evidence().equals(evidence)) {
      reopen(day, Cause.EVIDENCE_CHANGED);
    }
  }

  private boolean isExempt(LocalDate day) {
    return standing()
        .flatMap(Decision::exemption)
        .filter(exemption -> !exemption.until().isBefore(day))
        .isPresent();
  }

  private void reopen(LocalDate day, Cause cause) {
    standing = null;
    opened = day;
    become(CaseState.REOPENED, day, cause, Optional.empty());
  }

  private void become(CaseState next, LocalDate day, Cause cause, Optional<Decision> decision) {
    history.add(new Event(day, Optional.ofNullable(state), next, cause, decision));
    if (state != next) {
      since = day;
    }
    state = next;
  }
}
