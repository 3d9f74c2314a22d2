package org.hedui.entitle;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Collection;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.PolicyPack;
import org.hedui.lake.SilverSchema;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;

/** What a changed policy pack would cost, beside the standing one. It writes nothing. */
public final class Simulation {
  private static final String[] CELL = {"county_code", "programme_code", "level"};

  private Simulation() {}

  /**
   * Applies both policies to the same pupils, those of the changed pack's locality.
   *
   * @param context the lake and the business date; its schemas hold the changed pack
   * @param standing the packs in force now
   * @param locality locality of the changed pack
   * @return one row a county, programme and funding level (central, province, city, county, rest,
   *     not set): {@code heads_…} and {@code yuan_…} as {@code standing}, {@code changed} and their
   *     {@code difference}, in the term of the business date
   */
  public static Dataset<Row> of(
      RunContext context, Collection<PolicyPack> standing, String locality) {
    Dataset<Row> pupils =
        new RunViews(context).select("pupil").where(col("county_code").startsWith(locality));
    return cost(context, pupils, standing, "standing")
        // Each side has one row a cell.
        .join(
            cost(context, pupils, context.schemas().policies().values(), "changed"),
            CELL,
            "full_outer")
        .select(
            col("county_code"),
            col("programme_code"),
            col("level"),
            heads("standing"),
            heads("changed"),
            heads("changed").minus(heads("standing")).as("heads_difference"),
            yuan("standing"),
            yuan("changed"),
            yuan("changed").minus(yuan("standing")).cast(SilverSchema.YUAN).as("yuan_difference"))
        .orderBy(CELL[0], CELL[1], CELL[2]);
  }

  private static Column heads(String side) {
    return coalesce(col("heads_" + side), lit(0L)).as("heads_" + side);
  }

  private static Column yuan(String side) {
    return coalesce(col("yuan_" + side), lit(0)).cast(SilverSchema.YUAN).as("yuan_" + side);
  }

  private static Dataset<Row> cost(
      RunContext context, Dataset<Row> pupils, Collection<PolicyPack> packs, String side) {
    return Entitlements.of(pupils, packs, context.term(), context.useUnconfirmed())
        .where("confirmed")
        .select(col("county_code"), col("programme_code"), explode(byLevel()).as("part"))
        .where("part.yuan > 0")
        .groupBy(col("county_code"), col("programme_code"), col("part.level").as("level"))
        .agg(count(lit(1)).as("heads_" + side), sum("part.yuan").as("yuan_" + side));
  }

  private static Column byLevel() {
    Column[] levels =
        CostShares.columns().stream()
            .map(
                share ->
                    struct(
                        lit(share.substring("share_".length())).as("level"), col(share).as("yuan")))
            .toArray(Column[]::new);
    return when(
            col(CostShares.columns().get(0)).isNull(),
            array(struct(lit("not set").as("level"), col("amount").as("yuan"))))
        .otherwise(array(levels));
  }
}
