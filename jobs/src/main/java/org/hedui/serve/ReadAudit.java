package org.hedui.serve;

import java.time.LocalDate;
import java.util.Set;
import org.hedui.contract.TableName;

/** Writes down who reads tables with names and numbers of persons, before the rows are given. */
@FunctionalInterface
public interface ReadAudit {
  /**
   * Writes an entry; if it cannot be written, the rows are not given.
   *
   * @param user who reads
   * @param tables the tables
   * @param businessDate the business date that readers see
   * @param sql the statement; it may name persons and is not to be kept as it is
   * @param rows how many rows the statement gives
   */
  void read(String user, Set<TableName> tables, LocalDate businessDate, String sql, long rows);
}
