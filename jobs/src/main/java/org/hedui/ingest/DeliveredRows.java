package org.hedui.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
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
 * executors, a task a file, one row in memory at a time.
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

  /** Column: equal for rows with the same key and values; the record's own id without a key. */
  static final String IDENTITY = "_identity";

  /** Column: reason of a fault. */
  static final String REASON = "_reason";

  /** Column: detail of a fault. */
  static final String DETAIL = "_detail";

  /** Column: cells as read, of rows in quarantine. */
  static final String RAW = "_raw";

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
  private final SerializableConfiguration configuration;

  DeliveredRows(Layout layout, SerializableConfiguration configuration) {
    this.layout = layout;
    this.key = layout.key();
    this.configuration = configuration;
  }

  /** Columns of the rows given for a registry. */
  static StructType schema(Layout layout) {
    var texts = DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
    var list = DataTypes.createArrayType(DataTypes.StringType);
    StructType schema =
        new StructType()
            .add(OUTCOME, DataTypes.StringType, false)
            .add(IDENTITY, DataTypes.StringType, false)
            .add(REASON, DataTypes.StringType)
            .add(DETAIL, DataTypes.StringType)
            .add(RAW, list)
            .add(SHA256, DataTypes.StringType)
            .add(KEPT, DataTypes.StringType)
            .add(FILE_ORDER, DataTypes.StringType, false)
            .add(SHEET_ORDER, DataTypes.IntegerType, false)
            .add("registry", DataTypes.StringType, false)
            .add("delivery_date", DataTypes.StringType, false)
            .add("record_id", DataTypes.StringType, false)
            .add("source_file", DataTypes.StringType, false)
            .add("source_sheet", DataTypes.StringType)
            .add("source_row", DataTypes.IntegerType, false);
    for (Layout.Field field : layout.columns()) {
      schema = schema.add(field.name(), DataTypes.StringType);
    }
    return schema
        .add("extra", texts, false)
        .add("header_units", texts, false)
        .add("damaged", list, false);
  }

  @Override
  public Iterator<Row> call(FileFacts facts) throws IOException {
    FileContent content = new FileContent(facts.file(), configuration.value());
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
                    throw new java.io.UncheckedIOException(e);
                  }
                });
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return row(facts, rows.next());
      }
    };
  }

  /** One delivered row. */
  Row row(FileFacts facts, FileRow row) {
    String recordId = recordId(facts.file().sourceFile(), row);
    boolean unmapped = facts.reason() == FileReason.HEADER_UNMAPPED;
    boolean copy = facts.state() == State.DUPLICATE;
    RowFault fault =
        unmapped
            ? new RowFault(RowReason.FILE_HEADER_UNMAPPED, facts.detail())
            : row.fault().orElse(null);
    String outcome = copy ? SAME_FILE : fault == null ? READ : QUARANTINED;
    List<Object> values = new ArrayList<>(18 + layout.columns().size());
    String[] cells = outcome.equals(READ) ? values(row) : new String[layout.columns().size()];
    values.add(outcome);
    values.add(outcome.equals(READ) ? identity(cells, recordId) : recordId);
    values.add(outcome.equals(QUARANTINED) ? fault.reason().name() : null);
    values.add(outcome.equals(QUARANTINED) ? fault.detail() : null);
    values.add(outcome.equals(QUARANTINED) ? row.cells().toArray(String[]::new) : null);
    values.add(facts.sha256());
    values.add(copy ? recordId(facts.duplicateOf(), row) : null);
    values.add(facts.file().order());
    values.add(row.sheetIndex());
    values.add(layout.registry());
    values.add(facts.file().deliveryDate().toString());
    values.add(recordId);
    values.add(facts.file().sourceFile());
    values.add(row.sheet().orElse(null));
    values.add(row.number());
    values.addAll(java.util.Arrays.asList(cells));
    values.add(scalaMap(outcome.equals(READ) ? extra(row) : Map.of()));
    values.add(scalaMap(row.header().units()));
    values.add(damaged(cells));
    return RowFactory.create(values.toArray());
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
        extra.put(row.header().extraName(cell), value);
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

  /** Equal for rows with the same values; a row with a blank in its key is like no other. */
  private String identity(String[] cells, String recordId) {
    if (key.length == 0 || IntStream.of(key).anyMatch(i -> cells[i] == null)) {
      return recordId;
    }
    StringBuilder values = new StringBuilder();
    for (String cell : cells) {
      values.append(cell == null ? "" : cell.strip()).append('\u001F');
    }
    return hash(values.toString());
  }

  /** Id of a row: a hash of its file, sheet and row number. */
  static String recordId(String sourceFile, FileRow row) {
    return hash(sourceFile + '\u001F' + row.sheetIndex() + '\u001F' + row.number());
  }

  /** The first 128 bits of the SHA-256, in hex. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
