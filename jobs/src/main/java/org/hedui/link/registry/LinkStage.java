package org.hedui.link.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;

/**
 * Writes {@code silver.mention}, {@code identity_link}, {@code household}, {@code membership} and
 * {@code person}.
 */
public final class LinkStage implements Stage {
  private static final TableName MENTION = TableName.of("silver.mention");
  private static final TableName LINK = TableName.of("silver.identity_link");
  private static final TableName HOUSEHOLD = TableName.of("silver.household");
  private static final TableName MEMBERSHIP = TableName.of("silver.membership");
  private static final TableName PERSON = TableName.of("silver.person");

  @Override
  public String name() {
    return "link";
  }

  @Override
  public StageReport run(RunContext context) {
    Lake lake = context.lake();
    lake.replace(MENTION, mentions(context), context.businessDate());
    Dataset<Row> mentions = lake.read(MENTION, context.businessDate());

    Dataset<Row> links = CertainLinks.link(mentions).persist();
    try {
      lake.replace(LINK, identityLinks(mentions, links), context.businessDate());
      RunViews.register(context);
      lake.replace(
          MEMBERSHIP, RunViews.select(context, "silver/membership"), context.businessDate());
      lake.replace(HOUSEHOLD, RunViews.select(context, "silver/household"), context.businessDate());
      Dataset<Row> persons = Persons.of(mentions, links);
      lake.replace(PERSON, withHousehold(context, persons), context.businessDate());
    } finally {
      links.unpersist();
    }
    return new StageReport(
        name(),
        Map.of(
            "persons", lake.read(PERSON, context.businessDate()).count(),
            "households", lake.read(HOUSEHOLD, context.businessDate()).count()));
  }

  private static Dataset<Row> mentions(RunContext context) {
    List<Contract> registries =
        context.schemas().contracts(Contract.Kind.REGISTRY).stream()
            .filter(Contract::mentionsPersons)
            .toList();
    Optional<Dataset<Row>> all =
        registries.stream()
            .map(
                registry ->
                    Mentions.of(
                        context
                            .lake()
                            .slice(
                                new TableName(Layer.SILVER, registry.name()),
                                context.businessDate()),
                        registry,
                        context.businessDate()))
            .reduce(Dataset::unionByName);
    return all.orElseThrow();
  }

  private static Dataset<Row> identityLinks(Dataset<Row> mentions, Dataset<Row> links) {
    return mentions
        .join(links, "record_id")
        .select(
            col("record_id"),
            col("registry"),
            col("record_key"),
            col("source_file"),
            col("source_row"),
            col("person_id"),
            col("match_rule"),
            lit(1.0).as("match_probability"),
            lit("AUTO").as("decision"));
  }

  /** A person's household: the poverty register's, else that of social assistance, else hukou. */
  private static Dataset<Row> withHousehold(RunContext context, Dataset<Row> persons) {
    Dataset<Row> memberships = context.lake().read(MEMBERSHIP, context.businessDate());
    Dataset<Row> first =
        memberships
            .groupBy("person_id")
            .agg(
                expr("""
                        min_by(household_id, named_struct('rank',
                          CASE source WHEN 'poverty_register' THEN 1 WHEN 'social_assistance' THEN 2 ELSE 3 END,
                          'household', household_id))
                        """)
                    .as("household_id"));
    // One row a person on both sides.
    return persons
        .join(first, persons.col("person_id").equalTo(first.col("person_id")), "left")
        .drop(first.col("person_id"));
  }
}
