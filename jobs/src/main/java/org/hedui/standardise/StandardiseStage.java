package org.hedui.standardise;

import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.lake.BronzeSchema;
import org.hedui.lake.Lake;
import org.hedui.lake.TableDefinition;
import org.hedui.stage.CurrentRows;
import org.hedui.stage.Parallel;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;

/**
 * Writes {@code silver.<registry>} for every registry and reference table that has been delivered,
 * and what earlier deliveries said ({@link History}).
 */
public final class StandardiseStage implements Stage {

  @Override
  public String name() {
    return "standardise";
  }

  @Override
  public StageReport run(RunContext context) {
    Lake lake = context.lake();
    List<Contract> registries =
        context.schemas().contracts().values().stream()
            .filter(contract -> contract.kind() != Contract.Kind.TABLE)
            .filter(contract -> lake.exists(BronzeSchema.name(contract)))
            .sorted(Comparator.comparing(Contract::name))
            .toList();
    Map<String, Set<Date>> deliveries = CurrentRows.deliveries(context);
    Parallel.forEach(
        context.spark(), registries, contract -> standardise(context, contract, deliveries));
    History.keep(context);
    return new StageReport(name(), Map.of("registries", (long) registries.size()));
  }

  private static void standardise(
      RunContext context, Contract contract, Map<String, Set<Date>> deliveries) {
    Lake lake = context.lake();
    TableName silver = new TableName(Layer.SILVER, contract.name());
    if (!deliveries.containsKey(contract.name())
        && lake.slice(silver, context.businessDate()).isEmpty()) {
      return;
    }
    Dataset<Row> bronze = CurrentRows.read(lake, contract, deliveries);
    if (contract.kind() == Contract.Kind.REFERENCE) {
      // A reference table is replaced as a whole: it is as of the business date.
      bronze = bronze.withColumn(TableDefinition.DELIVERY_DATE, lit(context.businessDate()));
    }
    Dataset<Row> rows = Standardiser.standardise(bronze, contract, context.schemas().codes());
    lake.replace(lake.definition(silver), rows, context.businessDate());
  }
}
