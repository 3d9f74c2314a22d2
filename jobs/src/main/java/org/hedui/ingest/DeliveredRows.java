package org.hedui.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.hedui.function.CleanText;
import org.hedui.ingest.FileFacts.State;
import org.hedui.ingest.file.FileReason;
import org.hedui.ingest.file.FileRow;
import org.hedui.ingest.file.FileRows;
import org.hedui.ingest.file.Header;
import org.hedui.ingest.file.Layout;
import org.hedui.ingest.file.RowFault;
import org.hedui.ingest.file.RowReason;
import org.hedui.ingest.file.SourceRow;
import scala.collection.JavaConverters;

/**
 * Reads inspected files a second time and gives every data row with what becomes of it. Runs on the
 * executors, a task a file, one row in memory at a time. A file whose content is no longer what was
 * inspected fails the task (DELIVERY_CHANGED), before any of its rows is kept.
 */
final class DeliveredRows implements FlatMapFunction<FileFacts, Row> {
  /** Column: what becomes of the row, one of the three below. */
  static final String OUTCOME = "_outcome";

  /** The row can be loaded. */
  static final String READ = "READ";

  /** The row cannot be read. */
  static final String QUARANTINED = "QUARANTINED";

  /** The row stands in a copy of a file that counts. */
  static final String SAME_FILE = "SAME_FILE";

  /** The row tells of a person who was erased; nothing of it is kept. */
  static final String ERASED = "ERASED";

  /** Column: equal for rows with the same key and values; the record's own id without a key. */
  static final String CONTENT = "_content";

  /** Column: reason of a fault. */
  static final String REASON = "_reason";

  /** Column: detail of a fault. */
  static final String DETAIL = "_detail";

  /** Column: values by column of the contract, of rows that can be read; else cells as read. */
  static final String CELLS = "_cells";

  /** Column: SHA-256 of the file. */
  static final String SHA256 = "_sha256";

  /** Column: the row that counts instead of this one, of rows of a copied file. */
  static final String KEPT = "_kept";

  /** Column: order of the file in its delivery. */
  static final String FILE_ORDER = "_file_order";

  /** Column: number of the sheet in its file. */
  static final String SHEET_ORDER = "_sheet_order";

  private static final long serialVersionUID = 1L;

  private final Layout layout;
  private final int[] key;
  private final Suppression suppression;
  private final Broadcast<SerializableConfiguration> configuration;

  DeliveredRows(
      Layout layout, Suppression suppression, Broadcast<SerializableConfiguration> configuration) {
    this.layout = layout;
    this.key = layout.key();
    this.suppression = suppression;
    this.configuration = configuration;
  }

  /**
   * Columns of the rows given: the same for every registry, so that Spark compiles the code that
   * moves them once.
   */
  static final StructType SCHEMA =
      new StructType()
          .add(OUTCOME, DataTypes.StringType, false)
          .add(CONTENT, DataTypes.StringType, false)
          .add(REASON, DataTypes.StringType)
          .add(DETAIL, DataTypes.StringType)
          .add(CELLS, list(), false)
          .add(SHA256, DataTypes.StringType)
          .add(KEPT, DataTypes.StringType)
          .add(FILE_ORDER, DataTypes.StringType, false)
          .add(SHEET_ORDER, DataTypes.IntegerType, false)
          .add("registry", DataTypes.StringType, false)
          .add("delivery_date", DataTypes.StringType, false)
          .add("record_id", DataTypes.StringType, false)
          .add("key_hash", DataTypes.StringType, false)
          .add("source_file", DataTypes.StringType, false)
          .add("source_sheet", DataTypes.StringType)
          .add("source_row", DataTypes.IntegerType, false)
          .add("extra", texts(), false)
          .add("header_units", texts(), false)
          .add("damaged", list(), false);

  private static DataType list() {
    return DataTypes.createArrayType(DataTypes.StringType);
  }

  private static DataType texts() {
    return DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
  }

  @Override
  public Iterator<Row> call(FileFacts facts) throws IOException {
    FileContent content = new FileContent(facts.file(), configuration.value().value());
    FileRows rows =
        new FileRows(FileInspector.open(content, facts.format(), facts.dialect()), layout, true);
    TaskContext.get()
        .addTaskCompletionListener(
            (TaskCompletionListener)
                context -> {
                  try (content;
                      rows) {
                    // Both are closed when the task ends, whether or not it has read them through.
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    return new Iterator<>() {
      private boolean ended;

      @Override
      public boolean hasNext() {
        if (!ended && !more(facts, content, rows)) {
          ended = true;
          requireUnchanged(facts, content);
        }
        return !ended;
      }

      @Override
      public Row next() {
        return row(facts, rows.next());
      }
    };
  }

  private static boolean more(FileFacts facts, FileContent content, FileRows rows) {
    try {
      return rows.hasNext();
    } catch (RuntimeException e) {
      // What was read to its end before can be read again, or it is no longer the same.
      requireUnchanged(facts, content);
      throw e;
    }
  }

  private static void requireUnchanged(FileFacts facts, FileContent content) {
    try {
      content.requireUnchanged(facts.sha256());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One delivered row. */
  private Row row(FileFacts facts, FileRow row) {
    if (isErased(facts, row)) {
      return row(facts, row, ERASED, Optional.empty(), null, List.of());
    }
    if (facts.state() == State.DUPLICATE) {
      String kept = RowIds.recordId(facts.duplicateOf(), row);
      return row(facts, row, SAME_FILE, Optional.empty(), kept, row.cells());
    }
    if (facts.reason() == FileReason.HEADER_UNMAPPED) {
      RowFault fault = new RowFault(RowReason.FILE_HEADER_UNMAPPED, facts.detail());
      return row(facts, row, QUARANTINED, Optional.of(fault), null, row.cells());
    }
    return row.fault().isPresent()
        ? row(facts, row, QUARANTINED, row.fault(), null, row.cells())
        : row(
            facts,
            row,
            READ,
            Optional.empty(),
            null,
            Arrays.asList(suppression.blanked(values(row))));
  }

  /** Of a row whose columns are not known, no cell may name an erased person. */
  private boolean isErased(FileFacts facts, FileRow row) {
    if (suppression.isEmpty()) {
      return false;
    }
    if (facts.reason() == FileReason.HEADER_UNMAPPED || row.fault().isPresent()) {
      return suppression.names(row.cells());
    }
    String[] values = values(row);
    String recordId = RowIds.recordId(facts.file().sourceFile(), row);
    return suppression.isOf(values, RowIds.key(layout, key, values).orElse(recordId));
  }

  private Row row(
      FileFacts facts,
      FileRow row,
      String outcome,
      Optional<RowFault> fault,
      String kept,
      List<String> cells) {
    String recordId = RowIds.recordId(facts.file().sourceFile(), row);
    boolean read = outcome.equals(READ);
    String[] values = cells.toArray(String[]::new);
    return RowFactory.create(
        outcome,
        read ? RowIds.content(layout, key, values).orElse(recordId) : recordId,
        fault.map(found -> found.reason().name()).orElse(null),
        fault.map(RowFault::detail).orElse(null),
        values,
        facts.sha256(),
        kept,
        facts.file().order(),
        row.sheetIndex(),
        layout.registry(),
        facts.file().deliveryDate().toString(),
        recordId,
        read ? RowIds.key(layout, key, values).orElse(recordId) : recordId,
        facts.file().sourceFile(),
        row.sheet().orElse(null),
        row.number(),
        scalaMap(read ? suppression.withoutNames(extra(row)) : Map.of()),
        scalaMap(row.header().units()),
        read ? damaged(values) : new String[0]);
  }

  private static scala.collection.Map<String, String> scalaMap(Map<String, String> map) {
    return JavaConverters.mapAsScalaMap(map);
  }

  /** Cells by column of the contract; null where blank. */
  private String[] values(FileRow row) {
    String[] values = new String[layout.columns().size()];
    List<Integer> columns = row.header().columns();
    for (int cell = 0; cell < Math.min(columns.size(), row.cells().size()); cell++) {
      String value = row.cells().get(cell);
      if (columns.get(cell) != Header.EXTRA && !SourceRow.isBlank(value)) {
        values[columns.get(cell)] = value;
      }
    }
    return values;
  }

  /** Cells that belong to no column of the contract, by header, blank ones left out. */
  private static Map<String, String> extra(FileRow row) {
    Map<String, String> extra = new TreeMap<>();
    List<Integer> columns = row.header().columns();
    for (int cell = 0; cell < Math.min(columns.size(), row.cells().size()); cell++) {
      String value = row.cells().get(cell);
      if (columns.get(cell) == Header.EXTRA && !SourceRow.isBlank(value)) {
        extra.put(row.header().names().get(cell), value);
      }
    }
    return extra;
  }

  /** Names of the columns whose value lost a character on its way (FIL-04). */
  private String[] damaged(String[] cells) {
    return IntStream.range(0, cells.length)
        .filter(i -> cells[i] != null && CleanText.isDamaged(cells[i]))
        .mapToObj(i -> layout.columns().get(i).name())
        .toArray(String[]::new);
  }
}
