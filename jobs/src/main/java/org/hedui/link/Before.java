package org.hedui.link;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an earlier run found out: it spares comparing what has not changed since.
 *
 * @param weighing by what its pairs were weighed ({@link RecordLinker.Linked#weighing})
 * @param unchanged {@code unique_id} of the records that are now as they were then
 * @param weights its pairs as they were weighed ({@link RecordLinker.Linked#weights})
 */
public record Before(String weighing, Dataset<Row> unchanged, Dataset<Row> weights) {}
