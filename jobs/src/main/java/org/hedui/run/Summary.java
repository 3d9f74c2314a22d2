package org.hedui.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.hedui.contract.Bilingual;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeCatalog;
import org.hedui.report.RunFacts;

/**
 * What a run found, for a person at a terminal to read.
 *
 * @param request the run
 * @param facts what its report tells too
 * @param tables tables by layer
 */
record Summary(RunRequest request, RunFacts facts, Map<String, List<String>> tables) {
  private static final int SHOWN_QUALITY = 10;
  private static final int SHOWN_BARS = 12;

  /** Copies the tables, so that a summary never changes. */
  Summary {
    tables = Map.copyOf(tables);
  }

  /** The summary of a run. */
  static Summary of(Lake lake, RunRequest request, RunFacts facts) {
    Map<String, List<String>> tables = new TreeMap<>();
    new LakeCatalog(lake.spark(), request.lake(), false)
        .tables()
        .forEach((layer, names) -> tables.put(layer.folder(), names));
    return new Summary(request, facts, tables);
  }

  /** The summary as text, with the commands to try next. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Run %s of %s is complete.".formatted(request.runId(), request.businessDate()));
    deliveries(lines);
    quality(lines);
    facts.links().ifPresent(links -> links(lines, links));
    exceptions(lines);
    missedBars(lines);
    tables(lines);
    return String.join("\n", lines);
  }

  private static void links(List<String> lines, RunFacts.Links links) {
    section(lines, "Who is who");
    lines.add(
        "%s persons in %s households"
            .formatted(number(links.persons()), number(links.households())));
  }

  private void deliveries(List<String> lines) {
    List<RunFacts.Delivery> feeds =
        facts.deliveries().stream().filter(feed -> feed.seen() > 0).toList();
    if (feeds.isEmpty()) {
      return;
    }
    section(lines, "Deliveries");
    TextTable table =
        new TextTable(
            List.of("registry", "登记", "files", "rows in", "loaded", "quarantined", "duplicate"));
    for (RunFacts.Delivery feed : feeds) {
      table.row(
          List.of(
              feed.registry(),
              feed.titleZh(),
              number(feed.seen()),
              number(feed.rowsIn()),
              number(feed.rowsLoaded()),
              number(feed.rowsQuarantined()),
              number(feed.rowsDuplicate())));
    }
    lines.addAll(table.lines());
    Map<String, Long> files = new TreeMap<>();
    feeds.forEach(feed -> feed.files().forEach((state, n) -> files.merge(state, n, Long::sum)));
    lines.add("files: " + counts(files));
  }

  private void quality(List<String> lines) {
    if (facts.quality().isEmpty()) {
      return;
    }
    section(lines, "Quality");
    Map<String, Long> states = new TreeMap<>();
    states.put("passed", sum(RunFacts.Quality::passed));
    states.put("failed", sum(RunFacts.Quality::failed));
    states.put("error", sum(RunFacts.Quality::unmeasured));
    states.put("not_applicable", sum(RunFacts.Quality::notApplicable));
    states.values().removeIf(count -> count == 0);
    lines.add("rules: " + counts(states));
    List<RunFacts.Flaw> failed =
        facts.flaws().stream().filter(flaw -> flaw.state().equals("failed")).toList();
    if (failed.isEmpty()) {
      return;
    }
    TextTable table = new TextTable(List.of("failed", "severity", "value", "bound"));
    failed.stream()
        .limit(SHOWN_QUALITY)
        .forEach(
            rule ->
                table.row(
                    List.of(
                        rule.qualityId(),
                        rule.severity(),
                        rule.value().map("%.2f"::formatted).orElse(""),
                        rule.threshold().orElse(""))));
    lines.addAll(table.lines());
    if (failed.size() > SHOWN_QUALITY) {
      lines.add("and %d more, see ops.quality_result".formatted(failed.size() - SHOWN_QUALITY));
    }
  }

  private long sum(ToLongFunction<RunFacts.Quality> count) {
    return facts.quality().stream().mapToLong(count).sum();
  }

  /** The rules that have open cases, the worst first. */
  private List<RunFacts.RuleCases> exceptions() {
    return facts.cases().stream()
        .flatMap(cases -> cases.byRule().stream())
        .filter(rule -> rule.flow().open() > 0)
        .toList();
  }

  private void exceptions(List<String> lines) {
    if (exceptions().isEmpty()) {
      return;
    }
    section(lines, "Exceptions");
    TextTable table = new TextTable(List.of("rule", "severity", "cases", "规则", "title"));
    for (RunFacts.RuleCases rule : exceptions()) {
      table.row(
          List.of(
              rule.rule(),
              rule.severity(),
              number(rule.flow().open()),
              rule.title().zh(),
              rule.title().en()));
    }
    lines.addAll(table.lines());
    lines.add(
        "%s open cases"
            .formatted(number(exceptions().stream().mapToLong(rule -> rule.flow().open()).sum())));
  }

  private void missedBars(List<String> lines) {
    List<RunFacts.Rate> missed = facts.missedBars();
    if (missed.isEmpty()) {
      return;
    }
    section(lines, "Rates of errors above their bar");
    TextTable table =
        new TextTable(List.of("rate", "division", "of", "rate %", "at least %", "bar %"));
    missed.stream()
        .limit(SHOWN_BARS)
        .forEach(
            rate ->
                table.row(
                    List.of(
                        label(rate.words()),
                        rate.division(),
                        label(rate.unit()),
                        percent(rate.value().orElse(0.0)),
                        percent(rate.lower().orElse(0.0)),
                        percent(rate.bar()))));
    lines.addAll(table.lines());
    if (missed.size() > SHOWN_BARS) {
      lines.add("and %d more, see gold.error_rate".formatted(missed.size() - SHOWN_BARS));
    }
  }

  private static String label(Bilingual words) {
    return words.zh() + " " + words.en();
  }

  private void tables(List<String> lines) {
    section(lines, "Tables");
    lines.add("in " + request.lake());
    for (String layer : List.of("bronze", "silver", "restricted", "gold", "ops")) {
      List<String> names = tables.getOrDefault(layer, List.of());
      if (!names.isEmpty()) {
        lines.add("  %-10s %s".formatted(layer, String.join(", ", names)));
      }
    }
    section(lines, "Next");
    String query =
        exceptions().isEmpty()
            ? "SHOW TABLES IN ops"
            : "SELECT rule_code, severity, division_code, count(*) AS cases"
                + " FROM gold.exception_case WHERE open GROUP BY ALL ORDER BY cases DESC LIMIT 20";
    lines.add("./hedui sql --lake '%s' \"%s\"".formatted(request.lake(), query));
  }

  private static void section(List<String> lines, String title) {
    lines.add("");
    lines.add(title);
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(count -> number(count.getValue()) + " " + count.getKey().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", share * 100);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
