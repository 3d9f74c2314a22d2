package org.hedui.link.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.MentionRole;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.TableDefinition;
import org.hedui.stage.Parallel;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;

/**
 * Writes {@code silver.mention}, {@code identity_link}, {@code person_event}, {@code person}, and
 * {@code household}, {@code membership}, {@code household_match}; where the linker weighs pairs,
 * {@code link_pair}, {@code link_weight} and {@code link_review} too.
 */
public final class LinkStage implements Stage {
  private static final TableName MENTION = TableName.of("silver.mention");
  private static final TableName LINK = TableName.of("silver.identity_link");
  private static final TableName EVENT = TableName.of("silver.person_event");
  private static final TableName DECISION = TableName.of("silver.link_decision");
  private static final TableName PAIR = TableName.of("silver.link_pair");
  private static final TableName WEIGHT = TableName.of("silver.link_weight");
  private static final TableName REVIEW = TableName.of("silver.link_review");
  private static final TableName HOUSEHOLD = TableName.of("silver.household");
  private static final TableName HOUSEHOLD_MATCH = TableName.of("silver.household_match");
  private static final TableName MEMBERSHIP = TableName.of("silver.membership");
  private static final TableName PERSON = TableName.of("silver.person");

  private final Function<RunContext, Linker> linkers;

  /**
   * The stage that links as the schemas say: by certain links, and by probable ones if told how.
   */
  public LinkStage() {
    this(LinkStage::linker);
  }

  /** The stage with another linker. */
  LinkStage(Function<RunContext, Linker> linkers) {
    this.linkers = linkers;
  }

  private static Linker linker(RunContext context) {
    return context
        .schemas()
        .personLink()
        .<Linker>map(link -> new ProbableLinks(link, new RunViews(context), earlier(context)))
        .orElse((mentions, facts) -> Linker.certain(mentions));
  }

  @Override
  public String name() {
    return "link";
  }

  @Override
  public StageReport run(RunContext context) {
    Lake lake = context.lake();
    lake.replace(MENTION, mentions(context), context.businessDate());
    Dataset<Row> mentions = lake.read(MENTION, context.businessDate());

    Decisions.Facts facts =
        Decisions.facts(
            Decisions.inForce(lake.readOrEmpty(DECISION), context.businessDate()), mentions);
    Linker.Linked linked = linkers.apply(context).link(mentions, facts);
    // One cluster a mention. Both are cut from their long plans: many queries read them.
    Dataset<Row> clusters =
        mentions
            .select("record_id", "lasting_id")
            .join(linked.clusters(), "record_id")
            .localCheckpoint();
    PersonIds.History history = history(context);
    // One person a cluster.
    Dataset<Row> links =
        clusters
            .join(PersonIds.assign(clusters, history, context.businessDate()), "cluster")
            .localCheckpoint();
    Map<TableName, Dataset<Row>> first = new HashMap<>();
    first.put(LINK, identityLinks(mentions, links));
    first.put(EVENT, PersonEvents.between(history.before(), links));
    linked
        .weighed()
        .ifPresent(
            weighed -> {
              first.put(PAIR, Decisions.applied(weighed.pairs(), mentions, facts));
              first.put(WEIGHT, weighed.weights());
            });
    write(context, first);
    RunViews linkViews = new RunViews(context);
    Map<TableName, Dataset<Row>> second = new HashMap<>();
    second.put(MEMBERSHIP, linkViews.select("silver/membership"));
    second.put(HOUSEHOLD, linkViews.select("silver/household"));
    linked
        .weighed()
        .ifPresent(weighed -> second.put(REVIEW, linkViews.select("silver/link_review")));
    write(context, second);
    // Opened anew: the tables just written are named now.
    RunViews householdViews = new RunViews(context);
    Trust trust = new Trust(context.schemas().contracts(Contract.Kind.REGISTRY));
    write(
        context,
        Map.of(
            PERSON, withHousehold(context, Persons.of(mentions, links, trust), trust),
            HOUSEHOLD_MATCH, householdViews.select("silver/household_match")));
    return new StageReport(
        name(),
        Map.of(
            "persons", lake.read(PERSON, context.businessDate()).count(),
            "households", lake.read(HOUSEHOLD, context.businessDate()).count(),
            "pairs_compared", linked.weighed().map(Linker.Weighed::compared).orElse(0L)));
  }

  private static Optional<ProbableLinks.Earlier> earlier(RunContext context) {
    Lake lake = context.lake();
    return lake.publishedBefore(context.businessDate())
        .map(date -> new ProbableLinks.Earlier(lake.slice(LINK, date), lake.slice(WEIGHT, date)));
  }

  private static void write(RunContext context, Map<TableName, Dataset<Row>> tables) {
    Parallel.forEach(
        context.spark(),
        List.copyOf(tables.keySet()),
        table -> context.lake().replace(table, tables.get(table), context.businessDate()));
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
                        context.slice(new TableName(Layer.SILVER, registry.name())),
                        registry,
                        context.businessDate()))
            .reduce(Dataset::unionByName);
    return Mentions.withLastingIds(OwnNumbers.settle(all.orElseThrow()));
  }

  /**
   * What the greatest earlier business date that was published left; never a later one, so that a
   * date run again gives the same ids.
   */
  private static PersonIds.History history(RunContext context) {
    Lake lake = context.lake();
    Optional<LocalDate> date = lake.publishedBefore(context.businessDate());
    Dataset<Row> before =
        date.map(earlier -> lake.slice(LINK, earlier)).orElseGet(() -> lake.empty(LINK));
    Dataset<Row> events =
        date.isPresent()
            ? lake.readOrEmpty(EVENT)
                .where(col(TableDefinition.BUSINESS_DATE).lt(lit(context.businessDate())))
            : lake.empty(EVENT);
    return new PersonIds.History(before, PersonEvents.issued(events));
  }

  private static Dataset<Row> identityLinks(Dataset<Row> mentions, Dataset<Row> links) {
    // One link a mention.
    return mentions
        .select("record_id", "registry", "record_key", "source_file", "source_row")
        .join(links, "record_id");
  }

  /** A person's household: that of the registry most trusted with households. */
  private static Dataset<Row> withHousehold(RunContext context, Dataset<Row> persons, Trust trust) {
    Dataset<Row> memberships = context.lake().read(MEMBERSHIP, context.businessDate());
    Dataset<Row> first =
        memberships
            .groupBy("person_id")
            .agg(
                min_by(
                        col("household_id"),
                        struct(
                            trust.rank(MentionRole.HOUSEHOLD, col("source")), col("household_id")))
                    .as("household_id"));
    // One row a person on both sides.
    return persons
        .join(first, persons.col("person_id").equalTo(first.col("person_id")), "left")
        .drop(first.col("person_id"));
  }
}
