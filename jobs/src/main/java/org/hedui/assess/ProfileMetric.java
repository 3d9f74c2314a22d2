package org.hedui.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.Semantic;

/**
 * A measured property without a threshold: a row of {@code ops.profile}.
 *
 * @param registry the registry
 * @param column the column, several separated by commas, or {@code *} for the whole table
 * @param name what was measured
 * @param value a share from 0 to 1, or a count; empty if it could not be computed
 */
public record ProfileMetric(String registry, String column, Name name, OptionalDouble value) {

  /** Stands for the whole table in {@code column}. */
  public static final String TABLE = "*";

  /** The profile of a registry: only its row count if it has no rows. */
  static List<ProfileMetric> of(Contract contract, Scan scan) {
    List<ProfileMetric> profile = new ArrayList<>();
    String registry = contract.name();
    profile.add(new ProfileMetric(registry, TABLE, Name.ROW_COUNT, value(scan.rows())));
    if (scan.rows() instanceof Figure.Known rows && rows.count() == 0) {
      return profile;
    }
    for (Column column : contract.columns()) {
      String name = column.name();
      List<String> columns = List.of(name);
      Tally complete = scan.tally(Analyzers.complete(contract, columns));
      profile.add(new ProfileMetric(registry, name, Name.COMPLETENESS, value(complete)));
      Figure distinct = scan.figure(Analyzers.distinct(name));
      profile.add(new ProfileMetric(registry, name, Name.APPROX_COUNT_DISTINCT, value(distinct)));
      if (column.semantic() == Semantic.CODE) {
        Tally valid = scan.tally(Analyzers.valid(columns));
        profile.add(new ProfileMetric(registry, name, Name.CONFORMITY, value(valid)));
      }
    }
    for (List<String> key : Analyzers.keys(contract)) {
      OptionalDouble unique = value(scan.duplicates(key));
      profile.add(new ProfileMetric(registry, String.join(",", key), Name.UNIQUENESS, unique));
    }
    return profile;
  }

  private static OptionalDouble value(Figure figure) {
    return figure instanceof Figure.Known known
        ? OptionalDouble.of(known.value())
        : OptionalDouble.empty();
  }

  private static OptionalDouble value(Tally tally) {
    return tally instanceof Tally.Counted counted && counted.rows() > 0
        ? OptionalDouble.of(counted.kept())
        : OptionalDouble.empty();
  }

  /** What a profile measures; the table holds its {@link #text}. */
  public enum Name {
    /** Rows. */
    ROW_COUNT("RowCount"),
    /** Share of the rows whose cell is filled, or blank where a blank is a value. */
    COMPLETENESS("Completeness"),
    /** Share of the rows with a whole key whose key no other row has. */
    UNIQUENESS("Uniqueness"),
    /** Share of the rows whose code the code list knows. */
    CONFORMITY("Conformity"),
    /** Distinct values by HyperLogLog++, within about 5 per cent. */
    APPROX_COUNT_DISTINCT("ApproxCountDistinct");

    private final String text;

    Name(String text) {
      this.text = text;
    }

    /** The name as the table writes it. */
    public String text() {
      return text;
    }
  }
}
