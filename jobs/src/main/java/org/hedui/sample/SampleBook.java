package org.hedui.sample;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.TableDefinition;

/** The samples of a lake and the answers about them: a log to which rows are only ever added. */
public final class SampleBook {
  private static final TableName SAMPLE = TableName.of("silver.sample");
  private static final TableName HOUSEHOLD = TableName.of("silver.sample_household");
  private static final TableName ANSWER = TableName.of("silver.sample_answer");

  private final Lake lake;

  /** The samples of {@code lake}, in the newest version of its tables. */
  public SampleBook(Lake lake) {
    this.lake = lake;
  }

  /**
   * What an import has to know of a sample.
   *
   * @param rateCode the rate that it is to tell
   * @param members members by household
   * @param standing by household its last answer, with the number of its import
   */
  record Known(String rateCode, Map<String, Integer> members, Map<String, Standing> standing) {}

  /**
   * The last answer about a household.
   *
   * @param number number of its import
   */
  record Standing(int number, SampleAnswer answer) {}

  /**
   * Adds a sample; one that is there already stays as it is. Only the holder of the lake's lock may
   * do so.
   *
   * @return whether it is new
   */
  public boolean add(Sample sample) {
    String id = sample.id();
    if (!of(SAMPLE, id).isEmpty()) {
      return false;
    }
    SampleDesign design = sample.design();
    int number = next(SAMPLE, "sample_no");
    // A sample exists once its townships are written: that comes last.
    replace(HOUSEHOLD, households(sample, id), "sample_id = '" + id + "'");
    replace(
        SAMPLE,
        sample.strata().stream()
            .map(
                stratum ->
                    RowFactory.create(
                        id,
                        stratum.town(),
                        number,
                        design.rate().code(),
                        Date.valueOf(design.date()),
                        design.division(),
                        design.seed(),
                        design.size().isPresent() ? null : design.marginPercent(),
                        stratum.households(),
                        stratum.drawn()))
            .toList(),
        "sample_id = '" + id + "'");
    return true;
  }

  /** Looks a sample up. Samples are visited by people: they fit into memory. */
  Optional<Known> find(String id) {
    // An id that was read from a sheet is compared, never put into SQL.
    List<Row> first = of(SAMPLE, id).select("rate_code").takeAsList(1);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Integer> members = new HashMap<>();
    of(HOUSEHOLD, id)
        .select("household_id", "members")
        .toLocalIterator()
        .forEachRemaining(row -> members.put(row.getString(0), row.getInt(1)));
    return Optional.of(new Known(first.get(0).getString(0), members, standing(id)));
  }

  /** By household its last answer. */
  Map<String, Standing> standing(String id) {
    Map<String, Standing> standing = new HashMap<>();
    of(ANSWER, id)
        .select(
            "household_id", "answer_no", "answer", "members_wrong", "checker", "checked_on", "note")
        .toLocalIterator()
        .forEachRemaining(
            row ->
                standing.merge(
                    row.getString(0),
                    new Standing(row.getInt(1), answer(row)),
                    (left, right) -> left.number() > right.number() ? left : right));
    return standing;
  }

  /** Whether answers of this very file were taken before. */
  boolean isKnown(String fileHash) {
    return !lake.readOrEmpty(ANSWER).where(col("file_hash").equalTo(fileHash)).isEmpty();
  }

  /**
   * Adds answers, in one commit. Only the holder of the lake's lock may do so.
   *
   * @param id the sample
   * @param by who gave them in
   * @param on their day
   * @param fileHash SHA-256 of their file
   */
  void add(String id, List<SampleAnswer> answers, String by, LocalDate on, String fileHash) {
    int number = next(ANSWER, "answer_no");
    replace(
        ANSWER,
        answers.stream()
            .map(
                answer ->
                    RowFactory.create(
                        id,
                        answer.household(),
                        number,
                        answer.finding().name(),
                        answer.members().orElse(null),
                        answer.checker().orElse(null),
                        answer.checkedOn().map(Date::valueOf).orElse(null),
                        answer.note().orElse(null),
                        by,
                        Date.valueOf(on),
                        fileHash))
            .toList(),
        "answer_no = " + number);
  }

  private static List<Row> households(Sample sample, String id) {
    Map<String, Stratum> strata = new HashMap<>();
    sample.strata().forEach(stratum -> strata.put(stratum.town(), stratum));
    return sample.households().stream()
        .map(
            household ->
                RowFactory.create(
                    id,
                    household.id(),
                    household.town(),
                    household.place(),
                    household.members(),
                    strata.get(household.town()).weight()))
        .toList();
  }

  private static SampleAnswer answer(Row row) {
    return new SampleAnswer(
        row.getString(0),
        SampleAnswer.Finding.valueOf(row.getString(2)),
        Optional.ofNullable(row.<Integer>getAs(3)),
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.<Date>getAs(5)).map(Date::toLocalDate),
        Optional.ofNullable(row.getString(6)));
  }

  private Dataset<Row> of(TableName table, String id) {
    return lake.readOrEmpty(table).where(col("sample_id").equalTo(id));
  }

  private int next(TableName table, String column) {
    Row last = lake.readOrEmpty(table).agg(max(column)).head();
    return last.isNullAt(0) ? 1 : last.getInt(0) + 1;
  }

  private void replace(TableName name, List<Row> rows, String condition) {
    TableDefinition table = lake.definition(name);
    lake.replaceWhere(table, lake.spark().createDataFrame(rows, table.schema()), condition);
  }
}
