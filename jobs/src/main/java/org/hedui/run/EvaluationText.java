package org.hedui.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hedui.evaluate.Calibration;
import org.hedui.evaluate.Clusters;
import org.hedui.evaluate.Evaluation;
import org.hedui.evaluate.Mentions;
import org.hedui.evaluate.Pairs;
import org.hedui.evaluate.RegistryPair;
import org.hedui.evaluate.Score;

/** An evaluation for a person to read. */
final class EvaluationText {
  private EvaluationText() {}

  static List<String> lines(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add("Links of " + evaluation.businessDate());
    Mentions mentions = evaluation.mentions();
    lines.add(
        "%,d mentions in the truth: %,d judged, %,d in quarantine, %,d duplicates, %,d missing"
            .formatted(
                mentions.truth(),
                mentions.judged(),
                mentions.quarantined(),
                mentions.duplicates(),
                mentions.missing()));
    lines.add("%,d linked mentions that the truth does not know".formatted(mentions.unknown()));
    Clusters clusters = evaluation.clusters();
    lines.add(
        ("%,d persons linked, %,d true ones: %,d over-merged, %,d split,"
                + " %,d with two valid ID numbers")
            .formatted(
                clusters.linked(),
                clusters.truly(),
                clusters.overMerged(),
                clusters.split(),
                clusters.twoNumbers()));
    lines.add("");
    TextTable scores = new TextTable(List.of("over", "precision", "recall", "F1"));
    scores.row(row("pairs", evaluation.pairScore()));
    scores.row(row("mentions (B-cubed)", evaluation.bCubed()));
    lines.addAll(scores.lines());
    lines.add("");
    lines.addAll(registries(evaluation.registryPairs()));
    lines.add("");
    if (evaluation.calibration() == null) {
      lines.add("No calibration: the run wrote no silver.link_pair");
    } else {
      lines.addAll(calibration(evaluation.calibration()));
    }
    return lines;
  }

  private static List<String> row(String name, Score score) {
    return List.of(name, figure(score.precision()), figure(score.recall()), figure(score.f1()));
  }

  private static String figure(Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.5f", value);
  }

  private static List<String> registries(List<RegistryPair> pairs) {
    TextTable table =
        new TextTable(
            List.of("registry", "with", "true pairs", "wrong", "missed", "precision", "recall"));
    for (RegistryPair pair : pairs) {
      Pairs counts = pair.pairs();
      if (counts.linked() + counts.truly() > 0) {
        table.row(
            List.of(
                pair.left(),
                pair.right(),
                "%,d".formatted(counts.truly()),
                "%,d".formatted(counts.linked() - counts.both()),
                "%,d".formatted(counts.truly() - counts.both()),
                figure(pair.score().precision()),
                figure(pair.score().recall())));
      }
    }
    return table.lines();
  }

  private static List<String> calibration(Calibration calibration) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%,d pairs, %,d more with a mention that the truth does not know; expected calibration error %s"
            .formatted(calibration.pairs(), calibration.unknown(), figure(calibration.error())));
    TextTable table = new TextTable(List.of("from", "pairs", "stated", "observed"));
    for (Calibration.Bin bin : calibration.bins()) {
      table.row(
          List.of(
              String.format(Locale.ROOT, "%.1f", bin.from()),
              "%,d".formatted(bin.pairs()),
              figure(bin.stated()),
              figure(bin.observed())));
    }
    lines.addAll(table.lines());
    return lines;
  }
}
