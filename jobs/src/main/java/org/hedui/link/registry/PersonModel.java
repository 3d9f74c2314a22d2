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
    Dataset<Row> profiles = ProbableLinks.profiles(certain, new RunViews(context));
    return Optional.of(
        new RecordLinker(link.get().config())
            .train(profiles, "mentions of " + context.businessDate(), output));
  }

  /**
   * Checks that configuration, model and view of the profiles fit each other; no job is run.
   *
   * @throws HeduiException LINK_MODEL_WRONG if the model is none or one for another configuration
   */
  public static void check(RunContext context, Schemas.PersonLink link) {
    Dataset<Row> mentions = context.lake().slice(MENTION, context.businessDate());
    Dataset<Row> certain =
        mentions.select(
            col("record_id"), col("record_id").as("cluster"), col("id18").as("person_id18"));
    new RecordLinker(link.config())
        .check(ProbableLinks.profiles(certain, new RunViews(context)), link.model());
  }
}
