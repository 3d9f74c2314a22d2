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
 *   <tr><td>AUTO_CLEARED, CLOSED</td><td>found again, an exemption holds</td><td>EXEMPTED</td></tr>
 *   <tr><td>AUTO_CLEARED, CLOSED</td><td>found again</td><td>REOPENED</td></tr>
 *   <tr><td>any but CLOSED</td><td>not found</td><td>AUTO_CLEARED</td></tr>
 *   <tr><td>any, found by the last run</td><td>answered</td><td>{@link Verdict#state()}</td></tr>
 *   <tr><td>any that is open</td><td>assigned</td><td>ASSIGNED</td></tr>
 *   <tr><td>any but AUTO_CLEARED and CLOSED, CONFIRMED stands</td><td>being put right</td><td>RECTIFYING</td></tr>
 *   <tr><td>any but AUTO_CLEARED and CLOSED, CONFIRMED stands</td><td>put right</td><td>RECTIFIED</td></tr>
 *   <tr><td>RECTIFIED, NOT_CONFIRMED, EXEMPTED</td><td>closed</td><td>CLOSED</td></tr>
 *   <tr><td>NOT_CONFIRMED, RECTIFIED, CLOSED</td><td>the evidence is not the one that was judged</td><td>REOPENED</td></tr>
 * </table>
 *
 * <p>An answer stands, and a unit has the case, until it is reopened; an answer to a case that is
 * found no more is kept for the day it returns, where only an exemption matters. What is decided
 * before the case was found decides nothing, and neither does a step that the state does not allow.
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
   * What a person decided: an answer, a step, or both, the answer first.
   *
   * @param on day from which it holds
   * @param number among decisions of one day the greater is the later
   * @param evidence hash of the evidence that was in view
   */
  record Decision(
      LocalDate on,
      int number,
      String evidence,
      Optional<Answer> answer,
      Optional<Progress> progress) {}

  /**
   * What is true of a case.
   *
   * @param exemption why and how long it is exempt, if the verdict is EXEMPT
   */
  record Answer(Verdict verdict, Optional<Exemption> exemption) {}

  /**
   * How far a case has come.
   *
   * @param unit who has it from now on; empty if that stays as it is
   */
  record Progress(CaseStep step, Optional<String> unit) {}

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
    ANSWERED,
    STEP_TAKEN
  }

  /**
   * One change.
   *
   * @param from the state before; empty for the first
   * @param decision what brought it about, if people did
   */
  record Event(
      LocalDate on,
      Optional<CaseState> from,
      CaseState to,
      Cause cause,
      Optional<Decision> decision) {}

  private final List<Event> history = new ArrayList<>();
  private boolean found;
  private String evidence;
  private String judged;
  private CaseState state;
  private LocalDate since;
  private LocalDate opened;
  private Decision standing;
  private String unit;

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
      exemption(decision).ifPresent(exemption -> days.add(exemption.until().plusDays(1)));
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

  /** The decision with the answer that stands. */
  Optional<Decision> standing() {
    return Optional.ofNullable(standing);
  }

  /** The answer that stands. */
  Optional<Verdict> verdict() {
    return standing().flatMap(Decision::answer).map(Answer::verdict);
  }

  /** The exemption that was granted by the answer that stands. */
  Optional<Exemption> exemption() {
    return standing().flatMap(CaseLife::exemption);
  }

  /** The unit that has the case. */
  Optional<String> unit() {
    return Optional.ofNullable(unit);
  }

  /** Every change, in order; an answer or a step that changes no state is one too. */
  List<Event> history() {
    return List.copyOf(history);
  }

  private void expire(LocalDate day) {
    if (state == CaseState.EXEMPTED && !isExempt(day)) {
      reopen(day, Cause.EXEMPTION_ENDED);
    }
  }

  private void see(Sighting sighting) {
    boolean again = sighting.found() && !found;
    found = sighting.found();
    evidence = sighting.evidence();
    if (state == null) {
      if (found) {
        opened = sighting.on();
        become(CaseState.NEW, sighting.on(), Cause.FOUND, Optional.empty());
      }
    } else if (!found) {
      if (state != CaseState.AUTO_CLEARED && state != CaseState.CLOSED) {
        become(CaseState.AUTO_CLEARED, sighting.on(), Cause.NOT_FOUND, Optional.empty());
      }
    } else if (again) {
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
    decision.answer().ifPresent(answer -> answer(answer, decision));
    decision.progress().ifPresent(progress -> advance(progress, decision));
  }

  private void answer(Answer answer, Decision decision) {
    standing = decision;
    judge(found ? answer.verdict().state() : state, decision, Cause.ANSWERED);
  }

  private void advance(Progress progress, Decision decision) {
    if (progress.step().follows(state, verdict())) {
      progress.unit().ifPresent(named -> unit = named);
      judge(progress.step().state(), decision, Cause.STEP_TAKEN);
    }
  }

  private void judge(CaseState next, Decision decision, Cause cause) {
    judged = decision.evidence();
    become(next, decision.on(), cause, Optional.of(decision));
    expire(decision.on());
    doubt(decision.on());
  }

  /** What was settled by other evidence has not been settled. */
  private void doubt(LocalDate day) {
    boolean settled =
        state == CaseState.NOT_CONFIRMED
            || state == CaseState.RECTIFIED
            || state == CaseState.CLOSED;
    if (settled && !judged.equals(evidence)) {
      reopen(day, Cause.EVIDENCE_CHANGED);
    }
  }

  private boolean isExempt(LocalDate day) {
    return exemption().filter(granted -> !granted.until().isBefore(day)).isPresent();
  }

  private static Optional<Exemption> exemption(Decision decision) {
    return decision.answer().flatMap(Answer::exemption);
  }

  private void reopen(LocalDate day, Cause cause) {
    standing = null;
    unit = null;
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
