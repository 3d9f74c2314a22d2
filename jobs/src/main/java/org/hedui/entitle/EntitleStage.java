package org.hedui.entitle;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.TableName;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;

/** Writes {@code silver.person_class} and {@code silver.entitlement}. */
public final class EntitleStage implements Stage {
  private static final TableName PERSON_CLASS = TableName.of("silver.person_class");
  private static final TableName ENTITLEMENT = TableName.of("silver.entitlement");

  @Override
  public String name() {
    return "entitle";
  }

  @Override
  public StageReport run(RunContext context) {
    RunViews views = new RunViews(context);
    context
        .lake()
        .replace(PERSON_CLASS, views.select("silver/person_class"), context.businessDate());
    Dataset<Row> owed =
        Entitlements.of(
            views.select("pupil"),
            context.schemas().policies().values(),
            context.term(),
            context.useUnconfirmed());
    context.lake().replace(ENTITLEMENT, owed, context.businessDate());
    long entitlements = context.lake().read(ENTITLEMENT, context.businessDate()).count();
    return new StageReport(name(), Map.of("entitlements", entitlements));
  }
}
