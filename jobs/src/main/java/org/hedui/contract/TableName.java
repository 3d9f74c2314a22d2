package org.hedui.contract;

import java.util.Locale;

/**
 * A table of the lake.
 *
 * @param layer the layer it lies in
 * @param table its singular, snake_case name
 */
public record TableName(Layer layer, String table) {

  /**
   * Reads a name such as {@code gold.person}.
   *
   * @throws IllegalArgumentException if the text is not {@code layer.table} with a known layer
   */
  public static TableName of(String text) {
    int dot = text.indexOf('.');
    if (dot < 1) {
      throw new IllegalArgumentException(
          "A table name is layer.table, such as gold.person: " + text);
    }
    return new TableName(
        Layer.valueOf(text.substring(0, dot).toUpperCase(Locale.ROOT)), text.substring(dot + 1));
  }

  @Override
  public String toString() {
    return layer.folder() + "." + table;
  }
}
