package org.hedui.lake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.TableName;

/** Which tables of a lake were read and written, whoever did it: everything goes through it. */
public final class Traffic {
  private final Map<TableName, StructType> read = new ConcurrentHashMap<>();
  private final Map<TableName, StructType> written = new ConcurrentHashMap<>();

  /**
   * Tables with their columns.
   *
   * @param read those that were read
   * @param written those that were written
   */
  public record Seen(Map<TableName, StructType> read, Map<TableName, StructType> written) {
    /** No table. */
    public static final Seen NOTHING = new Seen(Map.of(), Map.of());

    /** Copies the maps. */
    public Seen {
      read = Map.copyOf(read);
      written = Map.copyOf(written);
    }
  }

  /** What was seen since the last time it was forgotten. */
  public Seen seen() {
    return new Seen(read, written);
  }

  /** Forgets what was seen. */
  public void forget() {
    read.clear();
    written.clear();
  }

  void read(TableName table, StructType columns) {
    read.put(table, columns);
  }

  void written(TableName table, StructType columns) {
    written.put(table, columns);
  }
}
