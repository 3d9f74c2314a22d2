package org.hedui.deliver.paper;

import java.util.Optional;
import org.apache.spark.sql.Row;

/** Texts of rows as paper shows them. */
final class Texts {
  private Texts() {}

  /** A text; empty where nothing is known. */
  static String of(Row row, String column) {
    return Optional.ofNullable(row.<String>getAs(column)).orElse("");
  }
}
