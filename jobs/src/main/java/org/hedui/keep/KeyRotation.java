package org.hedui.keep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.hedui.contract.Contract;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Keyed;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.function.PseudonymKey;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeTables;
import org.hedui.lake.Pointers;
import org.hedui.lake.Rewriting;
import org.hedui.lake.RowsOf;

/**
 * Leads a lake from its key to the next one: every column that its contract calls keyed, in every
 * table and slice, becomes what runs under the new key make of the same deliveries. The older
 * versions and their Delta logs go. Readers see the old pseudonyms until one commit leads them to
 * the new ones.
 *
 * <p>May be killed and repeated: a table is written in one commit, which says that it was done.
 */
public final class KeyRotation {
  private static final String WORK = "rotate-key";
  private static final Set<Keyed> OF_CASES =
      EnumSet.of(Keyed.CASE_ID, Keyed.EVIDENCE_HASH, Keyed.CASE_VERSION);

  private final Lake lake;
  private final int round;
  private final Pseudonyms pseudonyms;
  private final OldVersions old;
  private final List<Part> parts;

  private KeyRotation(Lake lake, PseudonymKey next, OldVersions old, List<Part> parts) {
    this.lake = lake;
    this.round = next.rotations();
    this.pseudonyms = new Pseudonyms(next.fingerprint());
    this.old = old;
    this.parts = parts;
  }

  /**
   * A table with keyed columns.
   *
   * @param columns what of them follows from the key, by name
   */
  public record Part(TableName table, Map<String, Keyed> columns) {
    private boolean namesCases() {
      return columns.values().stream().anyMatch(OF_CASES::contains);
    }
  }

  /**
   * Looks what there is to do.
   *
   * @param lake a lake whose lock is held
   * @param next the new key, which this process uses from now on
   * @throws HeduiException exit code 2: ROTATE_TORN if what readers see lies in old versions alone,
   *     which would go; ROTATE_UNKNOWN if no contract tells what a table or column holds
   */
  public static KeyRotation of(Lake lake, PseudonymKey next) {
    OldVersions old = OldVersions.of(lake, "ROTATE_TORN");
    List<Part> parts =
        LakeTables.of(lake).stream()
            .filter(table -> table.layer() != Layer.BRONZE)
            .map(table -> new Part(table, keyed(lake, table)))
            .filter(part -> !part.columns().isEmpty())
            // The names of cases are read from it.
            .sorted(Comparator.comparing(part -> part.table().equals(CaseNames.CASE)))
            .toList();
    return new KeyRotation(lake, next, old, parts);
  }

  private static Map<String, Keyed> keyed(Lake lake, TableName table) {
    Map<String, Contract> contracts = lake.schemas().contracts();
    boolean registry = table.layer() == Layer.SILVER && contracts.containsKey(table.table());
    Map<String, Keyed> keyed = new TreeMap<>();
    if (!registry) {
      Contract contract =
          Optional.ofNullable(contracts.get(table.toString()))
              .orElseThrow(() -> unknown("table " + table));
      Map<String, Optional<Keyed>> known = new TreeMap<>();
      contract.columns().forEach(column -> known.put(column.name(), column.keyed()));
      for (String column : lake.read(table).columns()) {
        Optional.ofNullable(known.get(column))
            .orElseThrow(() -> unknown("column " + table + "." + column))
            .ifPresent(of -> keyed.put(column, of));
      }
    }
    return keyed;
  }

  private static HeduiException unknown(String what) {
    return new HeduiException(
        "ROTATE_UNKNOWN",
        2,
        "No contract tells what the %s holds, so old pseudonyms might stay in it. Put its contract back, or take it out of the lake."
            .formatted(what));
  }

  /** The tables, in the order in which they are written. */
  public List<Part> parts() {
    return List.copyOf(parts);
  }

  /** Rows of a table. */
  public long rows(Part part) {
    return lake.read(part.table()).count();
  }

  /** Publications that cannot be shown any more afterwards. */
  public List<Pointers.Pointer> givenUp() {
    return old.givenUp();
  }

  /** Rotates what is not rotated yet. */
  public void run() {
    for (Part part : parts) {
      Rewriting rewriting = new Rewriting(lake, part.table(), WORK, round);
      if (!rewriting.isDone()) {
        rewriting.write(rotated(part));
      }
      // The log is cut before the newest commit, and this one names the files that are gone.
      new RowsOf(lake, part.table()).commitNothing();
    }
    old.remove(parts.stream().map(Part::table).toList());
  }

  private Dataset<Row> rotated(Part part) {
    Dataset<Row> rows = lake.read(part.table());
    StructField[] fields = rows.schema().fields();
    CaseNames names = new CaseNames(lake, pseudonyms);
    List<Column> columns = new ArrayList<>();
    for (StructField field : fields) {
      Column value = rows.col(field.name());
      columns.add(
          Optional.ofNullable(part.columns().get(field.name()))
              .map(keyed -> rotated(keyed, value, field, names))
              .orElse(value)
              .as(field.name(), field.metadata()));
    }
    return (part.namesCases() ? names.beside(rows) : rows).select(columns.toArray(Column[]::new));
  }

  private Column rotated(Keyed keyed, Column value, StructField field, CaseNames names) {
    return switch (keyed) {
      case PSEUDONYM -> pseudonyms.in(value, field.dataType());
      case EVIDENCE -> pseudonyms.evidence(value);
      case CASE_ID -> names.id(value);
      case EVIDENCE_HASH -> names.evidenceHash(value, field.dataType());
      case CASE_VERSION -> names.version(value);
    };
  }
}
