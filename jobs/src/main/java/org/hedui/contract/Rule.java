package org.hedui.contract;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An exception rule, read from {@code schemas/rules/<CODE>.yaml}. Its code is never reused.
 *
 * @param code code of the catalogue, such as {@code IDQ-03}
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
 * @param slaDays days from the day a case was opened to the day it is due; empty: never due
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
    Optional<Integer> slaDays) {

  /** Copies the collections, so that a rule never changes. */
  public Rule {
    parameters = Map.copyOf(parameters);
    evidence = Map.copyOf(evidence);
    exemptions = List.copyOf(exemptions);
  }

  /**
   * The name by which SQL outside this rule names its parameter, such as {@code
   * IDQ_06_oldest_pupil}.
   */
  public String parameter(String name) {
    return code.replace('-', '_') + "_" + name;
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
