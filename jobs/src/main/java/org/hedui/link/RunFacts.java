package org.hedui.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hedui.link.page.LinkReport;

/** What a run found, as it is told to people. */
final class RunFacts {
  private RunFacts() {}

  /**
   * The facts of a run.
   *
   * @param inputs the inputs' paths; only the files' names are told
   * @param model where the model came from
   */
  static LinkReport.Run of(Linker.Result result, List<String> inputs, String model) {
    Sizes sizes = result.sizes();
    return new LinkReport.Run(
        model,
        inputs(inputs, sizes),
        LinkReport.Odds.of(result.model().priorBits(sizes.records(), sizes.pairs())),
        LinkReport.Odds.of(result.threshold()),
        result.counts().stream()
            .map(
                count ->
                    new LinkReport.Rule(
                        count.rule().name(),
                        count.keys(),
                        count.pairs(),
                        count.largest(),
                        count.dropped().size(),
                        count.droppedPairs()))
            .toList(),
        result.histogram().stream()
            .map(bin -> new LinkReport.Bin(bin.from(), Threshold.BIN, bin.pairs()))
            .toList(),
        result.candidates(),
        result.histogram().stream().mapToLong(Threshold.Bin::pairs).sum(),
        result.clusters().count(),
        result.clusters().cut());
  }

  private static List<LinkReport.Input> inputs(List<String> paths, Sizes sizes) {
    List<LinkReport.Input> inputs = new ArrayList<>();
    for (int input = 0; input < paths.size(); input++) {
      inputs.add(
          new LinkReport.Input(
              Path.of(paths.get(input)).getFileName().toString(), sizes.byInput()[input]));
    }
    return inputs;
  }
}
