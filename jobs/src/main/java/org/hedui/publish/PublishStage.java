package org.hedui.publish;

import java.sql.Date;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.Rule;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.stage.Parallel;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;

/**
 * Writes every table of gold and restricted from its SQL in {@code schemas/views}, then switches
 * readers to this run by one commit to {@code ops.publication}. Until then they see the last
 * published run, because they read the versions it names.
 */
public final class PublishStage implements Stage {
  /** Bytes of a slice from which its layout pays: what it costs to read, a question notices. */
  private static final long LARGE = 256L << 20;

  private static final String LOCAL =
      "local_changes array<struct<locality:string, since:date, severity:string,"
          + " parameters:map<string,string>, source:string>>";

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public StageReport run(RunContext context) {
    Lake lake = context.lake();
    RunViews views = new RunViews(context);
    registerRules(context);

    List<TableName> curated =
        context.schemas().contracts(Contract.Kind.TABLE).stream()
            .map(contract -> TableName.of(contract.name()))
            .filter(table -> table.layer() == Layer.GOLD || table.layer() == Layer.RESTRICTED)
            .toList();
    Parallel.forEach(
        context.spark(),
        curated,
        table -> {
          String view = table.layer().folder() + "/" + table.table();
          lake.replace(table, views.select(view), context.businessDate());
          lake.cluster(table, context.businessDate(), LARGE);
        });

    Map<String, Long> versions = new TreeMap<>();
    for (TableName table : curated) {
      versions.put(table.toString(), lake.version(table));
    }
    for (TableName table : RunViews.tables(context)) {
      if (lake.exists(table)) {
        versions.put(table.toString(), lake.version(table));
      }
    }
    lake.publish(context.runId(), context.businessDate(), versions);
    return new StageReport(name(), Map.of("tables", (long) curated.size()));
  }

  /** Registers {@code rule}: the catalogue as a table. */
  public static void registerRules(RunContext context) {
    rules(context).createOrReplaceTempView("rule");
  }

  private static List<Row> localities(Rule rule) {
    return rule.local().stream()
        .map(
            change ->
                RowFactory.create(
                    change.locality(),
                    Date.valueOf(change.since()),
                    change.severity().map(Rule.Severity::name).orElse(null),
                    change.parameters(),
                    change.source()))
        .toList();
  }

  private static Dataset<Row> rules(RunContext context) {
    StructType schema =
        new StructType()
            .add("code", DataTypes.StringType)
            .add("version", DataTypes.IntegerType)
            .add("title_zh", DataTypes.StringType)
            .add("title_en", DataTypes.StringType)
            .add("severity", DataTypes.StringType)
            .add("owner", DataTypes.StringType)
            .add("grain", DataTypes.StringType)
            .add("unit", DataTypes.StringType)
            .add("guidance", DataTypes.StringType)
            .add("guidance_en", DataTypes.StringType)
            .add("sla_days", DataTypes.IntegerType)
            .add("locality", DataTypes.StringType)
            .add("local_changes", StructType.fromDDL(LOCAL).fields()[0].dataType());
    List<Row> rows =
        context.schemas().rules().values().stream()
            .sorted(Comparator.comparing(Rule::code))
            .map(
                rule ->
                    RowFactory.create(
                        rule.code(),
                        rule.version(),
                        rule.title().zh(),
                        rule.title().en(),
                        rule.severity().name(),
                        rule.owner(),
                        rule.grain(),
                        rule.unit(),
                        rule.guidance().zh(),
                        rule.guidance().en(),
                        rule.standardSlaDays().orElse(null),
                        rule.locality().orElse(null),
                        localities(rule.on(context.businessDate()))))
            .toList();
    return context.spark().createDataFrame(rows, schema);
  }
}
