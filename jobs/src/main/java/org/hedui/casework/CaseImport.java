package org.hedui.casework;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Rule;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.TableDefinition;
import org.hedui.reconcile.CaseBook;
import org.hedui.reconcile.CaseState;
import org.hedui.reconcile.Verdict;
import org.hedui.sheet.CellFault;
import org.hedui.sheet.FrontSheet;

/** The answers and steps of a workbook on their way into {@code silver.case_decision}. */
public final class CaseImport {
  private static final TableName DECISION = TableName.of("silver.case_decision");

  private final Lake lake;
  private final CaseAnswers sheet;
  private final String hash;
  private final String by;
  private final LocalDate on;
  private final Map<String, Standing> standing;

  /**
   * What the lake knows of a case.
   *
   * @param state where it stands on the day of the answers
   * @param since the day it came to stand there
   * @param verdict the answer that stands
   */
  private record Standing(
      String rule,
      String version,
      String evidence,
      CaseState state,
      LocalDate since,
      Optional<Verdict> verdict) {}

  /**
   * Looks up the answered cases.
   *
   * @param lake the lake
   * @param businessDate the business date that readers see
   * @param sheet what the workbook says
   * @param hash its SHA-256
   * @param by who answered
   * @param on the day of the answers
   */
  public CaseImport(
      Lake lake, LocalDate businessDate, CaseAnswers sheet, String hash, String by, LocalDate on) {
    this.lake = lake;
    this.sheet = sheet;
    this.hash = hash;
    this.by = by;
    this.on = on;
    this.standing = standing(businessDate);
  }

  /** How many answers there are. */
  public int size() {
    return sheet.answers().size();
  }

  /** Whether this very file was taken before. */
  public boolean isKnown() {
    return !decisions().where(col("file_hash").equalTo(hash)).isEmpty();
  }

  /** Everything wrong with the workbook, by cell. */
  public List<CellFault> faults() {
    List<CellFault> faults = new ArrayList<>(sheet.faults());
    if (size() > 0 && on.isBefore(sheet.businessDate())) {
      faults.add(
          new CellFault(
              "ON_TOO_EARLY",
              FrontSheet.NAME + "!A1",
              "The workbook shows %s; answers are of that day or a later one, so name it by --on."
                  .formatted(sheet.businessDate())));
    }
    for (CaseAnswer answer : sheet.answers()) {
      fault(answer).ifPresent(faults::add);
    }
    return faults;
  }

  private Optional<CellFault> fault(CaseAnswer answer) {
    Standing known = standing.get(answer.exceptionId());
    if (known == null) {
      return fault(
          "CASE_UNKNOWN",
          answer.place(),
          "The published run knows no such case; export the cases again.");
    }
    if (!known.version().equals(answer.version())) {
      return fault(
          "CASE_CHANGED",
          answer.place(),
          "Since the workbook was exported the case was answered, or its evidence changed; export it"
              + " again and look anew.");
    }
    return answer
        .exemption()
        .flatMap(exemption -> fault(known, exemption))
        .or(() -> answer.progress().flatMap(progress -> fault(known, answer, progress)));
  }

  private Optional<CellFault> fault(
      Standing known, CaseAnswer answer, CaseAnswer.Progress progress) {
    CaseState state = answer.verdict().map(Verdict::state).orElse(known.state());
    if (!progress.step().follows(state, answer.verdict().or(known::verdict))) {
      return fault(
          "STEP_NOT_ALLOWED",
          progress.place(),
          ("The case is %s, so it cannot become %s: ASSIGNED follows any open state, RECTIFYING and"
                  + " RECTIFIED the answer 属实, CLOSED one of RECTIFIED, NOT_CONFIRMED and"
                  + " EXEMPTED.")
              .formatted(state, progress.step()));
    }
    return on.isBefore(known.since())
        ? fault(
            "STEP_TOO_EARLY",
            progress.place(),
            "The case has stood where it stands since %s; name that day or a later one by --on."
                .formatted(known.since()))
        : Optional.empty();
  }

  private Optional<CellFault> fault(Standing known, CaseAnswer.Exemption exemption) {
    if (reason(known, exemption).isEmpty()) {
      List<String> allowed = Reasons.of(rule(known), lake.schemas());
      return fault(
          "EXEMPTION_REASON",
          exemption.reasonPlace(),
          allowed.isEmpty()
              ? "Cases of rule %s are never exempt; choose another answer.".formatted(known.rule())
              : "Rule %s allows %s.".formatted(known.rule(), String.join(", ", allowed)));
    }
    return exemption.until().isBefore(on)
        ? fault(
            "EXEMPTION_ENDED",
            exemption.untilPlace(),
            "The exemption has ended before the day of the answers; write a later last day.")
        : Optional.empty();
  }

  private static Optional<CellFault> fault(String code, String place, String message) {
    return Optional.of(new CellFault(code, place, message));
  }

  /** Adds the answers, in one commit. Only the holder of the lake's lock may do so. */
  public void write() {
    Row last = decisions().agg(max("decision_no")).head();
    int number = last.isNullAt(0) ? 1 : last.getInt(0) + 1;
    TableDefinition table = lake.definition(DECISION);
    lake.replaceWhere(
        table,
        frame(sheet.answers().stream().map(answer -> row(answer, number)).toList(), table.schema()),
        "decision_no = " + number);
  }

  private Row row(CaseAnswer answer, int number) {
    Standing known = standing.get(answer.exceptionId());
    Optional<CaseAnswer.Exemption> exemption = answer.exemption();
    return RowFactory.create(
        answer.exceptionId(),
        number,
        answer.verdict().map(Verdict::name).orElse(null),
        answer.note().orElse(null),
        exemption.flatMap(granted -> reason(known, granted)).orElse(null),
        exemption.map(CaseAnswer.Exemption::document).orElse(null),
        exemption.map(CaseAnswer.Exemption::approver).orElse(null),
        exemption.map(granted -> Date.valueOf(granted.until())).orElse(null),
        answer.progress().map(progress -> progress.step().name()).orElse(null),
        answer.progress().flatMap(CaseAnswer.Progress::unit).orElse(null),
        by,
        Date.valueOf(on),
        answer.version(),
        known.evidence(),
        sheet.exportId(),
        hash);
  }

  private Optional<String> reason(Standing known, CaseAnswer.Exemption exemption) {
    return Reasons.read(exemption.reason(), rule(known), lake.schemas());
  }

  private Rule rule(Standing known) {
    return lake.schemas().rules().get(known.rule());
  }

  /**
   * What is known of the cases that are answered; answers are made by people and fit into memory.
   */
  private Map<String, Standing> standing(LocalDate businessDate) {
    Map<String, Standing> known = new HashMap<>();
    if (size() > 0) {
      Dataset<Row> asked =
          frame(
              sheet.answers().stream()
                  .map(answer -> RowFactory.create(answer.exceptionId()))
                  .toList(),
              StructType.fromDDL("exception_id string"));
      new CaseBook(lake)
          .now(businessDate)
          .join(asked, new String[] {"exception_id"}, "left_semi")
          .select(
              col("exception_id"),
              col("rule_code"),
              col("version"),
              col("evidence_hash"),
              // An exemption may end before the day of the answers.
              expr(
                  "if(exempt_until < DATE'%s' AND state = 'EXEMPTED', 'REOPENED', state)"
                      .formatted(on)),
              col("state_since").cast("string"),
              col("verdict"))
          .toLocalIterator()
          .forEachRemaining(row -> known.put(row.getString(0), standing(row)));
    }
    return known;
  }

  private static Standing standing(Row row) {
    return new Standing(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        CaseState.valueOf(row.getString(4)),
        LocalDate.parse(row.getString(5)),
        Optional.ofNullable(row.getString(6)).map(Verdict::valueOf));
  }

  private Dataset<Row> decisions() {
    return lake.readOrEmpty(DECISION);
  }

  private Dataset<Row> frame(List<Row> rows, StructType schema) {
    return lake.spark().createDataFrame(rows, schema);
  }
}
