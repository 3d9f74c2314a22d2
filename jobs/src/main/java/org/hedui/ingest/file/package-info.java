/**
 * Delivered files as rows of text: format and encoding by content, sheets, titles, headers, merged
 * cells and footers. Knows files and layouts, not Spark. Every reader streams and holds to {@link
 * org.hedui.ingest.file.Limits}, so that no file can exhaust the memory.
 */
package org.hedui.ingest.file;
