package org.hedui.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one locality owes its pupils, read from {@code schemas/policies/<locality>.yaml}.
 *
 * @param locality division-code prefix it is in force for; the longest matching prefix decides
 * @param name the locality
 * @param source document it was taken from
 * @param confirmed whether the office has confirmed it
 * @param incomeLines lines that income is measured against, each in force until the next of its
 *     kind
 * @param programmes the programmes
 * @param stacking which programmes may be combined; what is not named may
 * @param allocation how a budget is shared among schools, each entry until the next
 * @param parameters policy rows that are no pupil's entitlement
 */
public record PolicyPack(
    String locality,
    Bilingual name,
    String source,
    boolean confirmed,
    List<IncomeLine> incomeLines,
    List<Programme> programmes,
    List<Stacking> stacking,
    List<Allocation> allocation,
    List<Parameter> parameters) {

  /** Copies the collections, so that a pack never changes. */
  public PolicyPack {
    incomeLines = List.copyOf(incomeLines);
    programmes = List.copyOf(programmes);
    stacking = List.copyOf(stacking);
    allocation = List.copyOf(allocation);
    parameters = List.copyOf(parameters);
  }

  /** Whether a programme in force in the term pays by the month that a pupil is at school. */
  public boolean prorates(String term) {
    return programmes.stream()
        .anyMatch(programme -> programme.inForce(term) && programme.prorate() == Prorate.MONTH);
  }

  /**
   * The standard line in yuan a person and year, by calendar year: of several that begin in a year,
   * the last.
   */
  public Map<Integer, BigDecimal> povertyLines() {
    return incomeLines.stream()
        .filter(line -> line.kind() == LineKind.STANDARD)
        .sorted(Comparator.comparing(IncomeLine::from))
        .collect(
            Collectors.toUnmodifiableMap(
                line -> line.from().getYear(), IncomeLine::yuan, (earlier, later) -> later));
  }

  /** The line of a kind that is in force on a day, in yuan a person and year. */
  public Optional<BigDecimal> incomeLine(LineKind kind, LocalDate day) {
    return incomeLines.stream()
        .filter(line -> line.kind() == kind && !line.from().isAfter(day))
        .max(Comparator.comparing(IncomeLine::from))
        .map(IncomeLine::yuan);
  }

  /**
   * A line that income is measured against.
   *
   * @param kind what it is for
   * @param from first day it is in force
   * @param yuan yuan a person and year
   */
  public record IncomeLine(LineKind kind, LocalDate from, BigDecimal yuan) {}

  /** What an income line is for. */
  public enum LineKind {
    /** The line below which a household counts as poor or is monitored. */
    STANDARD,
    /** Absolute poverty (绝对贫困). */
    ABSOLUTE,
    /** Low income (低收入). */
    LOW_INCOME,
    /** A household at or above it may leave the register (脱贫). */
    EXIT,
    /** A village at or above it is no longer poor (贫困村). */
    POOR_VILLAGE
  }

  /**
   * One programme's standard.
   *
   * @param code programme code
   * @param policyId stable id of this standard, never reused
   * @param basis row of the policy table it rests on, such as {@code P01}
   * @param title the programme's title
   * @param fromTerm first term it is in force, such as {@code 2022-1}
   * @param toTerm last term, if it has ended
   * @param eligible SQL condition over a pupil (view {@code pupil})
   * @param standards amounts; the first whose condition holds applies
   * @param period what an amount is for
   * @param times months or days that are paid for in the first and in the second term; empty for
   *     other periods
   * @param prorate whether a pupil who comes or leaves within a term gets a part
   * @param exclusiveGroup {@code group} or {@code group:option}: options of one group exclude each
   *     other
   * @param shares cost shares in per cent by level; empty where not set
   * @param funding where the money comes from
   * @param confirmed whether the amount may be used for money
   */
  public record Programme(
      String code,
      String policyId,
      String basis,
      Bilingual title,
      String fromTerm,
      Optional<String> toTerm,
      String eligible,
      List<Standard> standards,
      Period period,
      List<Integer> times,
      Prorate prorate,
      Optional<String> exclusiveGroup,
      Map<Level, BigDecimal> shares,
      List<Funding> funding,
      boolean confirmed) {
    private static final BigDecimal TERMS_A_YEAR = BigDecimal.valueOf(2);

    /** Copies the collections, so that a programme never changes. */
    public Programme {
      standards = List.copyOf(standards);
      times = List.copyOf(times);
      shares = Map.copyOf(shares);
      funding = List.copyOf(funding);
    }

    /** Whether it is in force in a term such as {@code 2023-1}. */
    public boolean inForce(String term) {
      return fromTerm.compareTo(term) <= 0
          && toTerm.map(last -> last.compareTo(term) >= 0).orElse(true);
    }

    /**
     * What a whole term is worth, in yuan with two decimals.
     *
     * @param half 1 or 2: a grant paid once is due in the first term of the school year only
     */
    public BigDecimal inTerm(Standard standard, int half) {
      BigDecimal amount =
          switch (period) {
            case YEAR -> standard.yuan().divide(TERMS_A_YEAR, 2, RoundingMode.HALF_UP);
            case TERM -> standard.yuan();
            case MONTH, DAY -> standard.yuan().multiply(BigDecimal.valueOf(times.get(half - 1)));
            case ONCE -> half == 1 ? standard.yuan() : BigDecimal.ZERO;
          };
      return amount.setScale(2, RoundingMode.HALF_UP);
    }
  }

  /**
   * An amount and whom it is for.
   *
   * @param when SQL condition over a pupil; empty = everybody who is eligible
   * @param yuan amount in yuan for the programme's period
   * @param reason why a pupil gets it, in words
   */
  public record Standard(Optional<String> when, BigDecimal yuan, Bilingual reason) {}

  /** What a programme's amount is for. */
  public enum Period {
    /** A year, half in each term. */
    YEAR,
    /** A term. */
    TERM,
    /** A month; a term has a stated number of them. */
    MONTH,
    /** A day; a term has a stated number of them. */
    DAY,
    /** Once, in the first term of the school year. */
    ONCE
  }

  /** What a pupil gets who is at school in a part of the term only. */
  public enum Prorate {
    /** The whole term if he is at school on the business date, else nothing. */
    NONE,
    /** A fifth for each of the term's five months that he is at school. */
    MONTH
  }

  /** A level of government that bears a share. */
  public enum Level {
    CENTRAL,
    PROVINCE,
    CITY,
    COUNTY,
    /** Levels that the document does not name. */
    REST
  }

  /** Where money comes from. */
  public enum Funding {
    /** Earmarked funds of higher levels (上级专项). */
    SPECIAL,
    /** The locality's own budget (本级财政). */
    LOCAL,
    /** Donations (社会捐资). */
    DONATION
  }

  /**
   * How programmes go together.
   *
   * @param programmes codes of the pack's programmes, two or more
   * @param rule what holds between them
   * @param yuan at most this together in a term; empty unless {@code rule} is CAP
   */
  public record Stacking(List<String> programmes, StackingRule rule, Optional<BigDecimal> yuan) {

    /** Copies the list, so that it never changes. */
    public Stacking {
      programmes = List.copyOf(programmes);
    }
  }

  /** What holds between programmes. */
  public enum StackingRule {
    /** A pupil may have all of them. */
    ALLOW,
    /** A pupil has the one with the largest amount. */
    EXCLUSIVE,
    /** A pupil may have all of them up to a sum. */
    CAP
  }

  /**
   * How what is left of a budget after the registered pupils is shared among schools.
   *
   * @param fromTerm first term it is in force
   * @param weights weights in per cent by factor
   * @param smallSchoolBelow a school with fewer pupils is small; empty where that is no factor
   */
  public record Allocation(
      String fromTerm, Map<Factor, BigDecimal> weights, Optional<Integer> smallSchoolBelow) {

    /** Copies the map, so that it never changes. */
    public Allocation {
      weights = Map.copyOf(weights);
    }
  }

  /** What a school's part of a budget is measured by. */
  public enum Factor {
    /** Pupils at school. */
    ENROLLED,
    /** Pupils whom the programme owes something. */
    HARDSHIP,
    /** Pupils who live at school. */
    BOARDERS,
    /** Whether the school is small. */
    SMALL_SCHOOL,
    /** What the school's township did of its tasks of the year before. */
    PERFORMANCE
  }

  /**
   * A row of the policy table that is no pupil's entitlement: a scope, a loan, a household's grant,
   * public funds.
   *
   * @param id stable id, never reused
   * @param basis row of the policy table, such as {@code P33}
   * @param title what it is
   * @param value the number; empty where the row sets none
   * @param bound how the number is meant
   * @param unit what the number counts; empty without a number
   * @param period what the number is for; empty where it is for none
   * @param recipient who it is for
   * @param condition for whom and when it holds, in words
   * @param fromTerm first term it is in force
   * @param toTerm last term, if it has ended
   * @param shares cost shares in per cent by level; empty where not set
   * @param confirmed whether the number may be used for money
   */
  public record Parameter(
      String id,
      String basis,
      Bilingual title,
      Optional<BigDecimal> value,
      Bound bound,
      Optional<Unit> unit,
      Optional<Period> period,
      Recipient recipient,
      Bilingual condition,
      String fromTerm,
      Optional<String> toTerm,
      Map<Level, BigDecimal> shares,
      boolean confirmed) {

    /** Copies the map, so that a parameter never changes. */
    public Parameter {
      shares = Map.copyOf(shares);
    }
  }

  /** How a number is meant. */
  public enum Bound {
    EXACT,
    AT_MOST,
    AT_LEAST
  }

  /** What a number counts. */
  public enum Unit {
    YUAN,
    PERCENT,
    PERSON,
    MONTH
  }

  /** Who a parameter is for. */
  public enum Recipient {
    PUPIL,
    PERSON,
    HOUSEHOLD,
    TEACHER,
    SCHOOL
  }
}
