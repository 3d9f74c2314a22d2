package org.hedui.contract;

import java.util.List;
import java.util.Optional;

/**
 * How records of one or several tables are linked. Only {@code fields} must be written; what else
 * is left out follows from the kinds of the fields and from the data.
 *
 * @param id column that identifies a record within its input
 * @param scope which records are compared
 * @param oneToOne whether a record is linked with at most one record of each other input
 * @param fields what is known of a record, after cleaning
 * @param exchangeable pairs of name fields whose values may stand in each other's column
 * @param comparisons comparisons written out; a compared field that none of them names is compared
 *     as its kind is
 * @param blocking rules by which pairs are found, each a list of keys that all must agree; none:
 *     they are chosen by the data
 * @param distinct fields of which two different values never belong to one entity
 * @param threshold match probability from which a pair is a link; none: the one with the best
 *     expected F1
 * @param review match probability from which a pair that is no link is worth a reviewer's look;
 *     none: no pair is
 * @param prior deterministic rules and the share of all true pairs they are taken to find; none:
 *     the prior is estimated with the rest
 * @param blockLimit a key shared by more records than this makes no pairs, and is reported
 * @param pairsPerRecord candidate pairs a record that chosen blocking rules may make on average
 * @param driverPairs weighed pairs that are clustered in the driver's memory, 24 bytes each; more
 *     are clustered by the executors
 */
public record LinkConfig(
    String id,
    Scope scope,
    boolean oneToOne,
    List<Field> fields,
    List<List<String>> exchangeable,
    List<Comparison> comparisons,
    List<List<String>> blocking,
    List<String> distinct,
    Optional<Double> threshold,
    Optional<Double> review,
    Optional<Prior> prior,
    int blockLimit,
    int pairsPerRecord,
    int driverPairs) {

  /** Which pairs are compared. */
  public enum Scope {
    /** All records with each other. */
    ALL,
    /** Records of different inputs only: no input holds one entity twice. */
    BETWEEN
  }

  /**
   * What a field holds; by it values are cleaned, compared and blocked on.
   *
   * @see Field
   */
  public enum Kind {
    /** A part of a person's name, or a whole one. */
    NAME,
    /** Words: a street, a place, an e-mail address, an occupation. */
    TEXT,
    /** A number or a code in which neighbours are unlike: identifier, postcode, phone. */
    CODE,
    /** A date, at best with year, month and day. */
    DATE,
    /** One of few values, equal or not: sex, state. */
    CATEGORY,
    /** Several values, such as all phones of a person; it serves comparisons, never blocking. */
    SET
  }

  /**
   * One thing known of a record.
   *
   * @param name its name in comparisons and blocking rules
   * @param kind what it holds
   * @param columns columns of the input it is read from, joined by spaces (a date: year, month,
   *     day)
   * @param sql SQL over the input's columns instead of {@code columns}; of a set an array of texts
   * @param blank values that stand for nothing
   * @param monthFirst whether a date with its year last begins with the month
   * @param compare whether it is compared; if not, it only serves blocking and comparisons
   */
  public record Field(
      String name,
      Kind kind,
      List<String> columns,
      Optional<String> sql,
      List<String> blank,
      boolean monthFirst,
      boolean compare) {}

  /**
   * A comparison written out: ordered levels, of which the first that holds is taken.
   *
   * @param name its name in the model and in the output
   * @param fields the fields it compares: missing if all of them are missing on a side
   * @param levels the levels before the last one, "other"
   * @param frequency field whose frequent values count less where the first level holds
   */
  public record Comparison(
      String name, List<String> fields, List<Level> levels, Optional<String> frequency) {}

  /**
   * A level of a comparison.
   *
   * @param label what it is called
   * @param when SQL over {@code l.<field>} and {@code r.<field>}, cleaned values
   * @param neutral whether it says nothing for or against a match, as if a value were missing
   */
  public record Level(String label, String when, boolean neutral) {}

  /**
   * Rules that are nearly always right.
   *
   * @param rules each a list of keys, as in blocking
   * @param recall share of all true pairs that these rules find, above 0 up to 1
   */
  public record Prior(List<List<String>> rules, double recall) {}

  /** The field of that name. */
  public Field field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
  }
}
