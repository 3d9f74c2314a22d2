package org.hedui.link.registry;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Schemas;
import org.hedui.contract.TableName;
import org.hedui.link.RecordLinker;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;

/** The model that weighs pairs of persons: trained by command, used by every run. */
public final class PersonModel {
  private static final TableName MENTION = TableName.of("silver.mention");
  private static final TableName DECISION = TableName.of("silver.link_decision");

  private PersonModel() {}

  /**
   * Trains a model on the mentions of a business date.
   *
   * @param output folder for {@code model.json} and the pages that explain it
   * @return version of the model; empty if the schemas do not say how persons are compared
   */
  public static Optional<String> train(RunContext context, Path output) throws IOException {
    Optional<Schemas.PersonLink> link = context.schemas().personLink();
    if (link.isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> mentions = context.lake().slice(MENTION, context.businessDate());
    Decisions.Facts facts =
        Decisions.facts(
            Decisions.inForce(context.lake().readOrEmpty(DECISION), context.businessDate()),
            mentions);
    Dataset<Row> certain = CertainGroups.of(mentions, facts.cannotLink()).localCheckpoint();
    RunViews views = new RunViews(context);
    Dataset<Row> profiles =
        ProbableLinks.profiles(ProbableLinks.heldRecords(certain, views), views);
    return Optional.of(
        new RecordLinker(link.get().config())
            .train(profiles, "mentions of " + context.businessDate(), output));
  }

  /**
   * What each record tells of its group, were every record one by itself; no job is run.
   *
   * @return rows of {@code views/link/record.sql}
   */
  public static Dataset<Row> records(RunContext context) {
    Dataset<Row> mentions = context.lake().slice(MENTION, context.businessDate());
    Dataset<Row> certain =
        mentions.select(
            col("record_id"), col("record_id").as("cluster"), col("id18").as("person_id18"));
    return ProbableLinks.records(certain, new RunViews(context));
  }

  /**
   * Checks that configuration, model and view of the profiles fit each other; no job is run.
   *
   * @param records rows of {@code views/link/record.sql}
   * @throws HeduiException LINK_MODEL_WRONG if the model is none or one for another configuration
   */
  public static void check(RunContext context, Schemas.PersonLink link, Dataset<Row> records) {
    new RecordLinker(link.config())
        .check(ProbableLinks.profiles(records, new RunViews(context)), link.model());
  }
}
