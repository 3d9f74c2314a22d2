package org.hedui.stage;

import java.time.LocalDate;
import java.time.Month;

/**
 * A school term. {@code 2023-1} runs from September 2023 to January 2024, {@code 2023-2} from
 * February to August 2024; the school year starts on 1 September.
 *
 * @param year calendar year in which the school year starts
 * @param half 1 or 2
 */
public record Term(int year, int half) {
  /** School months of a term: September to January, March to July. */
  public static final int MONTHS = 5;

  /** The term that {@code date} lies in. */
  public static Term of(LocalDate date) {
    Month month = date.getMonth();
    if (month.compareTo(Month.SEPTEMBER) >= 0) {
      return new Term(date.getYear(), 1);
    }
    return new Term(date.getYear() - 1, month == Month.JANUARY ? 1 : 2);
  }

  /** First day of the term's school year. */
  public LocalDate schoolYearStart() {
    return LocalDate.of(year, Month.SEPTEMBER, 1);
  }

  /** First day of the term. */
  public LocalDate firstDay() {
    return half == 1 ? schoolYearStart() : LocalDate.of(year + 1, Month.FEBRUARY, 1);
  }

  /** The term as deliveries write it, such as {@code 2023-1}. */
  @Override
  public String toString() {
    return year + "-" + half;
  }
}
