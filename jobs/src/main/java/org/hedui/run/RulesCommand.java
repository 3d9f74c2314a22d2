package org.hedui.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Rule;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.reconcile.RuleResult;
import org.hedui.reconcile.RuleTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui rules}: the catalogue, or one rule in full and tried on a lake. */
@Command(
    name = "rules",
    description = {
      "Lists the rules; with --rule shows one in full and tries it on a published business date:",
      "how many it finds, and some of them. The lake stays as it is."
    })
final class RulesCommand implements Callable<Integer> {
  private static final int SAMPLES = 10;

  private final Terminal terminal;

  @Option(names = "--rule", paramLabel = "CODE", description = "A rule, such as SUB-01.")
  private String code;

  @Option(
      names = "--business-date",
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "The date to try it on; the published one if none is named.")
  private LocalDate businessDate;

  @Mixin private SettingsOptions options = new SettingsOptions();

  RulesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    Schemas schemas = SchemasLoader.require(settings.schemas());
    if (code == null) {
      list(schemas).forEach(terminal.out()::println);
      return ExitCodes.DONE;
    }
    Rule rule = schemas.rules().get(code);
    if (rule == null) {
      throw new HeduiException(
          "RULE_UNKNOWN",
          ExitCodes.WRONG_USE,
          "There is no rule %s in %s; `hedui rules` lists them."
              .formatted(code, settings.schemas()));
    }
    header(rule).forEach(terminal.out()::println);
    PublishedLake lake =
        PublishedLake.open(settings, "hedui rules", Optional.ofNullable(businessDate));
    // Grain views name their subjects by keyed hashes.
    LocalKey.use(settings, terminal);
    trial(lake, rule).forEach(terminal.out()::println);
    return ExitCodes.DONE;
  }

  private static List<String> list(Schemas schemas) {
    TextTable table = new TextTable(List.of("rule", "severity", "owner", "unit", "规则", "title"));
    new TreeMap<>(schemas.rules())
        .values()
        .forEach(
            rule ->
                table.row(
                    List.of(
                        rule.code(),
                        rule.severity().name(),
                        rule.owner(),
                        rule.unit(),
                        rule.title().zh(),
                        rule.title().en())));
    return table.lines();
  }

  private static List<String> header(Rule rule) {
    List<String> lines = new ArrayList<>();
    lines.add("%s  %s  %s".formatted(rule.code(), rule.title().zh(), rule.title().en()));
    lines.add(
        "version %d, since %s; severity %s, owner %s, unit %s, %s"
            .formatted(
                rule.version(),
                rule.since(),
                rule.severity(),
                rule.owner(),
                rule.unit(),
                rule.standardSlaDays().map("due in %d days"::formatted).orElse("never due")));
    lines.add("");
    lines.add("Grain      " + rule.grain());
    rule.appliesTo().ifPresent(sql -> lines.add("Applies to " + sql.strip()));
    lines.add("Condition  " + rule.predicate().strip());
    lines.add("Parameters " + values(rule.parameters()));
    lines.add("Exemptions " + String.join(", ", rule.exemptions()));
    rule.locality().ifPresent(locality -> lines.add("Only in    " + locality));
    rule.local().forEach(change -> lines.add("In " + local(change)));
    lines.add("");
    lines.add(rule.guidance().zh());
    lines.add(rule.guidance().en());
    lines.add("");
    return lines;
  }

  private static String local(Rule.Local change) {
    return "%s since %s: %s (%s)"
        .formatted(
            change.locality(),
            change.since(),
            Stream.concat(
                    change.severity().map(severity -> "severity " + severity).stream(),
                    Stream.of(change.parameters())
                        .filter(set -> !set.isEmpty())
                        .map(RulesCommand::values))
                .collect(Collectors.joining(", ")),
            change.source());
  }

  private static String values(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(value -> value.getKey() + " = " + value.getValue())
            .reduce((left, right) -> left + ", " + right)
            .orElse("none");
  }

  private static List<String> trial(PublishedLake published, Rule rule) {
    RuleTrial trial = RuleTrial.of(published.publication(), rule, SAMPLES);
    RuleResult result = trial.result();
    List<String> lines = new ArrayList<>();
    lines.add(
        "On %s: %,d found, %,d in order, %,d not applicable"
            .formatted(
                published.businessDate(),
                result.failed(),
                result.passed(),
                result.notApplicable()));
    if (result.message() != null) {
      lines.add(result.message());
    }
    if (!trial.samples().isEmpty()) {
      TextTable table = new TextTable(List.of("subject", "division", "evidence", "rows"));
      trial.samples().forEach(sample -> table.row(cells(sample)));
      lines.add("");
      lines.addAll(table.lines());
    }
    return lines;
  }

  private static List<String> cells(RuleTrial.Sample sample) {
    return List.of(
        sample.subject(),
        Optional.ofNullable(sample.division()).orElse(""),
        values(sample.evidence()),
        String.join(" ", sample.rows()));
  }
}
