package org.hedui.contract;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exception rule, read from {@code schemas/rules/<CODE>.yaml}. Its code is never reused.
 *
 * @param code code of the catalogue, such as {@code IDQ-03}, or of a locality's own rule, such as
 *     {@code LOC-529921-01}
 * @param version version of wording, parameters and predicate
 * @param since first business date it is evaluated on
 * @param title short title
 * @param severity how bad a finding is
 * @param owner department that works its cases; {@code source} = the owner of the record's registry
 * @param grain the grain view it is evaluated on: the name of {@code
 *     schemas/views/grain/<grain>.sql}
 * @param unit what is counted
 * @param appliesTo SQL condition that picks the rule's population from the view; rows outside are
 *     not counted at all
 * @param predicate SQL condition: true = finding, false = passed, NULL = not applicable
 * @param parameters values the predicate names as {@code :name}
 * @param evidence SQL expressions, by name, shown with a finding; never a name or number of a
 *     person
 * @param records SQL expression: the delivered rows that prove a finding; empty = the view's column
 *     {@code records}
 * @param exemptions reasons that may exempt a case
 * @param guidance what the officer does about a finding
 * @param slaDays days from the day a case was opened to the day it is due; empty: those of the
 *     severity
 * @param local what localities change, from {@code schemas/local}
 */
public record Rule(
    String code,
    int version,
    LocalDate since,
    Bilingual title,
    Severity severity,
    String owner,
    String grain,
    String unit,
    Optional<String> appliesTo,
    String predicate,
    Map<String, String> parameters,
    Map<String, String> evidence,
    Optional<String> records,
    List<String> exemptions,
    Bilingual guidance,
    Optional<Integer> slaDays,
    List<Local> local) {
  private static final Pattern OWN = Pattern.compile("LOC-([0-9]+)-[0-9]+");

  /** Copies the collections, so that a rule never changes. */
  public Rule {
    parameters = Map.copyOf(parameters);
    evidence = Map.copyOf(evidence);
    exemptions = List.copyOf(exemptions);
    local = List.copyOf(local);
  }

  /**
   * What a locality changes of a rule.
   *
   * @param locality beginning of the division codes it holds for
   * @param since first business date it holds on
   * @param severity how bad a finding is there, at least as bad as elsewhere; empty: as elsewhere
   * @param parameters values by name; the others stay
   * @param source the document that says so
   */
  public record Local(
      String locality,
      LocalDate since,
      Optional<Severity> severity,
      Map<String, String> parameters,
      String source) {

    /** Copies the map, so that a change never changes. */
    public Local {
      parameters = Map.copyOf(parameters);
    }
  }

  /** The locality whose own rule it is: the beginning of division codes; empty: all have it. */
  public Optional<String> locality() {
    return Optional.of(OWN.matcher(code)).filter(Matcher::matches).map(own -> own.group(1));
  }

  /** The rule with what localities change of it. */
  Rule with(List<Local> changes) {
    return new Rule(
        code,
        version,
        since,
        title,
        severity,
        owner,
        grain,
        unit,
        appliesTo,
        predicate,
        parameters,
        evidence,
        records,
        exemptions,
        guidance,
        slaDays,
        changes);
  }

  /**
   * The rule as it stands on a business date: of each locality's changes the newest in force, the
   * longest locality first, because it decides.
   */
  public Rule on(LocalDate date) {
    Map<String, Local> inForce = new LinkedHashMap<>();
    local.stream()
        .filter(change -> !change.since().isAfter(date))
        .sorted(
            Comparator.comparing((Local change) -> -change.locality().length())
                .thenComparing(Local::locality)
                .thenComparing(Local::since, Comparator.reverseOrder()))
        .forEach(change -> inForce.putIfAbsent(change.locality(), change));
    return with(List.copyOf(inForce.values()));
  }

  /** Days in which a case is to be settled where no locality says more; empty: it is never due. */
  public Optional<Integer> standardSlaDays() {
    return slaDays.or(severity::slaDays);
  }

  /**
   * The name by which SQL outside this rule names its parameter, such as {@code
   * IDQ_06_oldest_pupil}.
   */
  public String parameter(String name) {
    return code.replace('-', '_') + "_" + name;
  }

  /** The name of the value that a locality gives the parameter. */
  public String parameter(String name, Local change) {
    return parameter(name) + "_" + change.locality();
  }

  /** How bad a finding is, worst first. */
  public enum Severity {
    /** The file is not ingested. */
    BLOCKING(7),
    /** Money or a child out of school. */
    HIGH(15),
    MEDIUM(30),
    LOW(60),
    /** To be known, not to be worked: it is never due. */
    INFO(0);

    private final int slaDays;

    Severity(int slaDays) {
      this.slaDays = slaDays;
    }

    /** Days in which a case is to be settled where its rule names none; empty: never due. */
    public Optional<Integer> slaDays() {
      return Optional.of(slaDays).filter(days -> days > 0);
    }
  }
}
