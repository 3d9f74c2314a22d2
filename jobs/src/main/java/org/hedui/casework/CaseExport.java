package org.hedui.casework;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode_outer;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.map_keys;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.hedui.contract.CodeList;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Rule;
import org.hedui.function.PseudonymKey;
import org.hedui.lake.Lake;
import org.hedui.reconcile.CaseBook;
import org.hedui.sheet.Seal;

/** Hands cases out as a workbook. */
public final class CaseExport {
  /** Cases of one workbook: more than any team answers, fewer than any spreadsheet shows. */
  private static final long MOST = 100_000;

  /**
   * What went out.
   *
   * @param cases how many cases the workbook holds
   * @param leftOut how many more would be wanted, but their division is not known
   */
  public record Exported(long cases, long leftOut) {}

  private final Lake lake;
  private final LocalDate businessDate;
  private final Seal seal;

  /**
   * An export.
   *
   * @param businessDate the business date that readers see
   * @param key the lake's key, which seals the workbook
   * @param exportId number of the export
   */
  public CaseExport(Lake lake, LocalDate businessDate, PseudonymKey key, String exportId) {
    this.lake = lake;
    this.businessDate = businessDate;
    this.seal = new Seal(key, exportId, businessDate);
  }

  /**
   * Writes the wanted cases.
   *
   * @param purpose what for, as the front sheet says
   * @param out receives the workbook
   * @return how many went out
   * @throws HeduiException EXPORT_TOO_LARGE, exit code 2
   */
  public Exported write(Selection selection, String purpose, OutputStream out) throws IOException {
    Dataset<Row> found =
        selection.of(new CaseBook(lake).now(businessDate)).persist(StorageLevel.DISK_ONLY());
    Dataset<Row> cases = selection.within(found);
    Dataset<Row> list =
        new CaseList(lake, businessDate).of(cases).persist(StorageLevel.DISK_ONLY());
    try {
      check(cases.count());
      Handout handout = new Handout(seal, purpose, parts(list));
      CaseWorkbook.write(lake.schemas(), handout, rows(list, handout), out);
      return new Exported(handout.cases(), selection.leftOut(found));
    } finally {
      list.unpersist();
      found.unpersist();
    }
  }

  private static void check(long cases) {
    if (cases > MOST) {
      throw new HeduiException(
          "EXPORT_TOO_LARGE",
          2,
          "%,d cases are more than a workbook of %,d; choose by --rule or --division."
              .formatted(cases, MOST));
    }
  }

  /** A part for each rule that has cases, the gravest first. */
  private List<Handout.Part> parts(Dataset<Row> list) {
    return list
        .select(col("rule_code"), col("exception_id"), explode_outer(map_keys(col("registries"))))
        .groupBy("rule_code")
        .agg(countDistinct("exception_id"), array_sort(collect_set("col")))
        .collectAsList()
        .stream()
        .map(row -> new Handout.Part(row.getString(0), row.getLong(1), row.getList(2)))
        .sorted(
            Comparator.comparing((Handout.Part part) -> rule(part.rule()).severity())
                .thenComparing(Handout.Part::rule))
        .toList();
  }

  private Iterator<CaseRow> rows(Dataset<Row> list, Handout handout) {
    Map<String, String> states =
        lake.schemas().codes().get("case_state").codes().stream()
            .collect(Collectors.toMap(CodeList.Code::code, CodeList.Code::zh));
    List<String> order = handout.parts().stream().map(Handout.Part::rule).toList();
    EvidenceText evidence = new EvidenceText(lake.schemas());
    Iterator<Row> rows =
        list.orderBy(
                expr("array_position(array('%s'), rule_code)".formatted(String.join("','", order))),
                col("division_code"),
                col("due_date"),
                col("exception_id"))
            .toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public CaseRow next() {
        return row(rows.next(), states, evidence);
      }
    };
  }

  private static CaseRow row(Row row, Map<String, String> states, EvidenceText evidence) {
    String rule = row.getAs("rule_code");
    int registries = row.fieldIndex("registries");
    return new CaseRow(
        rule,
        row.getAs("exception_id"),
        row.getAs("version"),
        state(row, states),
        row.getAs("due_date"),
        row.getAs("division"),
        row.getAs("subject"),
        evidence.of(rule, row.getJavaMap(row.fieldIndex("evidence"))),
        row.isNullAt(registries) ? Map.of() : row.getJavaMap(registries));
  }

  /** The label of the state, and the unit that has the case. */
  private static String state(Row row, Map<String, String> states) {
    return Stream.of(states.get(row.<String>getAs("state")), row.<String>getAs("assigned_to"))
        .filter(Objects::nonNull)
        .collect(Collectors.joining("\n"));
  }

  private Rule rule(String code) {
    return lake.schemas().rules().get(code);
  }
}
