package org.hedui.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.lake.TableDefinition;

/**
 * Gives the SQL below {@code schemas/views} its tables: every silver table of the run's business
 * date under its own name, empty where nothing has been delivered; {@code feed}, the files of this
 * run; {@code any_record}, the provenance and issues of every registry's rows; {@code paid}, what
 * each person was paid, a programme and a term; and the run's dates as named parameters.
 *
 * <p>A table is opened when SQL first names it, because opening all of them takes longer than most
 * queries. A stage names a table that it writes itself only after that.
 */
public final class RunViews {
  private static final TableName FEED = TableName.of("ops.feed");
  private static final Pattern WORD = Pattern.compile("\\w+");

  private final RunContext context;
  private final Map<String, Supplier<Dataset<Row>>> unopened = new HashMap<>();

  /** The views of a run; none is opened yet. */
  public RunViews(RunContext context) {
    this.context = context;
    for (TableName table : tables(context)) {
      unopened.put(table.table(), () -> context.lake().slice(table, context.businessDate()));
    }
    unopened.put("feed", this::feed);
    unopened.put("any_record", this::anyRecord);
    unopened.put("paid", () -> select("payment"));
  }

  /** The run. */
  public RunContext context() {
    return context;
  }

  /**
   * Runs the view {@code name} of {@code schemas/views}.
   *
   * @param name path below {@code schemas/views} without {@code .sql}
   */
  public Dataset<Row> select(String name) {
    String sql = context.schemas().views().get(name);
    if (sql == null) {
      throw new IllegalArgumentException("No view schemas/views/" + name + ".sql.");
    }
    return sql(sql, dates(context));
  }

  /** Runs a piece of SQL with these named parameters. */
  public Dataset<Row> sql(String sql, Map<String, Object> parameters) {
    open(sql);
    return context.spark().sql(sql, parameters);
  }

  // Views of one stage are run side by side.
  private synchronized void open(String sql) {
    WORD.matcher(sql.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .distinct()
        .forEach(
            name -> {
              Supplier<Dataset<Row>> table = unopened.remove(name);
              if (table != null) {
                table.get().createOrReplaceTempView(name);
              }
            });
  }

  private Dataset<Row> feed() {
    return context
        .lake()
        .readOrEmpty(FEED)
        .where(col(TableDefinition.RUN_ID).equalTo(context.runId()));
  }

  private Dataset<Row> anyRecord() {
    return context.schemas().contracts(Contract.Kind.REGISTRY).stream()
        .map(
            registry ->
                context
                    .lake()
                    .slice(new TableName(Layer.SILVER, registry.name()), context.businessDate())
                    .select(
                        lit(registry.name()).as("registry"),
                        col("record_id"),
                        col("record_key"),
                        col("source_file"),
                        col("source_row"),
                        col("delivery_date"),
                        col("issues")))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  /** The silver tables that SQL may name. */
  public static List<TableName> tables(RunContext context) {
    Stream<TableName> registries =
        context.schemas().contracts().values().stream()
            .filter(contract -> contract.kind() != Contract.Kind.TABLE)
            .map(contract -> new TableName(Layer.SILVER, contract.name()));
    Stream<TableName> published =
        context.schemas().contracts(Contract.Kind.TABLE).stream()
            .map(contract -> TableName.of(contract.name()))
            .filter(table -> table.layer() == Layer.SILVER);
    return Stream.concat(registries, published)
        .sorted(Comparator.comparing(TableName::table))
        .toList();
  }

  /** The parameters every view and rule may name. */
  public static Map<String, Object> dates(RunContext context) {
    return Map.of(
        "business_date", context.businessDate(),
        "term", context.term().toString(),
        "school_year_start", context.term().schoolYearStart());
  }
}
