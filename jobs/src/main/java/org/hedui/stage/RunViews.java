package org.hedui.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.lake.TableDefinition;

/**
 * Gives the SQL below {@code schemas/views} its tables: every silver table of the run's business
 * date under its own name, and the run's dates as named parameters.
 */
public final class RunViews {
  private static final TableName FEED = TableName.of("ops.feed");

  private RunViews() {}

  /**
   * Registers a temporary view for every silver table, empty where nothing has been delivered;
   * {@code feed}, the files of this run; and {@code any_record}, the provenance and issues of every
   * registry's rows.
   */
  public static void register(RunContext context) {
    tables(context).forEach(table -> register(context, table));
    context
        .lake()
        .readOrEmpty(FEED)
        .where(col(TableDefinition.RUN_ID).equalTo(context.runId()))
        .createOrReplaceTempView("feed");
    context.schemas().contracts(Contract.Kind.REGISTRY).stream()
        .map(
            registry ->
                context
                    .spark()
                    .table(registry.name())
                    .select(
                        lit(registry.name()).as("registry"),
                        col("record_id"),
                        col("record_key"),
                        col("source_file"),
                        col("source_row"),
                        col("delivery_date"),
                        col("issues")))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .createOrReplaceTempView("any_record");
  }

  /** Registers one table again, after a stage has written it. */
  public static void register(RunContext context, TableName table) {
    context.lake().slice(table, context.businessDate()).createOrReplaceTempView(table.table());
  }

  /** Registers {@code paid}: what each person was paid, a programme and a term. */
  public static void registerPaid(RunContext context) {
    select(context, "payment").createOrReplaceTempView("paid");
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

  /**
   * Runs the view {@code name} of {@code schemas/views}.
   *
   * @param name path below {@code schemas/views} without {@code .sql}
   */
  public static Dataset<Row> select(RunContext context, String name) {
    return select(context, name, Map.of());
  }

  /** As above, with further parameters that the SQL names as {@code :name}. */
  public static Dataset<Row> select(
      RunContext context, String name, Map<String, Object> parameters) {
    String sql = context.schemas().views().get(name);
    if (sql == null) {
      throw new IllegalArgumentException("No view schemas/views/" + name + ".sql.");
    }
    Map<String, Object> all = new TreeMap<>(parameters);
    all.putAll(dates(context));
    return context.spark().sql(sql, all);
  }

  /** The parameters every view and rule may name. */
  public static Map<String, Object> dates(RunContext context) {
    return Map.of(
        "business_date", context.businessDate(),
        "term", context.term().toString(),
        "school_year_start", context.term().schoolYearStart());
  }
}
