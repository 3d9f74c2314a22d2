package org.hedui.ingest.file;

/** Bounds that no honest delivery reaches and that keep a hostile one from exhausting memory. */
public final class Limits {
  /** Rows of a sheet, blank ones not counted, among which its header is looked for. */
  public static final int HEADER_ROWS = 20;

  /** Columns of a sheet: what a spreadsheet can show. */
  public static final int COLUMNS = 16_384;

  /** Characters of one cell; a spreadsheet shows 32,767. */
  public static final int CELL_CHARACTERS = 100_000;

  /** Characters of one line of a text file, or of all the lines of one record. */
  public static final int LINE_CHARACTERS = 1 << 20;

  /** Lines that one record of a text file may span. */
  public static final int RECORD_LINES = 50;

  /** Bytes a workbook may inflate to. */
  public static final long INFLATED_BYTES = 4L << 30;

  /** Bytes from which a part of a workbook is judged by {@link #INFLATION}. */
  public static final long INFLATION_FROM = 64L << 20;

  /** How many times its packed size a part of a workbook may inflate to; sheets reach 30. */
  public static final long INFLATION = 200;

  /** Parts of a workbook. */
  public static final int WORKBOOK_PARTS = 10_000;

  /** Bytes of XML without a single tag or text ending. */
  public static final long XML_TOKEN_BYTES = 16L << 20;

  /** Depth of nested XML elements. */
  public static final int XML_DEPTH = 64;

  /** UTF-8 bytes of the shared strings of a workbook, which are held in memory. */
  public static final int SHARED_TEXT_BYTES = 256 << 20;

  /** Merged regions of a sheet, which are held in memory. */
  public static final int MERGED_REGIONS = 1_000_000;

  private Limits() {}
}
