package org.hedui.entitle;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.stage.RunViews;
import org.hedui.stage.Term;

/** Rows of the view {@code pupil}, written inline. */
final class Pupils {
  private Pupils() {}

  /** A pupil of the sample county who is at school, as SQL literals by column. */
  static Map<String, String> pupil(
      String stage, String grade, String boarding, String personClass) {
    Map<String, String> row = new HashMap<>();
    row.put("record_id", "'first'");
    row.put("person_id", "'p'");
    row.put("stage", "'" + stage + "'");
    row.put("grade", "'" + grade + "'");
    row.put("boarding", "'" + boarding + "'");
    row.put("class", "'" + personClass + "'");
    row.put("county_code", "'529921'");
    row.put("hardship", String.valueOf(!personClass.equals("NONE")));
    row.put("disabled", "false");
    row.put("orphan", "false");
    row.put("attending", "true");
    return row;
  }

  /** The rows of the view in a term. */
  static Dataset<Row> rows(Path lake, Term term, List<Map<String, String>> pupils) {
    List<Map<String, String>> rows =
        pupils.stream()
            .map(
                pupil -> {
                  Map<String, String> row = new HashMap<>(pupil);
                  row.put("first_term", String.valueOf(term.half() == 1));
                  return row;
                })
            .toList();
    return Fixtures.rows(new RunViews(Fixtures.context(lake)).select("pupil").schema(), rows);
  }
}
