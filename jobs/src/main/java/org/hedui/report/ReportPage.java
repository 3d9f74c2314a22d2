package org.hedui.report;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.at;
import static org.hedui.page.Html.tag;
import static org.hedui.report.Words.both;

import java.time.ZoneId;
import org.hedui.page.Html;

/** The report of a run as one page, which needs no other file, no server and no script. */
public final class ReportPage {
  private static final String STYLE =
      """
      body { font: 15px/1.55 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; \
      color: #1a1a1a; background: #fff; max-width: 66rem; margin: 0 auto; padding: 1rem; }
      h1 { margin: .5rem 0 0; font-size: 1.7rem; } \
      h2 { margin: 2.5rem 0 .5rem; border-bottom: 2px solid #0b4f8a; padding-bottom: .2rem; }
      .en { color: #4a4a4a; font-size: .86em; font-weight: normal; } a { color: #0b4f8a; }
      nav a { margin-right: 1rem; white-space: nowrap; } .state { font-size: 1.1em; margin: .3rem 0; }
      .news { border-left: 5px solid #c2560c; background: #fbf3ec; padding: .6rem 1rem .6rem 2rem; }
      .news .en { display: block; }
      .key { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); \
      gap: .6rem; margin: 1rem 0; }
      .key div { border: 1px solid #d9d9d9; border-radius: 4px; padding: .4rem .7rem; }
      .key dt { font-size: 13px; } .key dd { margin: 0; font-size: 1.45rem; \
      font-variant-numeric: tabular-nums; }
      table { border-collapse: collapse; margin: 1rem 0; font-size: 13.5px; width: 100%; }
      caption { text-align: left; font-weight: bold; padding: .3rem 0; }
      th, td { padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #d9d9d9; \
      vertical-align: top; } thead th { border-bottom: 2px solid #767676; vertical-align: bottom; }
      tbody th { font-weight: normal; } .text { text-align: left; overflow-wrap: break-word; }
      tbody th.text { overflow-wrap: anywhere; min-width: 10rem; }
      .number { text-align: right; font-variant-numeric: tabular-nums; }
      td.number { white-space: nowrap; } .number svg { margin-left: auto; }
      code { font-size: .92em; } .wide { overflow-x: auto; }
      figure { margin: 1.2rem 0; } figcaption { font-weight: bold; }
      svg { display: block; max-width: 100%; height: auto; font-family: inherit; }
      figure svg { width: 50rem; }
      .bad { color: #8c2d04; } .good { color: #1d5c2e; } .note { color: #3a3a3a; margin: .5rem 0; }
      footer { margin-top: 3rem; border-top: 1px solid #767676; font-size: 13px; color: #3a3a3a; }
      @media (max-width: 44rem) { table .en, .key .en, figcaption .en { display: none; } \
      body { padding: .6rem; } table { font-size: 11.5px; } th, td { padding-right: .25rem; } \
      tbody th.text { min-width: 3.6rem; } }
      @page { size: A4; margin: 15mm 12mm; }
      @media print { body { max-width: none; padding: 0; font-size: 11px; } nav { display: none; } \
      table { font-size: 9.5px; } th, td { padding: .12rem .4rem .12rem 0; } \
      .wide { overflow: visible; } .short, svg, tr, figure, .key div, .news { break-inside: avoid; } \
      h1, h2, caption, figcaption { break-after: avoid; } thead { display: table-header-group; } \
      .key { grid-template-columns: repeat(5, 1fr); } .key dd { font-size: 1.2rem; } \
      .news, .key div { print-color-adjust: exact; } figure svg { width: 140mm; } }
      """;

  private ReportPage() {}

  /**
   * The page.
   *
   * @param zone in which times are shown
   */
  public static String of(RunFacts facts, ZoneId zone) {
    RunFacts.Run run = facts.run();
    return page(
        "核对运行报告 " + run.businessDate() + " " + run.runId(),
        all(
            tag(
                "nav",
                at("aria-label", "目录 contents"),
                link("../index.html", "全部运行", "all runs"),
                link("#deliveries", "报送", "deliveries"),
                link("#quality", "质量", "quality"),
                link("#linkage", "关联", "linkage"),
                link("#cases", "异常", "exceptions"),
                link("#rates", "错误率", "error rates"),
                link("#changes", "变化", "changes")),
            tag(
                "main",
                new HeadSection(facts, zone).html(),
                DeliverySection.of(facts),
                QualitySection.of(facts),
                LinkSection.of(facts),
                CaseSection.of(facts),
                RateSection.of(facts),
                ChangeSection.of(facts))));
  }

  private static Html link(String address, String zh, String en) {
    return all("\n", tag("a", at("href", address), both(zh, en)));
  }

  /** A page of reports with its style and what it may be used for. */
  static String page(String title, Html content) {
    return "<!DOCTYPE html>\n"
        + tag(
                "html",
                at("xmlns", "http://www.w3.org/1999/xhtml"),
                at("lang", "zh-CN"),
                tag(
                    "head",
                    tag("meta", at("charset", "utf-8")),
                    tag(
                        "meta",
                        at("name", "viewport"),
                        at("content", "width=device-width, initial-scale=1")),
                    tag("title", title),
                    tag("style", new Html(STYLE))),
                tag(
                    "body",
                    content,
                    tag(
                        "footer",
                        Words.note(
                            "供经办机构的质量与技术人员使用。数字是个案与行的计数，未作小单元抑制，不是公布用统计数据；"
                                + "公布数据见 gold.indicator。本页不含个人信息。",
                            "For the quality team and the engineers of the operating agency."
                                + " Figures count cases and rows, small ones are not suppressed:"
                                + " they are no published statistics, which stand in"
                                + " gold.indicator. No person is named."))))
            .markup()
        + "\n";
  }
}
