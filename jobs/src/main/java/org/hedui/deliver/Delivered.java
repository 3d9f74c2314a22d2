package org.hedui.deliver;

import java.nio.file.Path;
import org.hedui.contract.Document;

/**
 * A file that was written.
 *
 * @param document what it is
 * @param file its path below the folder
 * @param rows of the document that it shows
 * @param locked whether it has a password
 */
record Delivered(Document document, Path file, long rows, boolean locked) {}
