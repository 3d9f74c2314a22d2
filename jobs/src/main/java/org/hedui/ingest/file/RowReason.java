package org.hedui.ingest.file;

/** Why a row is in quarantine. The codes are stable: {@code bronze.quarantine} holds them. */
public enum RowReason {
  /** More cells than the header: a comma without quotes has shifted the row. */
  ROW_TOO_LONG,
  /** Fewer cells than the header, or a single value in a sheet. */
  ROW_TOO_SHORT,
  /** Stands in a sheet without header, in a file whose other sheets have one. */
  SHEET_WITHOUT_HEADER,
  /** Stands in a file that lacks a required column or has no header. */
  FILE_HEADER_UNMAPPED
}
