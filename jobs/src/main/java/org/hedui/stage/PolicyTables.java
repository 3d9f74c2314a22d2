package org.hedui.stage;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.PolicyPack;
import org.hedui.lake.SilverSchema;

/** The policy packs as tables for SQL. */
final class PolicyTables {
  private static final DecimalType PERCENT = DataTypes.createDecimalType(5, 2);

  private static final StructType POVERTY_LINE =
      new StructType()
          .add("locality", DataTypes.StringType)
          .add("year", DataTypes.IntegerType)
          .add("yuan", SilverSchema.YUAN);

  private static final StructType STANDARD =
      new StructType()
          .add("locality", DataTypes.StringType)
          .add("programme_code", DataTypes.StringType)
          .add("policy_id", DataTypes.StringType)
          .add("from_term", DataTypes.StringType)
          .add("to_term", DataTypes.StringType)
          .add("half", DataTypes.IntegerType)
          .add("yuan", SilverSchema.YUAN);

  private static final StructType ALLOCATION_RULE =
      new StructType()
          .add("locality", DataTypes.StringType)
          .add("from_term", DataTypes.StringType)
          .add("weights", DataTypes.createMapType(DataTypes.StringType, PERCENT))
          .add("small_school_below", DataTypes.IntegerType);

  private PolicyTables() {}

  /**
   * The localities of the packs, the longest first: the first that begins a county's code decides.
   */
  static String[] localities(RunContext context) {
    return context.schemas().policies().keySet().stream()
        .sorted(
            Comparator.comparing(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .toArray(String[]::new);
  }

  /** {@code locality, year, yuan}: one row a poverty line. */
  static Dataset<Row> povertyLines(RunContext context) {
    return table(
        context,
        POVERTY_LINE,
        pack ->
            pack.povertyLines().entrySet().stream()
                .map(line -> RowFactory.create(pack.locality(), line.getKey(), line.getValue())));
  }

  /**
   * {@code locality, programme_code, policy_id, from_term, to_term, half, yuan}: two rows a
   * confirmed standard, one for each half of the school year; {@code yuan} is what it brings in
   * such a term, {@code to_term} NULL where it has no end.
   */
  static Dataset<Row> standards(RunContext context) {
    return table(
        context,
        STANDARD,
        pack ->
            pack.programmes().stream()
                .filter(programme -> pack.confirmed() && programme.confirmed())
                .flatMap(
                    programme ->
                        programme.standards().stream()
                            .flatMap(standard -> terms(pack, programme, standard))));
  }

  /**
   * {@code locality, from_term, weights, small_school_below}: one row an entry of a confirmed pack;
   * {@code weights} in per cent by factor.
   */
  static Dataset<Row> allocationRules(RunContext context) {
    return table(
        context,
        ALLOCATION_RULE,
        pack ->
            pack.allocation().stream()
                .filter(rule -> pack.confirmed())
                .map(
                    rule ->
                        RowFactory.create(
                            pack.locality(),
                            rule.fromTerm(),
                            weights(rule),
                            rule.smallSchoolBelow().orElse(null))));
  }

  private static Map<String, BigDecimal> weights(PolicyPack.Allocation rule) {
    Map<String, BigDecimal> weights = new TreeMap<>();
    rule.weights()
        .forEach((factor, weight) -> weights.put(factor.name().toLowerCase(Locale.ROOT), weight));
    return weights;
  }

  private static Stream<Row> terms(
      PolicyPack pack, PolicyPack.Programme programme, PolicyPack.Standard standard) {
    // What comes once is budgeted whole, whenever that is.
    boolean once = programme.period() == PolicyPack.Period.ONCE;
    return Stream.of(1, 2)
        .map(
            half ->
                RowFactory.create(
                    pack.locality(),
                    programme.code(),
                    programme.policyId(),
                    programme.fromTerm(),
                    programme.toTerm().orElse(null),
                    half,
                    programme.inTerm(standard, once ? 1 : half)));
  }

  private static Dataset<Row> table(
      RunContext context, StructType schema, Function<PolicyPack, Stream<Row>> rows) {
    List<Row> all = context.schemas().policies().values().stream().flatMap(rows).toList();
    return context.spark().createDataFrame(all, schema);
  }
}
