package org.hedui.reconcile;

import static org.apache.spark.sql.functions.udf;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Brings {@link CaseLife} to the rows of a table. */
final class CaseLives {
  /** What a decision tells a life; columns of {@code silver.case_decision}. */
  static final StructType DECISION =
      StructType.fromDDL(
          "decided_on date, decision_no int, verdict string, evidence_hash string,"
              + " exemption_reason string, valid_until date, step string, assigned_to string");

  /** What a life tells; columns of {@code silver.case}. */
  private static final StructType LIFE =
      StructType.fromDDL(
          "state string, state_since date, opened_on date, verdict string, decision_no int,"
              + " exemption_reason string, exempt_until date, assigned_to string,"
              + " history array<struct<event_no:int, event_date:date, from_state:string,"
              + " to_state:string, cause:string, verdict:string, decision_no:int,"
              + " assigned_to:string>>");

  private CaseLives() {}

  /**
   * The life of each row's case.
   *
   * @param sightings column of sightings, as in {@code silver.case}
   * @param decisions column with an array of {@link #DECISION}, or NULL
   * @param asOf the day up to which it is told
   */
  static Column told(Column sightings, Column decisions, LocalDate asOf) {
    // A state machine is told in Java: cases are few, and SQL could not be read as its table.
    UDF2<Seq<Row>, Seq<Row>, Row> tell = (seen, decided) -> life(seen, decided, asOf);
    return udf(tell, LIFE).apply(sightings, decisions);
  }

  private static Row life(Seq<Row> seen, Seq<Row> decided, LocalDate asOf) {
    CaseLife life =
        CaseLife.of(
            rows(seen).stream().map(CaseLives::sighting).toList(),
            rows(decided).stream().map(CaseLives::decision).toList(),
            asOf);
    return RowFactory.create(
        life.state().name(),
        Date.valueOf(life.since()),
        Date.valueOf(life.opened()),
        life.verdict().map(Verdict::name).orElse(null),
        life.standing().map(CaseLife.Decision::number).orElse(null),
        life.exemption().map(CaseLife.Exemption::reason).orElse(null),
        life.exemption().map(granted -> Date.valueOf(granted.until())).orElse(null),
        life.unit().orElse(null),
        history(life));
  }

  private static List<Row> history(CaseLife life) {
    List<Row> events = new ArrayList<>();
    for (CaseLife.Event event : life.history()) {
      // A decision that holds both an answer and a step is told as two events.
      boolean answered = event.cause() == CaseLife.Cause.ANSWERED;
      events.add(
          RowFactory.create(
              events.size() + 1,
              Date.valueOf(event.on()),
              event.from().map(CaseState::name).orElse(null),
              event.to().name(),
              event.cause().name(),
              event
                  .decision()
                  .filter(decision -> answered)
                  .flatMap(CaseLife.Decision::answer)
                  .map(answer -> answer.verdict().name())
                  .orElse(null),
              event.decision().map(CaseLife.Decision::number).orElse(null),
              event
                  .decision()
                  .filter(decision -> !answered)
                  .flatMap(CaseLife.Decision::progress)
                  .flatMap(CaseLife.Progress::unit)
                  .orElse(null)));
    }
    return events;
  }

  private static CaseLife.Sighting sighting(Row row) {
    return new CaseLife.Sighting(date(row.get(0)), row.getBoolean(1), row.getString(2));
  }

  private static CaseLife.Decision decision(Row row) {
    return new CaseLife.Decision(
        date(row.get(0)),
        row.getInt(1),
        row.getString(3),
        Optional.ofNullable(row.getString(2))
            .map(verdict -> new CaseLife.Answer(Verdict.valueOf(verdict), exemption(row))),
        Optional.ofNullable(row.getString(6))
            .map(CaseStep::valueOf)
            .map(step -> new CaseLife.Progress(step, Optional.ofNullable(row.getString(7)))));
  }

  private static Optional<CaseLife.Exemption> exemption(Row row) {
    return row.isNullAt(5)
        ? Optional.empty()
        : Optional.of(new CaseLife.Exemption(row.getString(4), date(row.get(5))));
  }

  private static List<Row> rows(Seq<Row> rows) {
    return rows == null ? List.of() : JavaConverters.seqAsJavaList(rows);
  }

  private static LocalDate date(Object value) {
    return value instanceof LocalDate local ? local : ((Date) value).toLocalDate();
  }
}
