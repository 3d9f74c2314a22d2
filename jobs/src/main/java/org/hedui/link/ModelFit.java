package org.hedui.link;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hedui.contract.LinkConfig;

/** Whether a model may weigh the pairs of a configuration. */
final class ModelFit {
  private ModelFit() {}

  /** What keeps a model from being used with a configuration; none: it fits. */
  static List<String> differences(Model model, LinkConfig config) {
    List<Comparison> wanted = Comparison.of(config);
    List<String> names = wanted.stream().map(Comparison::name).toList();
    List<String> known = model.comparisons().stream().map(Model.Parameters::name).toList();
    List<String> differences = new ArrayList<>();
    without(known, names)
        .forEach(name -> differences.add("comparison '" + name + "' is in the model only"));
    without(names, known)
        .forEach(name -> differences.add("comparison '" + name + "' is in the configuration only"));
    if (differences.isEmpty() && !known.equals(names)) {
      differences.add(
          "the comparisons stand in another order: %s in the model, %s in the configuration"
              .formatted(String.join(", ", known), String.join(", ", names)));
    }
    for (Model.Parameters parameters : model.comparisons()) {
      wanted.stream()
          .filter(comparison -> comparison.name().equals(parameters.name()))
          .forEach(comparison -> levels(parameters, comparison, differences));
      if (!sound(parameters)) {
        differences.add(
            "comparison '%s': each m and u has to lie above 0 and not above 1"
                .formatted(parameters.name()));
      }
    }
    if (differences.isEmpty() && !sound(model.related(), model.comparisons())) {
      differences.add(
          "the related class: each comparison needs an r above 0 and not above 1 for each level");
    }
    blocking(model, config, differences);
    return differences;
  }

  private static void levels(
      Model.Parameters parameters, Comparison comparison, List<String> differences) {
    if (!parameters.labels().equals(comparison.labels())) {
      differences.add(
          "comparison '%s' has the levels %s in the model, %s in the configuration"
              .formatted(
                  comparison.name(), quoted(parameters.labels()), quoted(comparison.labels())));
    }
  }

  private static void blocking(Model model, LinkConfig config, List<String> differences) {
    if (!config.blocking().isEmpty()) {
      return;
    }
    Set<String> fields =
        config.fields().stream().map(LinkConfig.Field::name).collect(Collectors.toSet());
    for (BlockingRule rule : model.blocking()) {
      if (!fields.containsAll(rule.fields())) {
        differences.add(
            "blocking rule '%s' of the model names a field that the configuration does not have"
                .formatted(rule.name()));
      }
    }
  }

  private static boolean sound(Model.Parameters parameters) {
    return sound(parameters.m()) && sound(parameters.u());
  }

  private static boolean sound(Model.Related related, List<Model.Parameters> comparisons) {
    double[][] r = related.r();
    return !related.used()
        || (r.length == comparisons.size()
            && IntStream.range(0, r.length)
                .allMatch(i -> r[i].length == comparisons.get(i).labels().size() && sound(r[i])));
  }

  private static boolean sound(double[] probabilities) {
    return DoubleStream.of(probabilities)
        .allMatch(probability -> probability > 0 && probability <= 1);
  }

  private static Set<String> without(List<String> names, List<String> others) {
    Set<String> rest = new LinkedHashSet<>(names);
    others.forEach(rest::remove);
    return rest;
  }

  private static String quoted(List<String> labels) {
    return labels.stream().collect(Collectors.joining("', '", "'", "'"));
  }
}
