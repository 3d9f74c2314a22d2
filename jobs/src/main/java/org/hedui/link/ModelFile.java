package org.hedui.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.hedui.link.page.LinkReport;

/**
 * The shape of {@code model.json}: the model, and for people the run that wrote it. Values of
 * records are in it as hashes only; who knows a value can find out whether it was frequent.
 *
 * @param format version of this shape
 * @param version version of the model: equal parameters, equal version
 * @param matchesPerRecord expected true pairs divided by the number of records
 * @param comparisons the comparisons' parameters
 * @param related the class of related pairs; files written before there was one go without
 * @param blocking keys of the blocking rules
 * @param training what training saw
 * @param run the run that wrote the file; not read again
 * @param frequencies shares of frequent values
 */
record ModelFile(
    int format,
    String version,
    double matchesPerRecord,
    List<LinkReport.Comparison> comparisons,
    LinkReport.Related related,
    List<List<String>> blocking,
    LinkReport.Training training,
    LinkReport.Run run,
    List<Frequency> frequencies) {
  /** The shape that this class knows. */
  static final int FORMAT = 1;

  private static final int VERSION_DIGITS = 12;

  /**
   * How frequent the values of a comparison's frequency field are.
   *
   * @param comparison the comparison
   * @param restShare mean share of a value that is not listed
   * @param shares shares of frequent values by xxhash64, in hexadecimal
   */
  record Frequency(String comparison, float restShare, Map<String, Float> shares) {}

  /** The file of a model and a run. */
  static ModelFile of(Model model, LinkReport.Run run) {
    return new ModelFile(
        FORMAT,
        version(model),
        model.matchesPerRecord(),
        comparisons(model),
        related(model.related()),
        model.blocking().stream().map(BlockingRule::keys).toList(),
        training(model.training()),
        run,
        frequencies(model));
  }

  /** The model in the file. */
  Model model() {
    return new Model(
        comparisons.stream()
            .map(
                comparison ->
                    new Model.Parameters(
                        comparison.name(),
                        comparison.levels().stream().map(LinkReport.Level::label).toList(),
                        comparison.levels().stream().mapToDouble(LinkReport.Level::m).toArray(),
                        comparison.levels().stream().mapToDouble(LinkReport.Level::u).toArray(),
                        comparison.notes()))
            .toList(),
        matchesPerRecord,
        new Model.Related(related.perRecord(), arrays(related.r()), related.reason()),
        blocking.stream().map(BlockingRule::new).toList(),
        new Frequencies(comparisons.stream().map(this::table).toList()),
        new Model.Training(
            training.records(),
            training.randomPairs(),
            training.pairs(),
            training.oneIn(),
            training.rounds().stream()
                .map(
                    round ->
                        new ExpectationMaximisation.Estimate(
                            arrays(round.m()), round.matches(), round.change()))
                .toList(),
            training.coverage()));
  }

  /** The model's parameters as they are told. */
  static List<LinkReport.Comparison> comparisons(Model model) {
    return model.comparisons().stream()
        .map(
            parameters ->
                new LinkReport.Comparison(
                    parameters.name(),
                    IntStream.range(0, parameters.m().length)
                        .mapToObj(
                            level ->
                                new LinkReport.Level(
                                    parameters.labels().get(level),
                                    parameters.m()[level],
                                    parameters.u()[level],
                                    parameters.weight(level + 1)))
                        .toList(),
                    parameters.notes()))
        .toList();
  }

  /** The model's training as it is told. */
  static LinkReport.Training training(Model.Training training) {
    return new LinkReport.Training(
        training.records(),
        training.randomPairs(),
        training.trainingPairs(),
        training.oneIn(),
        training.coverage(),
        training.rounds().stream()
            .map(round -> new LinkReport.Round(round.matches(), round.change(), lists(round.m())))
            .toList());
  }

  /** The class of related pairs as it is told. */
  static LinkReport.Related related(Model.Related related) {
    return new LinkReport.Related(related.perRecord(), related.reason(), lists(related.r()));
  }

  /** A short hash of all that decides what a pair weighs and which pairs are made. */
  static String version(Model model) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(model.matchesPerRecord());
    for (Model.Parameters comparison : model.comparisons()) {
      parameters.add(comparison.name());
      parameters.add(comparison.labels());
      parameters.add(Arrays.toString(comparison.m()));
      parameters.add(Arrays.toString(comparison.u()));
    }
    if (model.related().used()) {
      parameters.add(model.related().perRecord());
      parameters.add(Arrays.deepToString(model.related().r()));
    }
    parameters.add(model.blocking());
    parameters.add(frequencies(model));
    return DigestUtils.sha256Hex(parameters.toString()).substring(0, VERSION_DIGITS);
  }

  private static List<Frequency> frequencies(Model model) {
    List<Frequency> frequencies = new ArrayList<>();
    for (int i = 0; i < model.comparisons().size(); i++) {
      Frequencies.Table table = model.frequencies().tables().get(i);
      Map<String, Float> shares = new LinkedHashMap<>();
      for (int place = 0; place < table.hashes().length; place++) {
        shares.put(HexFormat.of().toHexDigits(table.hashes()[place]), table.shares()[place]);
      }
      frequencies.add(new Frequency(model.comparisons().get(i).name(), table.restShare(), shares));
    }
    return frequencies;
  }

  private Frequencies.Table table(LinkReport.Comparison comparison) {
    return frequencies.stream()
        .filter(frequency -> frequency.comparison().equals(comparison.name()))
        .findFirst()
        .map(ModelFile::table)
        .orElseGet(Frequencies.Table::empty);
  }

  private static Frequencies.Table table(Frequency frequency) {
    TreeMap<Long, Float> shares = new TreeMap<>();
    frequency
        .shares()
        .forEach((hash, share) -> shares.put(HexFormat.fromHexDigitsToLong(hash), share));
    float[] sorted = new float[shares.size()];
    int place = 0;
    for (float share : shares.values()) {
      sorted[place++] = share;
    }
    return new Frequencies.Table(
        shares.keySet().stream().mapToLong(Long::longValue).toArray(),
        sorted,
        frequency.restShare());
  }

  private static double[][] arrays(List<List<Double>> values) {
    return values.stream()
        .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  private static List<List<Double>> lists(double[][] values) {
    return Arrays.stream(values).map(row -> Arrays.stream(row).boxed().toList()).toList();
  }
}
