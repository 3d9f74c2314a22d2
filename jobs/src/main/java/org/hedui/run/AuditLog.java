package org.hedui.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.current_timestamp;

import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;

/** {@code ops.audit}: who took what out and put what in. Entries are only ever added. */
record AuditLog(Lake lake) {
  private static final TableName AUDIT = TableName.of("ops.audit");
  private static final StructType ENTRY =
      StructType.fromDDL(
          "audit_id string, command string, who string, account string, purpose string,"
              + " business_date date, file_name string, file_hash string, row_count bigint,"
              + " detail string");

  /** Adds an entry for a statement over the endpoint that reads names and numbers of persons. */
  void read(String user, Set<TableName> tables, LocalDate businessDate, String sql, long rows) {
    add(
        new AuditEntry(
            UUID.randomUUID().toString(),
            "serve sql",
            user,
            Optional.empty(),
            businessDate,
            tables.stream().map(TableName::toString).sorted().collect(Collectors.joining(" ")),
            Sha256.of(sql.getBytes(StandardCharsets.UTF_8)),
            rows,
            "read over the endpoint"));
  }

  /** Adds an entry, unless it is there already: a command that was cut off is asked for again. */
  void add(AuditEntry entry) {
    if (!lake.readOrEmpty(AUDIT).where(col("audit_id").equalTo(entry.id())).isEmpty()) {
      return;
    }
    Row row =
        RowFactory.create(
            entry.id(),
            entry.command(),
            entry.who(),
            System.getProperty("user.name"),
            entry.purpose().orElse(null),
            Date.valueOf(entry.businessDate()),
            entry.fileName(),
            entry.fileHash(),
            entry.rows(),
            entry.detail());
    Dataset<Row> rows = lake.spark().createDataFrame(List.of(row), ENTRY);
    lake.append(AUDIT, rows.withColumn("happened_at", current_timestamp()));
  }
}
