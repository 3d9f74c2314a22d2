package org.hedui.entitle;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Bilingual;
import org.hedui.contract.PolicyPack;
import org.hedui.contract.PolicyPack.Prorate;
import org.hedui.contract.PolicyPack.StackingRule;
import org.hedui.lake.SilverSchema;
import org.hedui.stage.Term;

/**
 * What every school record would be owed by the pack of its locality if nothing else were owed.
 *
 * @param packs the policy packs; the longest locality that begins a pupil's county code decides
 * @param term the term
 * @param useUnconfirmed whether standards that are not confirmed are used for money
 */
record Candidates(Collection<PolicyPack> packs, Term term, boolean useUnconfirmed) {
  private static final String TYPE =
      "programme_code string, policy_id string, locality string, basis string, confirmed boolean,"
          + " exclusive_group string, stack string, stack_cap decimal(18,2), weights array<bigint>,"
          + " funding array<string>, prorated boolean,"
          + " standard struct<amount: decimal(18,2), reason: string, reason_en: string>";

  /**
   * Applies every programme in force to every pupil, in one pass.
   *
   * @param pupils rows of {@code schemas/views/pupil.sql}
   * @return a row a pupil and programme that has an amount for him, with the columns {@code
   *     person_id, record_id, source_file, source_row, class, county_code, months} of the pupil and
   *     the programme's as {@code owed}
   */
  Dataset<Row> of(Dataset<Row> pupils) {
    List<PolicyPack> longestFirst =
        packs.stream()
            .sorted(
                Comparator.comparing((PolicyPack pack) -> pack.locality().length())
                    .reversed()
                    .thenComparing(PolicyPack::locality))
            .toList();
    Column owed = when(lit(false), array(lit(null).cast("struct<" + TYPE + ">")));
    for (PolicyPack pack : longestFirst) {
      // The pack that decides may owe nothing in this term: then nobody else's does.
      Column[] candidates =
          pack.programmes().stream()
              .filter(programme -> programme.inForce(term.toString()))
              .map(programme -> candidate(pack, programme))
              .toArray(Column[]::new);
      owed = owed.when(col("county_code").startsWith(pack.locality()), all(candidates));
    }
    return pupils
        .select(
            col("person_id"),
            col("record_id"),
            col("source_file"),
            col("source_row"),
            col("class"),
            col("county_code"),
            col("months"),
            explode(array_compact(owed)).as("owed"))
        .where(col("owed.standard.amount").gt(0));
  }

  private static Column all(Column[] candidates) {
    return array(candidates).cast("array<struct<" + TYPE + ">>");
  }

  private Column candidate(PolicyPack pack, PolicyPack.Programme programme) {
    boolean confirmed = pack.confirmed() && programme.confirmed();
    Column standard = when(lit(false), lit(null));
    for (PolicyPack.Standard each : programme.standards()) {
      Column holds = each.when().map(org.apache.spark.sql.functions::expr).orElse(lit(true));
      standard = standard.when(holds, amount(programme, each, confirmed));
    }
    boolean prorated = programme.prorate() == Prorate.MONTH;
    Column present = prorated ? size(col("months")).gt(0) : coalesce(col("attending"), lit(false));
    Stack stack = Stack.of(pack, programme.code());
    return when(
        present.and(expr(programme.eligible())),
        struct(
            lit(programme.code()),
            lit(programme.policyId()),
            lit(pack.locality()),
            lit(programme.basis()),
            lit(confirmed || useUnconfirmed),
            lit(programme.exclusiveGroup().orElse(null)).cast("string"),
            lit(stack.id()).cast("string"),
            lit(stack.cap()).cast(SilverSchema.YUAN),
            CostShares.weights(programme.shares()),
            array(programme.funding().stream().map(f -> lit(f.name())).toArray(Column[]::new))
                .cast("array<string>"),
            lit(prorated),
            standard));
  }

  private Column amount(
      PolicyPack.Programme programme, PolicyPack.Standard standard, boolean confirmed) {
    BigDecimal amount = programme.inTerm(standard, term.half());
    Bilingual sum = sum(programme, standard, amount);
    Bilingual note =
        confirmed || !useUnconfirmed
            ? new Bilingual("", "")
            : new Bilingual(
                "；标准未经确认，本次运行指明用于资金",
                "; the standard is not confirmed, this run was told to use it for money");
    return struct(
        lit(amount).cast(SilverSchema.YUAN),
        concat(lit(standard.reason().zh() + "；类别"), col("class"), lit("；" + sum.zh() + note.zh())),
        concat(
            lit(standard.reason().en() + "; class "),
            col("class"),
            lit("; " + sum.en() + note.en())));
  }

  private Bilingual sum(
      PolicyPack.Programme programme, PolicyPack.Standard standard, BigDecimal amount) {
    String yuan = standard.yuan().toPlainString();
    String due = amount.toPlainString();
    return switch (programme.period()) {
      case YEAR ->
          new Bilingual(
              "年标准%s元，本学期%s元".formatted(yuan, due),
              "%s yuan a year, %s this term".formatted(yuan, due));
      case TERM -> new Bilingual("每学期%s元".formatted(due), "%s yuan a term".formatted(due));
      case MONTH ->
          new Bilingual(
              "每月%s元，本学期%d个月，计%s元".formatted(yuan, times(programme), due),
              "%s yuan a month, %d months this term, %s".formatted(yuan, times(programme), due));
      case DAY ->
          new Bilingual(
              "每天%s元，本学期%d天，计%s元".formatted(yuan, times(programme), due),
              "%s yuan a day, %d days this term, %s".formatted(yuan, times(programme), due));
      case ONCE -> new Bilingual("一次性%s元".formatted(due), "%s yuan once".formatted(due));
    };
  }

  private int times(PolicyPack.Programme programme) {
    return programme.times().get(term.half() - 1);
  }

  /** The stacking entry that binds a programme. */
  private record Stack(String id, BigDecimal cap) {
    private static final Stack NONE = new Stack(null, null);

    static Stack of(PolicyPack pack, String programme) {
      List<PolicyPack.Stacking> entries = pack.stacking();
      return IntStream.range(0, entries.size())
          .filter(i -> entries.get(i).rule() != StackingRule.ALLOW)
          .filter(i -> entries.get(i).programmes().contains(programme))
          .mapToObj(i -> new Stack(pack.locality() + "/" + i, entries.get(i).yuan().orElse(null)))
          .findFirst()
          .orElse(NONE);
    }
  }
}
