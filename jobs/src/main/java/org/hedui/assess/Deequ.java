package org.hedui.assess;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.runners.AnalysisRunBuilder;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.metrics.Metric;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;
import scala.collection.JavaConverters;
import scala.util.Try;

/** Deequ's Scala API in Java's terms. */
final class Deequ {
  private Deequ() {}

  /**
   * Runs analyzers; those that can share a scan share one.
   *
   * @return a figure for each analyzer, whether it could be computed or not
   */
  static Map<Analyzer<?, ?>, Figure> run(
      Dataset<Row> rows, Collection<? extends Analyzer<?, ?>> analyzers) {
    AnalysisRunBuilder builder = AnalysisRunner.onData(rows);
    analyzers.forEach(analyzer -> builder.addAnalyzer(erased(analyzer)));
    AnalyzerContext context = builder.run();
    Map<Analyzer<?, ?>, Figure> figures = new LinkedHashMap<>();
    analyzers.forEach(
        analyzer -> figures.put(analyzer, figure(context.metric(erased(analyzer)).get().value())));
    return figures;
  }

  static <T> Option<T> none() {
    return Option.empty();
  }

  static <T> scala.collection.immutable.List<T> list(List<T> items) {
    return JavaConverters.asScalaBuffer(items).toList();
  }

  // Java cannot say that Deequ's metric type is covariant.
  @SuppressWarnings("unchecked")
  private static Analyzer<?, Metric<?>> erased(Analyzer<?, ?> analyzer) {
    return (Analyzer<?, Metric<?>>) analyzer;
  }

  private static Figure figure(Try<?> value) {
    return value.isSuccess()
        ? new Figure.Known((Double) value.get())
        : new Figure.Unknown(Faults.reason(value.failed().get()));
  }
}
