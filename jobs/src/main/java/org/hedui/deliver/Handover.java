package org.hedui.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.hedui.contract.Document;
import org.hedui.contract.Schemas;
import org.hedui.deliver.scan.Detector;
import org.hedui.deliver.scan.Scanner;

/** Writes ordered documents into a folder, each file checked and locked, and an index of them. */
public final class Handover {
  private final DocumentRows source;
  private final Order order;
  private final Path folder;
  private final Inspection inspection;
  private final FileNames names = new FileNames();

  /**
   * A hand-over.
   *
   * @param source the rows of documents
   * @param folder an empty folder that only its owner can read
   */
  public Handover(DocumentRows source, Schemas schemas, Order order, Path folder) {
    this.source = source;
    this.order = order;
    this.folder = folder;
    this.inspection =
        new Inspection(new Scanner(Detector.of(schemas, List.of(order.hotline()))), order);
  }

  /**
   * What was written.
   *
   * @param index the index of all files
   * @param files how many files there are beside it
   * @param rows how many rows they show
   * @param empty names of the documents that have no rows
   * @param missing how many characters were drawn that no font has
   */
  public record Written(Path index, long files, long rows, List<String> empty, long missing) {
    /** Copies the list. */
    public Written {
      empty = List.copyOf(empty);
    }
  }

  /**
   * Writes all files.
   *
   * @throws org.hedui.contract.HeduiException PERSONAL_FOUND, exit code 3, if a file holds what it
   *     may not; FONT_MISSING, exit code 2
   */
  public Written write() throws IOException {
    List<Delivered> delivered = new ArrayList<>();
    long missing;
    try (Press press = new Press(order, inspection, order.fonts())) {
      for (Document document : order.documents()) {
        delivered.addAll(write(document, press));
      }
      missing = press.missing();
    }
    List<String> empty =
        order.documents().stream()
            .filter(
                document -> delivered.stream().noneMatch(file -> file.document().equals(document)))
            .map(Document::name)
            .toList();
    Path index = new Index(order, folder).write(delivered);
    long rows = delivered.stream().mapToLong(Delivered::rows).sum();
    return new Written(index, delivered.size(), rows, empty, missing);
  }

  private List<Delivered> write(Document document, Press press) throws IOException {
    boolean paper = document.form().ending().equals("pdf");
    Tables tables = new Tables(order, inspection, folder);
    List<Delivered> delivered = new ArrayList<>();
    RowGroups files =
        new RowGroups(
            source.of(document, order.division(), order.showsNumbers(document)).toLocalIterator(),
            document.path());
    while (files.hasNext()) {
      List<String> place = files.key();
      Path name = names.name(document, place);
      Files.createDirectories(folder.resolve(name).getParent());
      if (paper) {
        List<Row> rows = new ArrayList<>();
        files.rows().forEachRemaining(rows::add);
        press.print(document, rows, folder, name);
      } else {
        delivered.add(tables.write(document, place, name, files.rows()));
      }
    }
    delivered.addAll(press.finished());
    return delivered;
  }
}
