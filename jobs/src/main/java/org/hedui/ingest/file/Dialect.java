package org.hedui.ingest.file;

import java.io.Serializable;

/**
 * How a text file is written.
 *
 * @param charset name of its encoding
 * @param separator character between its cells
 */
public record Dialect(String charset, char separator) implements Serializable {}
