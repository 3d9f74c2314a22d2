package org.hedui.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.hedui.contract.HeduiException;
import org.hedui.ingest.FileFacts.State;
import org.hedui.ingest.file.Dialect;
import org.hedui.ingest.file.DialectDetector;
import org.hedui.ingest.file.FileReason;
import org.hedui.ingest.file.FileRows;
import org.hedui.ingest.file.Fingerprint;
import org.hedui.ingest.file.Format;
import org.hedui.ingest.file.Layout;
import org.hedui.ingest.file.TableReader;
import org.hedui.ingest.file.TableReaders;
import org.hedui.ingest.file.UnreadableFileException;

/**
 * Reads a file once from end to end and tells what it is, whether it can be loaded, and how many
 * data rows it has. Runs on the executors, a task a file. Storage that fails fails the run: a file
 * must not be refused because a disk was slow.
 */
final class FileInspector implements Function<LandedFile, FileFacts> {
  private static final long serialVersionUID = 1L;

  private final Map<String, Layout> layouts;
  private final Broadcast<SerializableConfiguration> configuration;

  /**
   * An inspector.
   *
   * @param layouts layouts by registry; serialisable
   */
  FileInspector(Map<String, Layout> layouts, Broadcast<SerializableConfiguration> configuration) {
    this.layouts = layouts;
    this.configuration = configuration;
  }

  @Override
  public FileFacts call(LandedFile file) throws IOException {
    return inspect(file, layouts.get(file.registry()), configuration.value().value());
  }

  /**
   * The facts of one file.
   *
   * @throws HeduiException DELIVERY_CHANGED if it was changed meanwhile
   */
  static FileFacts inspect(LandedFile file, Layout layout, Configuration configuration)
      throws IOException {
    try (FileContent content = new FileContent(file, configuration)) {
      Fingerprint fingerprint;
      try (InputStream in = content.open()) {
        fingerprint = Fingerprint.of(in);
      }
      FileFacts facts = inspect(content, layout, new Inspected(file, fingerprint));
      // Checksum and rows come of two passes: they must be of one content.
      content.requireUnchanged(fingerprint.sha256());
      return facts;
    }
  }

  private static FileFacts inspect(FileContent content, Layout layout, Inspected inspected)
      throws IOException {
    try {
      inspected.format = format(inspected.file, inspected.fingerprint);
      if (inspected.format == Format.CSV) {
        inspected.dialect = new DialectDetector(layout).detect(inspected.fingerprint);
      }
      TableReader table = open(content, inspected.format, inspected.dialect);
      try (FileRows rows = new FileRows(table, layout, false)) {
        while (rows.hasNext()) {
          rows.next();
          inspected.rows++;
        }
        return inspected.facts(rows);
      }
    } catch (UnreadableFileException e) {
      return inspected.refused(e.reason(), e.getMessage());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (HeduiException e) {
      throw e;
    } catch (RuntimeException e) {
      // A parser met what it does not know: one file must not keep the others from being read.
      return inspected.refused(
          FileReason.UNREADABLE,
          "The file is damaged (%s). Open it in a spreadsheet, save it and send it again."
              .formatted(e.getClass().getSimpleName()));
    }
  }

  /** Opens a file whose format and dialect are known. */
  static TableReader open(FileContent content, Format format, Dialect dialect) throws IOException {
    return format == Format.CSV
        ? TableReaders.text(content.open(), dialect)
        : TableReaders.workbook(content.local(), format);
  }

  private static Format format(LandedFile file, Fingerprint fingerprint) {
    if (fingerprint.bytes() == 0) {
      throw new UnreadableFileException(FileReason.EMPTY_FILE, "The file is empty. Send it again.");
    }
    Format promised = Format.ofName(file.name()).orElseThrow();
    if (!Format.ofContent(fingerprint.head()).filter(promised::equals).isPresent()) {
      String found = Format.ofContent(fingerprint.head()).map(Format::name).orElse("no table");
      throw new UnreadableFileException(
          FileReason.NOT_WHAT_NAME_SAYS,
          "The name says %s, the content is %s. Save it in the format its name says."
              .formatted(promised, found));
    }
    return promised;
  }

  /** What is known of a file while it is read. */
  private static final class Inspected {
    private final LandedFile file;
    private final Fingerprint fingerprint;
    private Format format;
    private Dialect dialect;
    private long rows;

    private Inspected(LandedFile file, Fingerprint fingerprint) {
      this.file = file;
      this.fingerprint = fingerprint;
    }

    private FileFacts facts(FileRows read) {
      if (read.headers() == 0) {
        return facts(
            FileReason.HEADER_UNMAPPED,
            "No row is a header of this registry. Use its template.",
            read);
      }
      if (!read.missing().isEmpty()) {
        return facts(
            FileReason.HEADER_UNMAPPED,
            "Required columns are missing: " + String.join(", ", read.missing()) + ".",
            read);
      }
      return facts(null, null, read);
    }

    private FileFacts facts(FileReason reason, String detail, FileRows read) {
      return new FileFacts(
          file,
          fingerprint.sha256(),
          fingerprint.bytes(),
          format,
          dialect,
          read.sheets(),
          reason == null ? State.LOADED : State.REJECTED,
          reason,
          detail,
          rows,
          read.unknown(),
          read.missing(),
          null);
    }

    private FileFacts refused(FileReason reason, String detail) {
      return new FileFacts(
          file,
          fingerprint.sha256(),
          fingerprint.bytes(),
          format,
          dialect,
          0,
          State.REJECTED,
          reason,
          detail,
          0,
          List.of(),
          List.of(),
          null);
    }
  }
}
