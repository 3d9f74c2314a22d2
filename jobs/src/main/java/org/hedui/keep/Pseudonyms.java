package org.hedui.keep;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.transform_values;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;

/**
 * What pseudonyms become under a new key.
 *
 * @param fingerprint that of the new key, which every process has to have
 */
record Pseudonyms(String fingerprint) {

  /** A text in which they stand. */
  Column text(Column text) {
    return call_function("fn.rotated", lit(fingerprint), text);
  }

  /** A text, or a list of texts, in which they stand. */
  Column in(Column value, DataType type) {
    return type instanceof ArrayType ? transform(value, this::text) : text(value);
  }

  /** Evidence by name. */
  Column evidence(Column evidence) {
    return transform_values(
        evidence,
        (name, text) ->
            when(name.endsWith("_hash"), call_function("fn.rotated_hash", lit(fingerprint), text))
                .otherwise(text(text)));
  }
}
