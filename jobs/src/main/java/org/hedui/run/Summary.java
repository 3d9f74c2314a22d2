package org.hedui.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run found, for a person to read.
 *
 * @param request the run
 * @param feeds what was delivered, a line a registry
 * @param files files by state, such as LOADED
 * @param quality quality results by state, such as passed
 * @param failedQuality quality rules that failed
 * @param persons persons found; 0 if none were looked for
 * @param households households found
 * @param exceptions open cases, a line a rule
 * @param missedBars rates of errors that are at or above their bar
 * @param tables tables by layer
 */
record Summary(
    RunRequest request,
    List<Feed> feeds,
    Map<String, Long> files,
    Map<String, Long> quality,
    List<FailedQuality> failedQuality,
    long persons,
    long households,
    List<Exceptions> exceptions,
    List<MissedBar> missedBars,
    Map<String, List<String>> tables) {
  private static final int SHOWN_QUALITY = 10;
  private static final int SHOWN_BARS = 12;

  /** Copies the collections, so that a summary never changes. */
  Summary {
    feeds = List.copyOf(feeds);
    files = Map.copyOf(files);
    quality = Map.copyOf(quality);
    failedQuality = List.copyOf(failedQuality);
    exceptions = List.copyOf(exceptions);
    missedBars = List.copyOf(missedBars);
    tables = Map.copyOf(tables);
  }

  /** One registry's deliveries: files, and rows that came in and where they went. */
  record Feed(
      String registry,
      String title,
      long files,
      long rowsIn,
      long loaded,
      long quarantined,
      long duplicate) {}

  /** A quality rule that failed, with measured value and bound. */
  record FailedQuality(String id, String severity, String value, String threshold) {}

  /** The open cases of one rule. */
  record Exceptions(String rule, String severity, String titleZh, String titleEn, long cases) {}

  /** A rate of errors of a division that is surely not below its bar; shares of one. */
  record MissedBar(
      String rate, String division, String unit, double value, double lower, double bar) {}

  /** The summary as text, with the commands to try next. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Run %s of %s is complete.".formatted(request.runId(), request.businessDate()));
    deliveries(lines);
    quality(lines);
    if (persons > 0) {
      section(lines, "Who is who");
      lines.add("%s persons in %s households".formatted(number(persons), number(households)));
    }
    exceptions(lines);
    missedBars(lines);
    tables(lines);
    return String.join("\n", lines);
  }

  private void deliveries(List<String> lines) {
    if (feeds.isEmpty()) {
      return;
    }
    section(lines, "Deliveries");
    TextTable table =
        new TextTable(
            List.of("registry", "登记", "files", "rows in", "loaded", "quarantined", "duplicate"));
    for (Feed feed : feeds) {
      table.row(
          List.of(
              feed.registry(),
              feed.title(),
              number(feed.files()),
              number(feed.rowsIn()),
              number(feed.loaded()),
              number(feed.quarantined()),
              number(feed.duplicate())));
    }
    lines.addAll(table.lines());
    lines.add("files: " + counts(files));
  }

  private void quality(List<String> lines) {
    if (quality.isEmpty()) {
      return;
    }
    section(lines, "Quality");
    lines.add("rules: " + counts(quality));
    if (failedQuality.isEmpty()) {
      return;
    }
    TextTable table = new TextTable(List.of("failed", "severity", "value", "bound"));
    failedQuality.stream()
        .limit(SHOWN_QUALITY)
        .forEach(
            rule -> table.row(List.of(rule.id(), rule.severity(), rule.value(), rule.threshold())));
    lines.addAll(table.lines());
    if (failedQuality.size() > SHOWN_QUALITY) {
      lines.add(
          "and %d more, see ops.quality_result".formatted(failedQuality.size() - SHOWN_QUALITY));
    }
  }

  private void exceptions(List<String> lines) {
    if (exceptions.isEmpty()) {
      return;
    }
    section(lines, "Exceptions");
    TextTable table = new TextTable(List.of("rule", "severity", "cases", "规则", "title"));
    for (Exceptions rule : exceptions) {
      table.row(
          List.of(
              rule.rule(), rule.severity(), number(rule.cases()), rule.titleZh(), rule.titleEn()));
    }
    lines.addAll(table.lines());
    lines.add(
        "%s open cases".formatted(number(exceptions.stream().mapToLong(Exceptions::cases).sum())));
  }

  private void missedBars(List<String> lines) {
    if (missedBars.isEmpty()) {
      return;
    }
    section(lines, "Rates of errors above their bar");
    TextTable table =
        new TextTable(List.of("rate", "division", "of", "rate %", "at least %", "bar %"));
    missedBars.stream()
        .limit(SHOWN_BARS)
        .forEach(
            missed ->
                table.row(
                    List.of(
                        missed.rate(),
                        missed.division(),
                        missed.unit(),
                        percent(missed.value()),
                        percent(missed.lower()),
                        percent(missed.bar()))));
    lines.addAll(table.lines());
    if (missedBars.size() > SHOWN_BARS) {
      lines.add("and %d more, see gold.error_rate".formatted(missedBars.size() - SHOWN_BARS));
    }
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
        exceptions.isEmpty()
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
