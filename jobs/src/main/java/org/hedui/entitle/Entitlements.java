package org.hedui.entitle;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.hedui.contract.PolicyPack;
import org.hedui.lake.SilverSchema;
import org.hedui.stage.Term;

/** Computes what pupils are owed in one term. */
final class Entitlements {
  private Entitlements() {}

  /**
   * Applies every programme in force to every pupil, in one pass.
   *
   * @param pupils rows of {@code schemas/views/pupil.sql}: one a school record in state 在读
   * @param packs the policy packs, at least one programme in force; the longest locality that
   *     begins a pupil's county code decides
   * @param term the term
   * @return the columns of {@code silver.entitlement}; one row a person and programme. With several
   *     school records a programme counts once, at its larger amount; of exclusive programmes the
   *     option with the larger sum counts.
   */
  static Dataset<Row> of(Dataset<Row> pupils, Collection<PolicyPack> packs, Term term) {
    List<Column> candidates = new ArrayList<>();
    for (PolicyPack pack : packs) {
      for (PolicyPack.Programme programme : pack.programmes()) {
        if (inForce(programme, term)) {
          candidates.add(candidate(pack, programme, term));
        }
      }
    }
    Dataset<Row> owed =
        pupils
            .withColumn("locality", locality(packs))
            .withColumn("owed", explode(array_compact(array(candidates.toArray(Column[]::new)))));
    return shape(exclusive(once(owed)), term);
  }

  private static boolean inForce(PolicyPack.Programme programme, Term term) {
    String current = term.toString();
    return programme.fromTerm().compareTo(current) <= 0
        && programme.toTerm().map(last -> last.compareTo(current) >= 0).orElse(true);
  }

  private static Column locality(Collection<PolicyPack> packs) {
    Column locality = when(lit(false), lit(""));
    for (String prefix :
        packs.stream()
            .map(PolicyPack::locality)
            .sorted(Comparator.comparing(String::length).reversed().thenComparing(p -> p))
            .toList()) {
      locality = locality.when(col("county_code").startsWith(prefix), lit(prefix));
    }
    return locality;
  }

  private static Column candidate(PolicyPack pack, PolicyPack.Programme programme, Term term) {
    Column standard = when(lit(false), lit(null));
    for (PolicyPack.Standard each : programme.standards()) {
      Column holds = each.when().map(org.apache.spark.sql.functions::expr).orElse(lit(true));
      standard = standard.when(holds, amount(programme, each));
    }
    Column eligible = col("locality").equalTo(pack.locality()).and(expr(programme.eligible()));
    boolean due = programme.period() == PolicyPack.Period.YEAR || term.half() == 1;
    return when(
        eligible.and(lit(due)),
        struct(
            lit(programme.code()).as("programme_code"),
            lit(programme.policyId()).as("policy_id"),
            lit(pack.locality()).as("locality"),
            lit(programme.basis()).as("basis"),
            lit(pack.confirmed() && programme.confirmed()).as("confirmed"),
            lit(programme.exclusiveGroup().orElse(null)).cast("string").as("exclusive_group"),
            standard.as("standard")));
  }

  private static Column amount(PolicyPack.Programme programme, PolicyPack.Standard standard) {
    boolean yearly = programme.period() == PolicyPack.Period.YEAR;
    BigDecimal amount = programme.inATerm(standard);
    String zh =
        yearly
            ? "年标准%s元，本学期%s元".formatted(standard.yuan().toPlainString(), amount.toPlainString())
            : "一次性%s元".formatted(amount.toPlainString());
    String en =
        yearly
            ? "%s yuan a year, %s this term"
                .formatted(standard.yuan().toPlainString(), amount.toPlainString())
            : "%s yuan once".formatted(amount.toPlainString());
    return struct(
        lit(amount).cast(SilverSchema.YUAN).as("amount"),
        concat(lit(standard.reason().zh() + "；类别"), col("class"), lit("；" + zh)).as("reason"),
        concat(lit(standard.reason().en() + "; class "), col("class"), lit("; " + en))
            .as("reason_en"));
  }

  /** A programme counts once a person, at its larger amount. */
  private static Dataset<Row> once(Dataset<Row> owed) {
    WindowSpec best =
        Window.partitionBy(col("person_id"), col("owed.programme_code"))
            .orderBy(
                desc("owed.standard.amount"),
                col("source_file"),
                col("source_row"),
                col("record_id"));
    return owed.where(col("owed.standard.amount").gt(0))
        .withColumn("place", row_number().over(best))
        .where(col("place").equalTo(1));
  }

  /** Of the options of an exclusive group, {@code group:option}, the one with the larger sum. */
  private static Dataset<Row> exclusive(Dataset<Row> owed) {
    Column group = split(col("owed.exclusive_group"), ":").getItem(0);
    Column option = split(col("owed.exclusive_group"), ":").getItem(1);
    WindowSpec ofOption = Window.partitionBy(col("person_id"), col("exclusion"), col("option"));
    WindowSpec ofGroup = Window.partitionBy(col("person_id"), col("exclusion"));
    return owed.withColumn("exclusion", group)
        .withColumn("option", option)
        .withColumn("option_sum", sum("owed.standard.amount").over(ofOption))
        .withColumn("best", max(struct(col("option_sum"), col("option"))).over(ofGroup))
        .where(col("exclusion").isNull().or(col("option").equalTo(col("best.option"))));
  }

  private static Dataset<Row> shape(Dataset<Row> owed, Term term) {
    return owed.select(
        col("person_id"),
        col("owed.programme_code"),
        lit(term.toString()).as("term"),
        col("owed.standard.amount").as("amount"),
        col("owed.policy_id"),
        col("owed.locality"),
        col("class").as("basis_class"),
        col("owed.standard.reason").as("reason"),
        col("owed.standard.reason_en").as("reason_en"),
        col("owed.basis"),
        col("owed.confirmed"),
        col("record_id").as("enrolment_record_id"),
        col("owed.exclusive_group"));
  }
}
