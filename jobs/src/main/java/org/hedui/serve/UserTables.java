package org.hedui.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.lake.PublishedTables;
import org.hedui.lake.Substitution;

/**
 * The tables that a user may read, as one publication shows them. What may not be read is answered
 * as what is not there.
 */
final class UserTables implements Substitution.Reader {
  private final User user;
  private final String schema;
  private final PublishedTables tables;
  private final Set<TableName> read = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));

  /**
   * Opens the tables.
   *
   * @param schema the schema of names that tell none
   */
  UserTables(User user, String schema, PublishedTables tables) {
    this.user = user;
    this.schema = schema;
    this.tables = tables;
  }

  /** Schemas with their tables, in alphabetical order. */
  Map<String, List<String>> names() {
    Map<String, List<String>> names = new TreeMap<>();
    for (Layer layer : user.layers()) {
      names.put(layer.folder(), tables.names().get(layer));
    }
    if (user.mayRead(Layer.GOLD)) {
      names.put(Substitution.HISTORY, tables.names().get(Layer.GOLD));
    }
    return names;
  }

  /** The tables that a statement named. */
  Set<TableName> read() {
    return read;
  }

  /** The tables' publication. */
  PublishedTables tables() {
    return tables;
  }

  /** A table by its name, in capitals or small letters. */
  Dataset<Row> describe(List<String> name) {
    return table(name).orElseThrow();
  }

  @Override
  public Optional<Dataset<Row>> table(List<String> name) {
    List<String> parts = qualified(name);
    if (parts.get(0).equals(Substitution.HISTORY)) {
      TableName gold = new TableName(Layer.GOLD, parts.get(1));
      return Optional.of(past(gold).history(gold));
    }
    TableName table = tableName(parts).filter(this::mayRead).orElseThrow(() -> unknown(name));
    read.add(table);
    return Optional.of(tables.table(table).orElseThrow(() -> unknown(name)));
  }

  @Override
  public PublishedTables past(TableName table) {
    if (!mayRead(table)) {
      throw unknown(List.of(table.layer().folder(), table.table()));
    }
    read.add(table);
    return tables;
  }

  private boolean mayRead(TableName table) {
    return user.mayRead(table.layer());
  }

  private List<String> qualified(List<String> name) {
    List<String> parts = new ArrayList<>();
    if (name.size() == 1) {
      parts.add(schema);
    }
    name.forEach(part -> parts.add(part.toLowerCase(Locale.ROOT)));
    if (parts.size() != 2) {
      throw unknown(name);
    }
    return parts;
  }

  private static Optional<TableName> tableName(List<String> parts) {
    return List.of(Layer.values()).stream()
        .filter(layer -> layer.folder().equals(parts.get(0)))
        .map(layer -> new TableName(layer, parts.get(1)))
        .findFirst();
  }

  private static HeduiException unknown(List<String> name) {
    // A name may be a path or hold anything, so it is not repeated unless it is plain.
    String shown = String.join(".", name);
    return new HeduiException(
        "TABLE_UNKNOWN",
        2,
        (shown.matches("[A-Za-z0-9_.]{1,80}")
                ? "There is no table " + shown
                : "There is no such table")
            + " that you may read; SHOW TABLES IN gold names those there are.");
  }
}
