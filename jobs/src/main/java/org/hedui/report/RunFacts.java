package org.hedui.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hedui.contract.Bilingual;

/**
 * All that a report tells of a run. Every list is at most one entry a registry, quality rule, rule,
 * division or business date.
 *
 * @param run the run
 * @param before the run it is compared with: the newest published one of the greatest earlier
 *     business date; empty if there is none
 * @param stages its stages in order
 * @param deliveries what each registry delivered
 * @param refused files that were not loaded, the first of them
 * @param quality each registry against its contract
 * @param flaws quality rules that failed or could not be measured
 * @param links who is who; empty unless the run was published
 * @param cases exceptions; empty unless the run was published
 * @param rates rates of errors of counties and above
 * @param changes what is otherwise than in the run before; empty without one
 */
public record RunFacts(
    Run run,
    Optional<Run> before,
    List<StageTime> stages,
    List<Delivery> deliveries,
    List<RefusedFile> refused,
    List<Quality> quality,
    List<Flaw> flaws,
    Optional<Links> links,
    Optional<Cases> cases,
    List<Rate> rates,
    Optional<Changes> changes) {

  /** Copies the lists. */
  public RunFacts {
    stages = List.copyOf(stages);
    deliveries = List.copyOf(deliveries);
    refused = List.copyOf(refused);
    quality = List.copyOf(quality);
    flaws = List.copyOf(flaws);
    rates = List.copyOf(rates);
  }

  /**
   * A run, as {@code ops.run} and {@code ops.publication} know it.
   *
   * @param state COMPLETED, FAILED, REFUSED, RUNNING
   * @param published whether readers were switched to it
   * @param message why it failed or was refused
   */
  public record Run(
      String runId,
      LocalDate businessDate,
      int attempt,
      String state,
      boolean published,
      Instant startedAt,
      Optional<Instant> endedAt,
      String codeVersion,
      String schemasHash,
      Optional<Boolean> useUnconfirmed,
      Optional<String> message) {}

  /**
   * A stage of the run.
   *
   * @param state as the job repository calls it, such as COMPLETED
   * @param seconds how long it took; empty if it did not end
   * @param counts what it counted
   */
  public record StageTime(
      String name, String state, Optional<Long> seconds, Map<String, Long> counts) {
    /** Copies the counts in the order of their names. */
    public StageTime {
      counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }
  }

  /** A number on a business date. */
  public record Point(LocalDate date, long value) {}

  /**
   * What one registry delivered, and where its rows went.
   *
   * @param registry its name, or that of an unknown folder
   * @param titleZh its Chinese title; empty if it has no contract
   * @param arrived the newest delivery that counts; empty if none does
   * @param overdue whether rule FIL-01 finds it late; empty where no rule was evaluated
   * @param files files that were looked at, by what became of them, such as LOADED
   * @param rowsErased rows of persons who are erased
   * @param rowsBefore rows in the run before; empty without one
   * @param trend rows by business date, this one last
   */
  public record Delivery(
      String registry,
      String titleZh,
      Optional<LocalDate> arrived,
      Optional<Boolean> overdue,
      Map<String, Long> files,
      long rowsIn,
      long rowsLoaded,
      long rowsQuarantined,
      long rowsDuplicate,
      long rowsErased,
      Optional<Long> rowsBefore,
      List<Point> trend) {
    /** Copies the list, and the counts in the order of their names. */
    public Delivery {
      files = Collections.unmodifiableMap(new TreeMap<>(files));
      trend = List.copyOf(trend);
    }

    /** Files that were looked at. */
    public long seen() {
      return files.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Files that were loaded. */
    public long loaded() {
      return files.getOrDefault("LOADED", 0L);
    }

    /**
     * Whether every row that came in was loaded, is in quarantine, a declared duplicate or erased.
     */
    public boolean addsUp() {
      return rowsIn == rowsLoaded + rowsQuarantined + rowsDuplicate + rowsErased;
    }
  }

  /** A file that was not loaded, and why. */
  public record RefusedFile(
      String registry, String file, String state, String reason, String detail) {}

  /**
   * A registry against the quality rules of its contract.
   *
   * @param unmeasured rules that could not be measured
   * @param failedBefore rules that failed in the run before; empty without one
   * @param trend failed rules by business date, this one last
   */
  public record Quality(
      String registry,
      String titleZh,
      long passed,
      long failed,
      long unmeasured,
      long notApplicable,
      Optional<Long> failedBefore,
      List<Point> trend) {
    /** Copies the list. */
    public Quality {
      trend = List.copyOf(trend);
    }
  }

  /**
   * A quality rule that failed or could not be measured.
   *
   * @param state failed or error
   * @param fresh whether it did not in the run before; true without one
   */
  public record Flaw(
      String qualityId,
      String registry,
      Optional<String> column,
      String dimension,
      String severity,
      String state,
      Optional<Double> value,
      Optional<String> threshold,
      String description,
      boolean fresh) {}

  /**
   * Who is who.
   *
   * @param persons persons found
   * @param personsBefore persons in the run before; empty without one
   * @param byRule records by the rule that linked them
   * @param pairs weighed pairs by decision
   * @param events changes of persons against the run before, by kind
   * @param bins weighed pairs by their probability
   * @param model version of the model that weighed; empty if no pair was weighed
   */
  public record Links(
      long persons,
      Optional<Long> personsBefore,
      long households,
      Optional<Long> householdsBefore,
      List<Count> byRule,
      List<Count> pairs,
      List<Count> events,
      List<Bin> bins,
      Optional<String> model) {
    /** Copies the lists. */
    public Links {
      byRule = List.copyOf(byRule);
      pairs = List.copyOf(pairs);
      events = List.copyOf(events);
      bins = List.copyOf(bins);
    }

    /** Pairs that wait for a reviewer. */
    public long waiting() {
      return pairs.stream()
          .filter(count -> count.code().equals("REVIEW"))
          .mapToLong(Count::now)
          .sum();
    }
  }

  /** How many there are of a code, now and in the run before. */
  public record Count(String code, Bilingual words, long now, Optional<Long> before) {}

  /** Weighed pairs whose probability lies from one twentieth to the next, by decision. */
  public record Bin(double from, Map<String, Long> pairs) {
    /** Copies the counts in the order of their names. */
    public Bin {
      pairs = Collections.unmodifiableMap(new TreeMap<>(pairs));
    }
  }

  /** The exceptions: cases, counted in three ways, and how many were open on each date. */
  public record Cases(
      Flow total,
      List<RuleCases> byRule,
      List<DivisionCases> byDivision,
      List<SeverityCases> bySeverity,
      List<OpenOn> trend) {
    /** Copies the lists. */
    public Cases {
      byRule = List.copyOf(byRule);
      byDivision = List.copyOf(byDivision);
      bySeverity = List.copyOf(bySeverity);
      trend = List.copyOf(trend);
    }
  }

  /**
   * How open cases came and went since the run before: {@code open = before + fresh + reopened -
   * cleared - closed}.
   *
   * @param fresh open cases that were no cases then
   * @param reopened open cases that were there then, but not open
   * @param cleared cases open then that a run finds no more
   * @param closed cases open then that people have answered
   * @param overdue open cases whose due date is past
   * @param dueSoon open cases that fall due within thirty days
   */
  public record Flow(
      long open,
      long before,
      long fresh,
      long reopened,
      long cleared,
      long closed,
      long overdue,
      long dueSoon) {
    /** None. */
    public static final Flow NONE = new Flow(0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Flow plus(Flow other) {
      return new Flow(
          open + other.open,
          before + other.before,
          fresh + other.fresh,
          reopened + other.reopened,
          cleared + other.cleared,
          closed + other.closed,
          overdue + other.overdue,
          dueSoon + other.dueSoon);
    }
  }

  /** The cases of a rule with one severity. */
  public record RuleCases(String rule, String severity, Bilingual title, Flow flow) {}

  /**
   * The cases of a township, or of a county where no township is known.
   *
   * @param division code of 9 or 6 digits; empty where none is known
   * @param name names of county and township; empty if the code has none
   */
  public record DivisionCases(
      String division, String name, Map<String, Long> openBySeverity, Flow flow) {
    /** Copies the counts in the order of their names. */
    public DivisionCases {
      openBySeverity = Collections.unmodifiableMap(new TreeMap<>(openBySeverity));
    }
  }

  /** The cases of a severity. */
  public record SeverityCases(String severity, Bilingual words, Flow flow) {}

  /** Open cases of a business date by severity. */
  public record OpenOn(LocalDate date, Map<String, Long> bySeverity) {
    /** Copies the counts in the order of their names. */
    public OpenOn {
      bySeverity = Collections.unmodifiableMap(new TreeMap<>(bySeverity));
    }
  }

  /**
   * A rate of errors, as {@code gold.error_rate} holds it; shares of one. Numbers are empty where
   * they are suppressed or not known.
   *
   * @param official whether this basis decides about the bar
   */
  public record Rate(
      String rate,
      Bilingual words,
      Bilingual unit,
      String basis,
      Bilingual basisWords,
      String division,
      String divisionName,
      int level,
      Optional<Double> value,
      Optional<Double> lower,
      Optional<Double> upper,
      double bar,
      Optional<String> verdict,
      boolean official,
      boolean suppressed) {}

  /**
   * What is otherwise than in the run before.
   *
   * @param settings program, schemas, model and options that changed
   * @param rules rules that are new, gone or of another version
   * @param feedsNew registries with files that had none
   * @param feedsGone registries without files that had some
   * @param tables rows of published tables
   */
  public record Changes(
      List<Setting> settings,
      List<RuleChange> rules,
      List<String> feedsNew,
      List<String> feedsGone,
      List<TableRows> tables) {
    /** Copies the lists. */
    public Changes {
      settings = List.copyOf(settings);
      rules = List.copyOf(rules);
      feedsNew = List.copyOf(feedsNew);
      feedsGone = List.copyOf(feedsGone);
      tables = List.copyOf(tables);
    }
  }

  /** Something the run was made with, before and now. */
  public record Setting(Bilingual what, String before, String now) {}

  /** A rule's version before and now; empty where it was not evaluated. */
  public record RuleChange(
      String rule, Bilingual title, Optional<Integer> before, Optional<Integer> now) {}

  /** Rows of a published table. */
  public record TableRows(String table, String titleZh, long now, long before) {}

  /** The figures that matter most, as the head of the page and the index show them. */
  public KeyFigures key() {
    return KeyFigures.of(this);
  }

  /** The registries that do not add up. */
  public List<Delivery> unbalanced() {
    return deliveries.stream().filter(delivery -> !delivery.addsUp()).toList();
  }

  /** Official rates that are surely not below their bar. */
  public List<Rate> missedBars() {
    return rates.stream()
        .filter(rate -> rate.official() && rate.verdict().filter("MISSED"::equals).isPresent())
        .toList();
  }
}
