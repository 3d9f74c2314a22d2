package org.hedui.ingest.file;

import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;

/**
 * A workbook of Excel 97–2003 (.xls), record by record. A number is given with the 15 digits that
 * Excel keeps, so an 18-digit ID number that was typed as a number ends in 000.
 */
final class XlsReader implements TableReader {
  private static final MathContext SHOWN_DIGITS = new MathContext(15);

  private final POIFSFileSystem fileSystem;
  private final String workbook;
  private final RecordFactoryInputStream records;
  private final List<BoundSheetRecord> sheets = new ArrayList<>();
  private SSTRecord strings;
  private int sheetIndex = -1;
  private boolean inSheet;
  private int embedded;
  private Record pending;
  private int lastRow;

  /**
   * Opens a workbook.
   *
   * @throws UnreadableFileException if it needs a password, is of another version or is damaged
   */
  XlsReader(File file) {
    fileSystem = open(file);
    try {
      workbook = workbookStream(fileSystem.getRoot());
      records = records();
      readGlobals();
    } catch (RuntimeException e) {
      close();
      throw explain(e);
    }
  }

  private static POIFSFileSystem open(File file) {
    try {
      return new POIFSFileSystem(file, true);
    } catch (IOException | RuntimeException e) {
      throw explain(e);
    }
  }

  private static String workbookStream(DirectoryNode root) {
    if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
      throw passwordProtected();
    }
    for (String name : List.of("Workbook", "WORKBOOK")) {
      if (root.hasEntry(name)) {
        return name;
      }
    }
    throw new UnreadableFileException(
        FileReason.NOT_WHAT_NAME_SAYS,
        "The file is no workbook of Excel 97 or later. Save the table as .xlsx or .csv.");
  }

  private RecordFactoryInputStream records() {
    try {
      return new RecordFactoryInputStream(fileSystem.createDocumentInputStream(workbook), false);
    } catch (IOException e) {
      throw explain(e);
    }
  }

  /** Reads up to the end of the workbook's own records: the sheets' names and the texts. */
  private void readGlobals() {
    Record record = records.nextRecord();
    while (record != null && !(record instanceof EOFRecord)) {
      if (record instanceof BoundSheetRecord bound) {
        sheets.add(bound);
      } else if (record instanceof SSTRecord texts) {
        strings = texts;
      }
      record = records.nextRecord();
    }
    sheets.sort(Comparator.comparingInt(BoundSheetRecord::getPositionOfBof));
  }

  @Override
  public boolean nextSheet() {
    try {
      while (inSheet) {
        next();
      }
      for (Record record = records.nextRecord(); record != null; record = records.nextRecord()) {
        if (record instanceof BOFRecord begin) {
          sheetIndex++;
          inSheet = true;
          pending = null;
          lastRow = -1;
          if (begin.getType() == BOFRecord.TYPE_WORKSHEET) {
            return true;
          }
          while (inSheet) {
            next();
          }
        }
      }
      return false;
    } catch (RuntimeException e) {
      throw explain(e);
    }
  }

  /** The next record of the sheet itself, those of embedded charts left out; null at its end. */
  private Record next() {
    if (pending != null) {
      Record record = pending;
      pending = null;
      return record;
    }
    while (inSheet) {
      Record record = records.nextRecord();
      if (record == null) {
        throw new UnreadableFileException(
            FileReason.TRUNCATED, "The workbook ends inside a sheet. Send the file again.");
      }
      if (record instanceof BOFRecord) {
        embedded++;
      } else if (record instanceof EOFRecord && embedded > 0) {
        embedded--;
      } else if (record instanceof EOFRecord) {
        inSheet = false;
      } else if (embedded == 0) {
        return record;
      }
    }
    return null;
  }

  @Override
  public Optional<String> sheet() {
    return Optional.of(
        sheetIndex < sheets.size() ? sheets.get(sheetIndex).getSheetname() : sheetIndex + 1 + "");
  }

  @Override
  public Optional<SourceRow> nextRow() {
    try {
      List<String> cells = new ArrayList<>();
      int row = -1;
      for (Record record = next(); record != null; record = next()) {
        if (record instanceof CellValueRecordInterface cell) {
          if (row >= 0 && cell.getRow() != row) {
            pending = record;
            break;
          }
          String value = value(record);
          if (!value.isEmpty()) {
            row = cell.getRow();
            while (cells.size() <= cell.getColumn()) {
              cells.add("");
            }
            cells.set(cell.getColumn(), value);
          }
        }
      }
      if (row < 0) {
        return Optional.empty();
      }
      if (row <= lastRow) {
        throw new IllegalArgumentException("row order");
      }
      lastRow = row;
      return Optional.of(new SourceRow(row + 1, cells));
    } catch (RuntimeException e) {
      throw explain(e);
    }
  }

  private String value(Record record) {
    if (record instanceof LabelSSTRecord label) {
      return strings.getString(label.getSSTIndex()).getString();
    }
    if (record instanceof LabelRecord label) {
      return label.getValue();
    }
    if (record instanceof NumberRecord number) {
      return shown(number.getValue());
    }
    if (record instanceof BoolErrRecord cell) {
      return cell.isBoolean()
          ? shown(cell.getBooleanValue())
          : FormulaError.forInt(cell.getErrorValue()).getString();
    }
    return record instanceof FormulaRecord formula ? cached(formula) : "";
  }

  /** The result that was stored with a formula. */
  private String cached(FormulaRecord formula) {
    if (formula.hasCachedResultString()) {
      for (Record record = next(); record != null; record = next()) {
        if (record instanceof StringRecord text) {
          return text.getString();
        }
        if (record instanceof CellValueRecordInterface) {
          pending = record;
          return "";
        }
      }
      return "";
    }
    CellType type = formula.getCachedResultTypeEnum();
    return switch (type) {
      case BOOLEAN -> shown(formula.getCachedBooleanValue());
      case ERROR -> FormulaError.forInt(formula.getCachedErrorValue()).getString();
      default -> shown(formula.getValue());
    };
  }

  private static String shown(boolean value) {
    return String.valueOf(value).toUpperCase(Locale.ROOT);
  }

  private static String shown(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return String.valueOf(value);
    }
    return new BigDecimal(value, SHOWN_DIGITS).stripTrailingZeros().toPlainString();
  }

  @Override
  public MergedCells mergedCells() {
    try {
      MergedCells merged = new MergedCells();
      RecordFactoryInputStream all = records();
      int depth = 0;
      int index = -2;
      for (Record record = all.nextRecord(); record != null; record = all.nextRecord()) {
        if (record instanceof BOFRecord) {
          index += depth++ == 0 ? 1 : 0;
        } else if (record instanceof EOFRecord) {
          depth--;
        } else if (record instanceof MergeCellsRecord cells && depth == 1 && index == sheetIndex) {
          for (int i = 0; i < cells.getNumAreas(); i++) {
            CellRangeAddress area = cells.getAreaAt(i);
            merged.add(area.getFirstRow() + 1, area.getLastRow() + 1, area.getFirstColumn());
          }
        }
      }
      return merged;
    } catch (RuntimeException e) {
      throw explain(e);
    }
  }

  /** POI throws what it happens to run into; the file is at fault. */
  private static UnreadableFileException explain(Exception cause) {
    if (cause instanceof UnreadableFileException known) {
      return known;
    }
    if (cause instanceof EncryptedDocumentException) {
      return passwordProtected();
    }
    return new UnreadableFileException(
        FileReason.UNREADABLE,
        "The workbook is damaged inside. Open it in a spreadsheet, save it and send it again.",
        cause);
  }

  private static UnreadableFileException passwordProtected() {
    return new UnreadableFileException(
        FileReason.PASSWORD_PROTECTED,
        "The workbook opens only with a password. Save it without one and send it again.");
  }

  @Override
  public void close() {
    try {
      fileSystem.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
