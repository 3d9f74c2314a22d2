package org.hedui.ingest.file;

/**
 * What is wrong with a row that cannot be read.
 *
 * @param reason the coded reason
 * @param detail what was found and expected, never a value of the row
 */
public record RowFault(RowReason reason, String detail) {}
