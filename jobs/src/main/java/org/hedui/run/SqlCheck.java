package org.hedui.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.hedui.contract.Contract;
import org.hedui.contract.Document;
import org.hedui.contract.Fault;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;
import org.hedui.contract.Schemas;
import org.hedui.contract.TableName;
import org.hedui.deliver.DocumentRows;
import org.hedui.entitle.PolicySql;
import org.hedui.lake.Lake;
import org.hedui.lake.TableDefinition;
import org.hedui.link.registry.PersonModel;
import org.hedui.publish.PublishStage;
import org.hedui.reconcile.RuleSql;
import org.hedui.sample.ErrorRate;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.hedui.stage.SqlFault;
import org.hedui.standardise.History;

/**
 * Analyses every piece of SQL below {@code schemas/} against the declared columns. It plans over
 * empty tables and reads nothing.
 */
final class SqlCheck {
  private static final LocalDate ANY_DATE = LocalDate.of(2023, 11, 30);

  /** Tables that Java writes; without their contracts a run cannot begin. */
  private static final List<String> WRITTEN_BY_STAGES =
      List.of(
          "bronze.quarantine",
          "bronze.duplicate",
          "silver.enrolment_history",
          "silver.household_history",
          "silver.mention",
          "silver.identity_link",
          "silver.link_pair",
          "silver.link_weight",
          "silver.link_review",
          "silver.link_decision",
          "silver.person_event",
          "silver.person",
          "silver.household",
          "silver.membership",
          "silver.household_match",
          "silver.person_class",
          "silver.entitlement",
          "silver.finding",
          "silver.case",
          "silver.case_decision",
          "silver.sample",
          "silver.sample_household",
          "silver.sample_answer",
          "ops.run",
          "ops.feed",
          "ops.quality_result",
          "ops.profile",
          "ops.rule_result",
          "ops.publication",
          "ops.audit",
          "ops.suppression");

  private final RunContext context;
  private final RunViews views;
  private final List<Fault> faults = new ArrayList<>();

  private SqlCheck(SparkSession spark, Schemas schemas) {
    Lake nowhere = new Lake(spark, "file:///nonexistent/hedui-check", schemas);
    this.context = new RunContext(nowhere, ANY_DATE, "", "check");
    this.views = new RunViews(context);
  }

  /** All faults in the SQL of views, policies and rules. */
  static List<Fault> faults(SparkSession spark, Schemas schemas) {
    return new SqlCheck(spark, schemas).run();
  }

  /** The faults of the model of persons and of the view it is fed from, and of nothing else. */
  static List<Fault> faultsOfPersonLink(SparkSession spark, Schemas schemas) {
    SqlCheck check = new SqlCheck(spark, schemas);
    schemas.personLink().ifPresent(check::personLink);
    return check.faults;
  }

  private List<Fault> run() {
    for (String table : WRITTEN_BY_STAGES) {
      if (!context.schemas().contracts().containsKey(table)) {
        add(
            "CONTRACT_MISSING",
            "contracts/" + table + ".odcs.yaml",
            "A stage writes this table; restore its contract.");
      }
    }
    if (context.schemas().contracts(Contract.Kind.REGISTRY).isEmpty()) {
      add("REGISTRY_MISSING", "contracts", "There is no registry; add the contract of one.");
    }
    if (!faults.isEmpty()) {
      return faults;
    }
    plan("pupil");
    RunViews.shared(context).forEach(this::plan);
    if (!faults.isEmpty()) {
      // Everything below rests on these.
      return faults;
    }
    PublishStage.registerRules(context);
    History.register(context);
    ErrorRate.faults(context.schemas())
        .forEach(message -> add("ERROR_RATE", "codes/error_rate.csv", message));
    for (Contract contract : context.schemas().contracts(Contract.Kind.TABLE)) {
      TableName table = TableName.of(contract.name());
      String view = table.layer().folder() + "/" + table.table();
      if (context.schemas().views().containsKey(view)) {
        plan(view).ifPresent(rows -> fits(view, rows, table));
      } else if (table.layer() == Layer.GOLD || table.layer() == Layer.RESTRICTED) {
        add(
            "VIEW_MISSING",
            "contracts/" + table + ".odcs.yaml",
            "Add schemas/views/" + view + ".sql.");
      }
    }
    documents();
    context.schemas().personLink().ifPresent(this::personLink);
    PolicySql.faults(context, context.schemas().policies().values())
        .forEach(
            (policy, message) ->
                add("POLICY_SQL", file("policies", policy), policy + ": " + message));
    RuleSql.faults(context)
        .forEach((rule, message) -> add("RULE_SQL", "rules/" + rule + ".yaml", message));
    return faults;
  }

  private void documents() {
    DocumentRows rows = new DocumentRows(views.withPublished());
    for (Document document : context.schemas().documents().values()) {
      try {
        rows.missing(document)
            .forEach(
                column ->
                    add(
                        "VIEW_COLUMN",
                        "views/document/" + document.view() + ".sql",
                        "The document %s shows %s; select it.".formatted(document.name(), column)));
      } catch (Exception e) {
        // Scala throws AnalysisException undeclared: no narrower type can be caught.
        add("VIEW_SQL", "views/document/" + document.view() + ".sql", SqlFault.message(e));
      }
    }
  }

  private void personLink(Schemas.PersonLink link) {
    String view = "views/link/record.sql";
    try {
      Dataset<Row> records = PersonModel.records(context);
      view = "views/link/profile.sql";
      PersonModel.check(context, link, records);
    } catch (HeduiException e) {
      add("PERSON_MODEL", "link/person.model.json", e.getMessage());
    } catch (Exception e) {
      add("VIEW_SQL", view, SqlFault.message(e));
    }
  }

  private Optional<Dataset<Row>> plan(String view) {
    try {
      Dataset<Row> rows = views.select(view);
      rows.schema();
      return Optional.of(rows);
    } catch (Exception e) {
      // Scala throws AnalysisException undeclared: no narrower type can be caught.
      add("VIEW_SQL", "views/" + view + ".sql", SqlFault.message(e));
      return Optional.empty();
    }
  }

  private void fits(String view, Dataset<Row> rows, TableName table) {
    List<String> given = Arrays.asList(rows.columns());
    for (StructField field : context.lake().definition(table).schema().fields()) {
      if (!field.name().equals(TableDefinition.BUSINESS_DATE) && !given.contains(field.name())) {
        add(
            "VIEW_COLUMN",
            "views/" + view + ".sql",
            "The contract " + table + " declares " + field.name() + "; select it.");
      }
    }
  }

  private static String file(String folder, String policyId) {
    int dash = policyId.indexOf('-');
    return folder + "/" + (dash < 0 ? policyId : policyId.substring(0, dash)) + ".yaml";
  }

  private void add(String code, String file, String message) {
    faults.add(new Fault(code, file, 1, message));
  }
}
