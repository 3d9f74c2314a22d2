package org.hedui.keep;

import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.TableName;
import org.hedui.function.PseudonymKey;
import org.hedui.lake.ChainedLog;
import org.hedui.lake.Lake;

/**
 * {@code ops.audit}: who ran, took out, put in, read, cleared up, erased. Entries are only ever
 * added, each chained to the one before ({@link AuditChain}); several processes may add at once.
 */
public final class AuditLog {
  static final TableName TABLE = TableName.of("ops.audit");

  private final Lake lake;
  private final PseudonymKey key;

  /**
   * Opens the log; nothing is read yet.
   *
   * @param key the lake's key, which seals the entries
   */
  public AuditLog(Lake lake, PseudonymKey key) {
    this.lake = lake;
    this.key = key;
  }

  /**
   * The newest entry.
   *
   * @param number how many entries the chain has
   * @param hash its hash, which fixes all entries up to it
   */
  public record Head(long number, String hash) {}

  /** Adds an entry for a statement that reads names and numbers of persons. */
  public void read(
      String command,
      String user,
      Set<TableName> tables,
      Optional<LocalDate> businessDate,
      String sql,
      long rows) {
    add(
        new AuditEntry(
            UUID.randomUUID().toString(),
            command,
            user,
            Optional.empty(),
            businessDate,
            Optional.of(
                tables.stream().map(TableName::toString).sorted().collect(Collectors.joining(" "))),
            Optional.of(DigestUtils.sha256Hex(sql)),
            rows,
            "read"));
  }

  /** Adds an entry, unless it is there already: a command that was cut off is asked for again. */
  public void add(AuditEntry entry) {
    new ChainedLog(lake, TABLE).add(log -> next(log, entry));
  }

  /** The newest entry of the chain; empty if there is none. */
  public Optional<Head> head() {
    return head(lake.readOrEmpty(TABLE));
  }

  private static Optional<Head> head(Dataset<Row> log) {
    return log
        .where("sequence IS NOT NULL")
        .select("sequence", "entry_hash")
        .orderBy(col("sequence").desc())
        .takeAsList(1)
        .stream()
        .map(row -> new Head(row.getLong(0), row.getString(1)))
        .findFirst();
  }

  /** The entry chained to those that are there; empty if it is one of them. */
  private Optional<Dataset<Row>> next(Dataset<Row> log, AuditEntry entry) {
    if (!log.where(col("audit_id").equalTo(entry.id())).isEmpty()) {
      return Optional.empty();
    }
    Optional<Head> head = head(log);
    long number = head.map(Head::number).orElse(0L) + 1;
    String previous = head.map(Head::hash).orElseGet(() -> before(log));
    List<Object> values = new ArrayList<>(values(entry));
    String hash =
        AuditChain.hash(AuditChain.content(RowFactory.create(values.toArray())), number, previous);
    values.addAll(List.of(number, previous, hash, AuditChain.seal(key, hash), key.fingerprint()));
    StructType schema = AuditChain.CONTENT;
    for (StructField field : AuditChain.LINK.fields()) {
      schema = schema.add(field);
    }
    return Optional.of(
        lake.spark().createDataFrame(List.of(RowFactory.create(values.toArray())), schema));
  }

  private static String before(Dataset<Row> log) {
    return AuditChain.hash(
        AuditChain.inOrder(log).collectAsList().stream().map(AuditChain::content).toList());
  }

  private static List<Object> values(AuditEntry entry) {
    List<Object> values = new ArrayList<>();
    values.add(entry.id());
    values.add(Timestamp.from(Instant.now().truncatedTo(ChronoUnit.MICROS)));
    values.add(entry.command());
    values.add(entry.who());
    values.add(System.getProperty("user.name"));
    values.add(entry.purpose().orElse(null));
    values.add(entry.businessDate().map(Date::valueOf).orElse(null));
    values.add(entry.fileName().orElse(null));
    values.add(entry.fileHash().orElse(null));
    values.add(entry.rows());
    values.add(entry.detail());
    return values;
  }
}
