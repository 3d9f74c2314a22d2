package org.hedui.link.page;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.at;
import static org.hedui.page.Html.tag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hedui.page.Html;

/** The pages: one file each, which needs no other file to be read. */
public enum Page {
  /** Summary and links. */
  INDEX("index.html", "Summary", "What was linked, and what came out."),
  /** The model's parameters. */
  PARAMETERS(
      "parameters.html",
      "Parameters",
      "What each level of each comparison says for or against a match."),
  /** The histogram and the threshold. */
  WEIGHTS(
      "weights.html",
      "Match weights",
      "How the pairs spread over the weights, and where the threshold lies."),
  /** Examples. */
  PAIRS(
      "pairs.html",
      "Example pairs",
      "How the weight of single pairs adds up. Holds values of records."),
  /** Blocking rules. */
  BLOCKING("blocking.html", "Blocking", "Which rules found the pairs to be compared."),
  /** Records that say too little. */
  UNLINKABLE(
      "unlinkable.html",
      "Unlinkable records",
      "Records that say too little to be linked with anything."),
  /** The history of training. */
  TRAINING("training.html", "Training", "How the parameters were estimated.");

  private static final String STYLE =
      """
      body { font: 16px/1.5 sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; \
      margin: 0 auto; padding: 1rem; }
      nav a { margin-right: 1rem; } a { color: #0b4f8a; }
      nav a[aria-current] { color: #1a1a1a; font-weight: bold; text-decoration: none; }
      h1 { margin-bottom: 0; } h2 { margin-top: 2.5rem; } h3 { margin: 2rem 0 .5rem; }
      table { border-collapse: collapse; margin: 1rem 0; font-size: 14px; }
      caption { text-align: left; font-weight: bold; padding: .3rem 0; }
      th, td { padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #d9d9d9; vertical-align: top; }
      .text { text-align: left; overflow-wrap: anywhere; } th.text { min-width: 5rem; }
      .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      tbody th { font-weight: normal; } .wide { overflow-x: auto; }
      svg { display: block; max-width: 100%; height: auto; margin: .5rem 0; }
      svg text { font: 12px sans-serif; fill: #1a1a1a; paint-order: stroke; \
      stroke: #fff; stroke-width: 3px; }
      .note { color: #4a4a4a; } footer { margin-top: 3rem; font-size: 14px; color: #4a4a4a; }
      @media print { nav { display: none; } body { max-width: none; } \
      svg, tr, h2, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; } }
      """;

  private final String file;
  private final String title;
  private final String about;

  Page(String file, String title, String about) {
    this.file = file;
    this.title = title;
    this.about = about;
  }

  /** All pages of a report: file name and text. */
  public static Map<String, String> of(LinkReport report) {
    Map<String, String> pages = new LinkedHashMap<>();
    for (Page page : values()) {
      pages.put(page.file, page.html(report));
    }
    return pages;
  }

  String file() {
    return file;
  }

  String title() {
    return title;
  }

  String about() {
    return about;
  }

  private String html(LinkReport report) {
    return "<!DOCTYPE html>\n"
        + tag(
                "html",
                at("xmlns", "http://www.w3.org/1999/xhtml"),
                at("lang", "en"),
                tag(
                    "head",
                    tag("meta", at("charset", "utf-8")),
                    tag(
                        "meta",
                        at("name", "viewport"),
                        at("content", "width=device-width, initial-scale=1")),
                    tag("title", title + " – Hedui link"),
                    tag("style", STYLE)),
                tag(
                    "body",
                    tag("nav", at("aria-label", "Pages"), links()),
                    tag(
                        "main",
                        tag("h1", title),
                        tag("p", at("class", "note"), about),
                        content(report)),
                    tag(
                        "footer",
                        "Model %s, %s records. Weights are in bits: one bit more doubles the odds."
                            .formatted(report.version(), Figures.count(report.run().records())))))
            .markup()
        + "\n";
  }

  private Html content(LinkReport report) {
    return switch (this) {
      case INDEX -> IndexPage.of(report);
      case PARAMETERS -> ParametersPage.of(report);
      case WEIGHTS -> WeightsPage.of(report);
      case PAIRS -> PairsPage.of(report);
      case BLOCKING -> BlockingPage.of(report);
      case UNLINKABLE -> UnlinkablePage.of(report);
      case TRAINING -> TrainingPage.of(report);
    };
  }

  private Html links() {
    List<Html> links = new ArrayList<>();
    for (Page page : values()) {
      links.add(
          page == this
              ? tag("a", at("href", page.file), at("aria-current", "page"), page.title)
              : tag("a", at("href", page.file), page.title));
      links.add(Html.text(" "));
    }
    return all(links);
  }
}
