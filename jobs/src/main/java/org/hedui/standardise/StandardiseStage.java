package org.hedui.standardise;

import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.TableDefinition;
import org.hedui.stage.CurrentRows;
import org.hedui.stage.Parallel;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;

/** Writes {@code silver.<registry>} for every registry and reference table this run took in. */
public final class StandardiseStage implements Stage {

  @Override
  public String name() {
    return "standardise";
  }

  @Override
  public StageReport run(RunContext context) {
    Map<String, List<Date>> deliveries = deliveries(context);
    List<Contract> registries =
        context.schemas().contracts().values().stream()
            .filter(contract -> contract.kind() != Contract.Kind.TABLE)
            .sorted(java.util.Comparator.comparing(Contract::name))
            .toList();
    Parallel.map(
        context.spark(),
        registries,
        contract -> {
          standardise(context, contract, deliveries.getOrDefault(contract.name(), List.of()));
          return contract.name();
        });
    return new StageReport(name(), Map.of("registries", (long) deliveries.size()));
  }

  private static void standardise(RunContext context, Contract contract, List<Date> deliveries) {
    Lake lake = context.lake();
    TableName silver = new TableName(Layer.SILVER, contract.name());
    TableName bronze = new TableName(Layer.BRONZE, contract.name());
    if (deliveries.isEmpty() || !lake.exists(bronze)) {
      // A slice of an earlier run of this date must not outlive the delivery it came from.
      if (lake.exists(silver)) {
        Dataset<Row> none = lake.slice(silver, context.businessDate()).limit(0);
        lake.replace(lake.definition(silver), none, context.businessDate());
      }
      return;
    }
    Dataset<Row> delivered =
        lake.read(bronze).where(col(TableDefinition.DELIVERY_DATE).isin(deliveries.toArray()));
    Dataset<Row> rows =
        Standardiser.standardise(
            CurrentRows.of(delivered, contract), contract, context.schemas().codes());
    lake.replace(lake.definition(silver), rows, context.businessDate());
  }

  /** The deliveries this run took in, by registry: a handful each. */
  private static Map<String, List<Date>> deliveries(RunContext context) {
    return context
        .lake()
        .read(TableName.of("ops.feed"))
        .where(col(TableDefinition.RUN_ID).equalTo(context.runId()))
        .where(col(TableDefinition.DELIVERY_DATE).isNotNull())
        .select("registry", TableDefinition.DELIVERY_DATE)
        .distinct()
        .collectAsList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.getString(0),
                TreeMap::new,
                Collectors.mapping(row -> row.getDate(1), Collectors.toList())));
  }
}
