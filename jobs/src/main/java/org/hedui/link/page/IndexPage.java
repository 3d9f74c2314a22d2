package org.hedui.link.page;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.at;
import static org.hedui.page.Html.tag;

import java.util.Arrays;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** The summary of a run. */
final class IndexPage {
  private IndexPage() {}

  static Html of(LinkReport report) {
    LinkReport.Run run = report.run();
    Table inputs = new Table("Inputs", 1, "File", "Records");
    run.inputs().forEach(input -> inputs.row(input.name(), Figures.count(input.records())));
    double links =
        run.histogram().stream()
            .filter(bin -> bin.from() >= run.threshold().weight() - 1e-9)
            .mapToDouble(LinkReport.Bin::pairs)
            .sum();
    Table outcome =
        new Table("Outcome", 1, "What", "Number")
            .row("Records", Figures.count(run.records()))
            .row("Candidate pairs", Figures.count(run.candidates()))
            .row("Pairs weighed and kept", Figures.count(run.pairs()))
            .row("Pairs at the threshold or above it", Figures.count(links))
            .row("Links cut by clustering", Figures.count(run.cut()))
            .row("Clusters of two records and more", Figures.count(run.clusters()))
            .row(
                "Unlinkable records",
                Figures.count(
                    report.copies().stream().mapToLong(LinkReport.Copies::unlinkable).sum()));
    Table model =
        new Table("Model", 1, "What", "Value")
            .row("Version", report.version())
            .row("Came from", run.model().equals("trained") ? "trained in this run" : run.model())
            .row("Prior, in bits", Figures.bits(run.prior().weight()))
            .row("Prior, as a probability", Figures.probability(run.prior().probability()))
            .row("Threshold, in bits", Figures.bits(run.threshold().weight()))
            .row("Threshold, as a probability", Figures.probability(run.threshold().probability()));
    return all(
        inputs.html(),
        outcome.html(),
        model.html(),
        tag("h2", "Pages"),
        tag(
            "ul",
            Arrays.stream(Page.values())
                .filter(page -> page != Page.INDEX)
                .map(
                    page ->
                        tag(
                            "li",
                            tag("a", at("href", page.file()), page.title()),
                            ": " + page.about()))
                .toList()));
  }
}
