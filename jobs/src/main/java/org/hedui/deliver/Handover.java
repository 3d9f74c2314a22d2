package org.hedui.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.hedui.contract.Document;
import org.hedui.contract.Schemas;
import org.hedui.deliver.scan.Detector;
import org.hedui.deliver.scan.Scanner;

/** Writes ordered documents into a folder, each file checked and locked, and an index of them. */
public final class Handover {
  /** The file of a workbook that has no rows. */
  private static final List<String> NOTHING = List.of("没有数据");

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
   * @param leftOut rows of no known division that were left out, by document; those that have some
   * @param missing how many characters were drawn that no font has
   */
  public record Written(
      Path index,
      long files,
      long rows,
      List<String> empty,
      Map<String, Long> leftOut,
      long missing) {
    /** Copies the collections. */
    public Written {
      empty = List.copyOf(empty);
      leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }
  }

  /**
   * Writes all files.
   *
   * @throws org.hedui.contract.HeduiException PERSONAL_FOUND, exit code 3, if a file holds what it
   *     may not; FONT_MISSING, exit code 2
   */
  public Written write() throws IOException {
    List<Handed> handed = new ArrayList<>();
    long missing;
    try (Press press = new Press(order, inspection, order.fonts())) {
      for (Document document : order.documents()) {
        handed.add(write(document, press));
      }
      missing = press.missing();
    }
    Path index = new Index(order, folder).write(handed);
    Map<String, Long> leftOut = new LinkedHashMap<>();
    handed.stream()
        .filter(one -> one.leftOut() > 0)
        .forEach(one -> leftOut.put(one.document().name(), one.leftOut()));
    return new Written(
        index,
        handed.stream().mapToLong(one -> one.files().size()).sum(),
        handed.stream().mapToLong(Handed::rows).sum(),
        handed.stream().filter(one -> one.rows() == 0).map(one -> one.document().name()).toList(),
        leftOut,
        missing);
  }

  private Handed write(Document document, Press press) throws IOException {
    boolean paper = document.form().ending().equals("pdf");
    Tables tables = new Tables(order, inspection, folder);
    List<Delivered> delivered = new ArrayList<>();
    HandedRows shown =
        new HandedRows(
            source.of(document, order.division(), order.showsNumbers(document)).toLocalIterator());
    RowGroups files = new RowGroups(shown, document.path());
    while (files.hasNext()) {
      List<String> place = files.key();
      Path name = named(document, place);
      if (paper) {
        List<Row> rows = new ArrayList<>();
        files.rows().forEachRemaining(rows::add);
        press.print(document, rows, folder, name);
      } else {
        delivered.add(tables.write(document, place, name, files.rows()));
      }
    }
    delivered.addAll(press.finished());
    if (delivered.isEmpty() && document.form() == Document.Form.WORKBOOK) {
      // Who waits for it shall see that there is nothing in it.
      delivered.add(
          tables.write(document, NOTHING, named(document, NOTHING), List.<Row>of().iterator()));
    }
    return new Handed(document, delivered, shown.leftOut());
  }

  private Path named(Document document, List<String> place) throws IOException {
    Path name = names.name(document, place);
    Files.createDirectories(folder.resolve(name).getParent());
    return name;
  }
}
