package org.hedui.link.page;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.tag;

import java.util.Comparator;
import java.util.List;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** Records that stay below the threshold even against a perfect copy of themselves. */
final class UnlinkablePage {
  private static final int ROWS = 50;

  private UnlinkablePage() {}

  static Html of(LinkReport report) {
    double threshold = report.run().threshold().weight();
    long unlinkable = report.copies().stream().mapToLong(LinkReport.Copies::unlinkable).sum();
    long records = report.copies().stream().mapToLong(LinkReport.Copies::records).sum();
    List<LinkReport.Copies> sorted =
        report.copies().stream()
            .sorted(
                Comparator.comparingLong(LinkReport.Copies::unlinkable)
                    .thenComparingLong(LinkReport.Copies::records)
                    .reversed()
                    .thenComparing(copies -> String.join(", ", copies.missing())))
            .toList();
    Table table =
        new Table(
            "Records by what they leave blank",
            1,
            "Not stated",
            "Records",
            "Unlinkable",
            "Least weight",
            "Greatest weight");
    sorted.stream()
        .limit(ROWS)
        .forEach(
            copies ->
                table.row(
                    copies.missing().isEmpty()
                        ? "nothing: all is stated"
                        : String.join(", ", copies.missing()),
                    Figures.count(copies.records()),
                    Figures.count(copies.unlinkable()),
                    Figures.bits(copies.least()),
                    Figures.bits(copies.greatest())));
    int left = Math.max(0, sorted.size() - ROWS);
    long recordsLeft = sorted.stream().skip(ROWS).mapToLong(LinkReport.Copies::records).sum();
    return all(
        tag(
            "p",
            "%s of %s records (%s) cannot be linked: a perfect copy of such a record would weigh less than the threshold of %s bits, so they say too little or only what many say."
                .formatted(
                    Figures.count(unlinkable),
                    Figures.count(records),
                    Figures.percent(records == 0 ? 0 : (double) unlinkable / records),
                    Figures.bits(threshold))),
        tag(
            "p",
            "The weight of a copy is the prior, the closest level of all that is stated, and the frequency of its values. Where several records say the same, the structure of a cluster may still add to it."),
        table.html(),
        left == 0
            ? Html.NOTHING
            : tag(
                "p",
                "%s more combinations with %s records are not shown."
                    .formatted(Figures.count(left), Figures.count(recordsLeft))));
  }
}
