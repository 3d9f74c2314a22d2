package org.hedui.standardise;

import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hedui.contract.Contract;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.stage.CurrentRows;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;

/**
 * Tables of what the deliveries before those that count said. Each is made by the view of its name
 * in {@code schemas/views/silver}, from the landing folder alone and whatever earlier runs did.
 */
public final class History {
  private static final List<Kept> KEPT =
      List.of(
          new Kept("student_register", TableName.of("silver.enrolment_history")),
          new Kept("poverty_register", TableName.of("silver.household_history")));

  /** A registry and the table that is made of its deliveries. */
  private record Kept(String registry, TableName table) {}

  private History() {}

  /**
   * Registers a temporary view {@code earlier_<registry>} for each of these registries: the rows of
   * the earlier deliveries that the run took in, in the columns of {@code silver.<registry>}
   * without {@code business_date}.
   *
   * @param context the run, whose stage ingest is done; over an empty lake the views are empty
   */
  public static void register(RunContext context) {
    Map<String, Set<Date>> deliveries = CurrentRows.earlierDeliveries(context);
    for (Kept kept : kept(context)) {
      Contract registry = context.schemas().contract(kept.registry());
      Standardiser.standardise(
              CurrentRows.read(context.lake(), registry, deliveries),
              registry,
              context.schemas().codes())
          .createOrReplaceTempView("earlier_" + kept.registry());
    }
  }

  /**
   * Writes the tables for the business date.
   *
   * @param context the run, whose {@code silver.<registry>} are written
   */
  static void keep(RunContext context) {
    register(context);
    Lake lake = context.lake();
    Set<String> delivered = CurrentRows.deliveries(context).keySet();
    RunViews views = new RunViews(context);
    for (Kept kept : kept(context)) {
      // Another run of this date may have kept some, of a delivery that is gone.
      if (delivered.contains(kept.registry())
          || !lake.slice(kept.table(), context.businessDate()).isEmpty()) {
        String view = kept.table().layer().folder() + "/" + kept.table().table();
        lake.replace(kept.table(), views.select(view), context.businessDate());
      }
    }
  }

  private static List<Kept> kept(RunContext context) {
    return KEPT.stream()
        .filter(kept -> context.schemas().contracts().containsKey(kept.registry()))
        .toList();
  }
}
