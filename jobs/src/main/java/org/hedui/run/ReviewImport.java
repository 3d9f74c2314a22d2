package org.hedui.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Fault;
import org.hedui.contract.TableName;
import org.hedui.lake.TableDefinition;
import org.hedui.link.registry.Answer;
import org.hedui.link.registry.AnswerSheet;
import org.hedui.link.registry.Contradictions;
import org.hedui.link.registry.Decisions;

/**
 * A reviewer's sheet on its way into {@code silver.link_decision}.
 *
 * @param lake the lake, on the business date that readers see
 * @param file name of the sheet
 * @param sheet what it says
 * @param hash its SHA-256
 * @param by who answered
 * @param on the day of the answers
 */
record ReviewImport(
    PublishedLake lake, String file, AnswerSheet sheet, String hash, String by, LocalDate on) {
  private static final TableName DECISION = TableName.of("silver.link_decision");

  /** Everything wrong with the sheet, by row. Answers are made by people: they fit into memory. */
  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>(sheet.faults());
    List<Answer> inForce =
        Decisions.inForce(decisions(), on)
            .select("lasting_id_l", "lasting_id_r", "answer")
            .collectAsList()
            .stream()
            .map(ReviewImport::answer)
            .toList();
    faults.addAll(Contradictions.faults(file, sheet.answers(), inForce));
    if (!sheet.answers().isEmpty()) {
      Set<String> known = known();
      for (Answer answer : sheet.answers()) {
        if (!known.contains(answer.left() + answer.right())) {
          faults.add(
              new Fault(
                  "PAIR_UNKNOWN",
                  file,
                  answer.row(),
                  "The published run of "
                      + lake.businessDate()
                      + " knows no such pair; export the sheet again and leave both ids as they"
                      + " are."));
        }
      }
    }
    faults.sort(Comparator.comparingInt(Fault::line));
    return faults;
  }

  /** Whether the same answers were taken before. */
  boolean isKnown() {
    return !decisions()
        .where(col("file_hash").equalTo(hash))
        .where(col("decided_by").equalTo(by))
        .where(col("decided_on").equalTo(Date.valueOf(on)))
        .isEmpty();
  }

  /** Adds the answers, in one commit. Only the holder of the lake's lock may do so. */
  void write() {
    Row last = decisions().agg(max("decision_no")).head();
    int number = last.isNullAt(0) ? 1 : last.getInt(0) + 1;
    TableDefinition table = lake.lake().definition(DECISION);
    List<Row> rows =
        sheet.answers().stream()
            .map(
                answer ->
                    RowFactory.create(
                        answer.left(),
                        answer.right(),
                        number,
                        answer.verdict().name(),
                        by,
                        Date.valueOf(on),
                        answer.note().orElse(null),
                        hash))
            .toList();
    lake.lake().replaceWhere(table, frame(rows, table.schema()), "decision_no = " + number);
  }

  private Set<String> known() {
    List<Row> asked =
        sheet.answers().stream()
            .map(answer -> RowFactory.create(answer.left(), answer.right()))
            .toList();
    StructType pair = StructType.fromDDL("lasting_id_l string, lasting_id_r string");
    Set<String> known = new HashSet<>();
    Decisions.known(
            frame(asked, pair), lake.silver("link_pair"), lake.silver("identity_link"), decisions())
        .collectAsList()
        .forEach(row -> known.add(row.getString(0) + row.getString(1)));
    return known;
  }

  private Dataset<Row> decisions() {
    return lake.silver("link_decision");
  }

  private Dataset<Row> frame(List<Row> rows, StructType schema) {
    return lake.lake().spark().createDataFrame(rows, schema);
  }

  private static Answer answer(Row row) {
    return new Answer(
        0,
        row.getString(0),
        row.getString(1),
        Answer.Verdict.valueOf(row.getString(2)),
        Optional.empty());
  }
}
