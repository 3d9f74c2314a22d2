package org.hedui.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.CodeList;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.Rule;
import org.hedui.contract.TableName;
import org.hedui.lake.TableDefinition;

/**
 * Gives the SQL below {@code schemas/views} its tables: every silver table of the run's business
 * date under its own name, empty where nothing has been delivered; {@code feed}, the files of this
 * run; {@code any_record}, the provenance and issues of every registry's rows; {@code
 * poverty_line}, {@code policy_standard} and {@code allocation_rule}, what the policy packs say;
 * {@code codes_<list>}, the code lists; the views of {@code schemas/views/shared}; and named
 * parameters. With {@link #withPublished} also the gold tables of the date, as {@code
 * gold_<table>}.
 *
 * <p>A table is opened when SQL first names it, because opening all of them takes longer than most
 * queries. A stage names a table that it writes itself only after that. What is small is read into
 * memory then. So is a shared view whose first line says {@code -- Held: } and why.
 */
public final class RunViews {
  private static final TableName FEED = TableName.of("ops.feed");
  private static final String SHARED = "shared/";

  /** How a shared view begins that is computed once, whatever it reads. */
  private static final String HELD = "-- Held: ";

  private static final Pattern NAMED = Pattern.compile("\\b(?:from|join)\\s+`?(\\w+)");

  private final RunContext context;
  private final Map<String, Table> tables = new HashMap<>();

  /** The views of a run; none is opened yet. */
  public RunViews(RunContext context) {
    this.context = context;
    for (TableName table : tables(context)) {
      put(table.table(), () -> context.slice(table));
    }
    add("feed", this::feed);
    add("any_record", this::anyRecord);
    add("poverty_line", () -> PolicyTables.povertyLines(context));
    add("policy_standard", () -> PolicyTables.standards(context));
    add("allocation_rule", () -> PolicyTables.allocationRules(context));
    for (CodeList list : context.schemas().codes().values()) {
      add("codes_" + list.name(), () -> CodeTables.of(context, list));
    }
    for (String view : shared(context)) {
      // One lock for all: by chance two of them may name each other.
      String name = view.substring(SHARED.length());
      boolean held = context.schemas().views().get(view).startsWith(HELD);
      tables.put(
          name,
          new Table(
              name,
              this,
              () -> held ? select(view).localCheckpoint() : Held.ifSmall(select(view))));
    }
  }

  /**
   * Makes the published gold tables known too, as {@code gold_<table>}: for SQL that runs after.
   */
  public RunViews withPublished() {
    for (Contract contract : context.schemas().contracts(Contract.Kind.TABLE)) {
      TableName table = TableName.of(contract.name());
      if (table.layer() == Layer.GOLD) {
        put("gold_" + table.table(), () -> context.slice(table));
      }
    }
    return this;
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
    return sql(sql);
  }

  /** Runs a piece of SQL. */
  public Dataset<Row> sql(String sql) {
    open(sql);
    return context.spark().sql(sql, parameters(context));
  }

  private void add(String name, Supplier<Dataset<Row>> rows) {
    put(name, () -> Held.ifSmall(rows.get()));
  }

  private void put(String name, Supplier<Dataset<Row>> rows) {
    tables.put(name, new Table(name, new Object(), rows));
  }

  private void open(String sql) {
    NAMED
        .matcher(sql.toLowerCase(Locale.ROOT))
        .results()
        .map(table -> table.group(1))
        .distinct()
        .map(tables::get)
        .filter(Objects::nonNull)
        .forEach(Table::open);
  }

  /** A table or shared view, opened once; views of one stage are run side by side. */
  private static final class Table {
    private final String name;
    private final Object lock;
    private Optional<Supplier<Dataset<Row>>> unopened;

    Table(String name, Object lock, Supplier<Dataset<Row>> rows) {
      this.name = name;
      this.lock = lock;
      this.unopened = Optional.of(rows);
    }

    void open() {
      synchronized (lock) {
        Optional<Supplier<Dataset<Row>>> rows = unopened;
        // Before it is opened: its SQL may hold its own name.
        unopened = Optional.empty();
        rows.ifPresent(wanted -> wanted.get().createOrReplaceTempView(name));
      }
    }
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
                    .slice(new TableName(Layer.SILVER, registry.name()))
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

  /** The views that other SQL names by their file's name. */
  public static List<String> shared(RunContext context) {
    return context.schemas().views().keySet().stream()
        .filter(view -> view.startsWith(SHARED))
        .sorted()
        .toList();
  }

  /**
   * The parameters that SQL may name: the run's dates; {@code localities}, those of the policy
   * packs, the longest first; and the rules' own, such as {@code IDQ_06_oldest_pupil}, also with
   * the value that a locality gives them, {@code SUB_06_days_529921}.
   */
  public static Map<String, Object> parameters(RunContext context) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("business_date", context.businessDate());
    parameters.put("term", context.term().toString());
    parameters.put("school_year_start", context.term().schoolYearStart());
    parameters.put("localities", PolicyTables.localities(context));
    for (Rule rule : context.schemas().rules().values()) {
      rule.parameters().forEach((name, value) -> parameters.put(rule.parameter(name), value));
      for (Rule.Local change : rule.on(context.businessDate()).local()) {
        change
            .parameters()
            .forEach((name, value) -> parameters.put(rule.parameter(name, change), value));
      }
    }
    return parameters;
  }
}
