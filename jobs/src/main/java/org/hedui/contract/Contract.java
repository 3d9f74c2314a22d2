package org.hedui.contract;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A data contract: what one registry's deliveries or one published table hold. Read from {@code
 * schemas/contracts/*.odcs.yaml} (Open Data Contract Standard v3.1).
 *
 * @param id stable id, never reused
 * @param name the registry's id, or {@code layer.table} for a published table
 * @param version semantic version of the contract
 * @param titleZh short Chinese title
 * @param purpose what it holds, in English
 * @param purposeZh the same in Chinese
 * @param owner department that answers for it (EDU, POV, MIN, DPF, POL, FIN, HRS, SYS)
 * @param kind registry, reference or published table
 * @param load how deliveries add up, a reference like a snapshot; empty for published tables
 * @param earlier how many deliveries before the one that counts a run takes in to compare with; 0
 *     unless a snapshot says so
 * @param gate what a failed error-severity quality rule does to the run; WARN unless a registry
 * @param trust rank of its values among those of other registries, 1 the most trusted; a registry
 *     without one comes last
 * @param footers beginnings of a row's first cell that mark it as a footer, not data
 * @param columns the columns in order
 * @param quality the quality rules
 * @param constraints SQL CHECK expressions that hold for every row of a published table
 * @param clusterBy columns by which a large slice of a published table is laid out in its files
 */
public record Contract(
    String id,
    String name,
    String version,
    String titleZh,
    String purpose,
    String purposeZh,
    String owner,
    Kind kind,
    Optional<Load> load,
    int earlier,
    Gate gate,
    Optional<Integer> trust,
    List<String> footers,
    List<Column> columns,
    List<QualityRule> quality,
    List<String> constraints,
    List<String> clusterBy) {

  /** Copies the lists, so that a contract never changes. */
  public Contract {
    footers = List.copyOf(footers);
    columns = List.copyOf(columns);
    quality = List.copyOf(quality);
    constraints = List.copyOf(constraints);
    clusterBy = List.copyOf(clusterBy);
  }

  /** The key columns in key order; empty if the contract names none. */
  public List<Column> key() {
    return columns.stream()
        .filter(column -> column.keyPosition() > 0)
        .sorted(Comparator.comparingInt(Column::keyPosition))
        .toList();
  }

  /** The column that plays {@code role} in the person mention, if the registry has one. */
  public Optional<Column> mention(MentionRole role) {
    return columns.stream()
        .filter(column -> column.mention().filter(role::equals).isPresent())
        .findFirst();
  }

  /**
   * The rank of the value that plays {@code role}, 1 the most trusted: its column's, else the
   * registry's; empty if neither says one or no column plays the role.
   */
  public Optional<Integer> trust(MentionRole role) {
    return mention(role).flatMap(column -> column.trust().or(() -> trust));
  }

  /** Whether every row mentions one person: the registry names who. */
  public boolean mentionsPersons() {
    return kind == Kind.REGISTRY && mention(MentionRole.NAME).isPresent();
  }

  /** What a contract describes. */
  public enum Kind {
    /** A department's deliveries. */
    REGISTRY,
    /** A clean lookup table, replaced as a whole. */
    REFERENCE,
    /** A table that Hedui publishes. */
    TABLE
  }

  /** How the deliveries of a registry add up. */
  public enum Load {
    /** Each delivery is the whole registry: the newest not after the business date counts. */
    SNAPSHOT,
    /** Each delivery adds rows: all not after the business date count, a row once by its key. */
    INCREMENT
  }

  /** What a failed error-severity quality rule does. */
  public enum Gate {
    /** The run stops before anything is published. */
    BLOCK,
    /** The run goes on; the failure is reported. */
    WARN
  }
}
