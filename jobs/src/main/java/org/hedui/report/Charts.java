package org.hedui.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.hedui.page.Html;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The forms of charts that a report has. */
final class Charts {
  private static final int WIDTH = 620;
  private static final int BAR = 26;
  private static final int WHISKER = 36;
  private static final int AROUND = 84;
  private static final int COLUMNS_HEIGHT = 260;
  private static final int MOST_UPRIGHT_LABELS = 8;
  private static final Font FONT = new PageFont(Font.PLAIN, PageFont.SIZE);
  private static final NumberFormat WHOLE =
      new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
  private static final NumberFormat PERCENT =
      new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));

  private Charts() {}

  /** A part of each bar. */
  record Series(String name, Color colour, List<Long> values) {
    Series {
      values = List.copyOf(values);
    }
  }

  /** A value with the ends of its interval, and the line it has to stay below. */
  record Whisker(String label, double value, double lower, double upper, double bar) {}

  /** Lying bars, one a label, of parts that add up; the sum stands at the end. */
  static Html bars(String name, String title, List<String> labels, List<Series> series) {
    return Drawing.of(
        stacked(labels, series, PlotOrientation.HORIZONTAL),
        name,
        title,
        WIDTH,
        AROUND + BAR * labels.size());
  }

  /** Standing bars, one a label, of parts that add up; the sum stands on top. */
  static Html columns(String name, String title, List<String> labels, List<Series> series) {
    return Drawing.of(
        stacked(labels, series, PlotOrientation.VERTICAL), name, title, WIDTH, COLUMNS_HEIGHT);
  }

  private static JFreeChart stacked(
      List<String> labels, List<Series> series, PlotOrientation orientation) {
    DefaultCategoryDataset values = new DefaultCategoryDataset();
    StackedBarRenderer renderer = new StackedBarRenderer();
    LegendItemCollection legend = new LegendItemCollection();
    for (Series part : series) {
      for (int place = 0; place < labels.size(); place++) {
        values.addValue(part.values().get(place), part.name(), labels.get(place));
      }
      int row = values.getRowCount() - 1;
      renderer.setSeriesPaint(row, part.colour());
      legend.add(new LegendItem(part.name(), part.colour()));
    }
    // A last part too thin to be seen carries the sum at its end.
    labels.forEach(label -> values.addValue(Double.MIN_NORMAL, "", label));
    int last = values.getRowCount() - 1;
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(true);
    renderer.setDefaultOutlinePaint(Color.WHITE);
    renderer.setAutoPopulateSeriesOutlinePaint(false);
    renderer.setDefaultItemLabelFont(FONT);
    renderer.setDefaultItemLabelPaint(Palette.INK);
    renderer.setMaximumBarWidth(0.12);
    renderer.setSeriesPaint(last, Color.WHITE);
    renderer.setSeriesItemLabelsVisible(last, true);
    renderer.setSeriesItemLabelGenerator(
        last,
        new org.jfree.chart.labels.StandardCategoryItemLabelGenerator() {
          @Override
          public String generateLabel(
              org.jfree.data.category.CategoryDataset data, int row, int column) {
            double sum = 0;
            for (int part = 0; part < data.getRowCount(); part++) {
              sum += data.getValue(part, column).doubleValue();
            }
            return WHOLE.format(sum);
          }
        });
    boolean lying = orientation.equals(PlotOrientation.HORIZONTAL);
    renderer.setSeriesPositiveItemLabelPosition(
        last,
        lying
            ? new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT)
            : new ItemLabelPosition(ItemLabelAnchor.OUTSIDE12, TextAnchor.BOTTOM_CENTER));
    CategoryAxis categories = new CategoryAxis();
    categories.setTickLabelFont(FONT);
    categories.setTickLabelPaint(Palette.INK);
    boolean upright = lying || labels.size() <= MOST_UPRIGHT_LABELS;
    if (!upright) {
      categories.setCategoryLabelPositions(CategoryLabelPositions.UP_90);
    }
    // Standing labels side by side have the room of their bar.
    categories.setMaximumCategoryLabelWidthRatio(lying || !upright ? 0.5f : 0);
    categories.setLowerMargin(0.01);
    categories.setUpperMargin(0.01);
    categories.setCategoryMargin(0.3);
    categories.setAxisLinePaint(Palette.GREY);
    categories.setTickMarksVisible(false);
    NumberAxis numbers = numbers(WHOLE);
    numbers.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
    numbers.setNumberFormatOverride(WHOLE);
    numbers.setUpperMargin(0.14);
    CategoryPlot plot = new CategoryPlot(values, categories, numbers, renderer);
    plot.setOrientation(orientation);
    plot.setRangeGridlinePaint(Palette.FAINT);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setFixedLegendItems(legend);
    return chart(plot, series.size() > 1);
  }

  /** Intervals, one a label, each with its value and the line it has to stay below, in per cent. */
  static Html whiskers(
      String name, String title, String value, String bar, List<Whisker> whiskers) {
    XYIntervalSeries values = new XYIntervalSeries(value);
    XYIntervalSeries bars = new XYIntervalSeries(bar);
    for (int place = 0; place < whiskers.size(); place++) {
      Whisker at = whiskers.get(place);
      values.add(100 * at.value(), 100 * at.lower(), 100 * at.upper(), place, place, place);
      bars.add(100 * at.bar(), 100 * at.bar(), 100 * at.bar(), place, place, place);
    }
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(values);
    data.addSeries(bars);
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setErrorStroke(new BasicStroke(2));
    renderer.setSeriesPaint(0, Palette.DARK);
    renderer.setSeriesShape(0, new Ellipse2D.Double(-5, -5, 10, 10));
    renderer.setSeriesPaint(1, Palette.WARM);
    renderer.setSeriesShape(1, new Rectangle2D.Double(-2, -11, 4, 22));
    renderer.setDefaultItemLabelFont(FONT);
    renderer.setDefaultItemLabelPaint(Palette.INK);
    renderer.setSeriesItemLabelsVisible(0, true);
    renderer.setSeriesItemLabelGenerator(
        0, (rows, row, place) -> PERCENT.format(rows.getXValue(row, place)) + " %");
    String[] labels = whiskers.stream().map(Whisker::label).toArray(String[]::new);
    SymbolAxis rows = new SymbolAxis(null, labels);
    rows.setGridBandsVisible(false);
    rows.setInverted(true);
    rows.setTickLabelFont(FONT);
    rows.setTickLabelPaint(Palette.INK);
    rows.setTickMarksVisible(false);
    rows.setAxisLinePaint(Palette.GREY);
    NumberAxis percent = numbers(PERCENT);
    double most =
        whiskers.stream()
            .mapToDouble(row -> 100 * Math.max(row.upper(), row.bar()))
            .max()
            .orElse(1);
    percent.setRange(0, 1.1 * most);
    XYPlot plot = new XYPlot(data, percent, rows, renderer);
    plot.setDomainGridlinePaint(Palette.FAINT);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlinesVisible(false);
    return Drawing.of(
        chart(plot, true), name, title, WIDTH, AROUND + WHISKER * Math.max(2, whiskers.size()));
  }

  /** A line without axes, as small as a word; the last value is marked. */
  static Html line(String name, String title, List<RunFacts.Point> points) {
    XYSeries line = new XYSeries("");
    points.forEach(point -> line.add(line.getItemCount(), (double) point.value()));
    XYSeries last = new XYSeries(" ");
    last.add(points.size() - 1, (double) points.get(points.size() - 1).value());
    XYSeriesCollection data = new XYSeriesCollection(line);
    data.addSeries(last);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setSeriesPaint(0, Palette.DARK);
    renderer.setSeriesStroke(0, new BasicStroke(1.5f));
    renderer.setSeriesPaint(1, Palette.WARM);
    renderer.setSeriesShapesVisible(1, true);
    renderer.setSeriesShape(1, new Ellipse2D.Double(-3, -3, 6, 6));
    NumberAxis across = numbers(WHOLE);
    across.setVisible(false);
    across.setRange(-0.3, Math.max(1, points.size() - 1) + 0.3);
    NumberAxis up = numbers(WHOLE);
    up.setVisible(false);
    long highest = points.stream().mapToLong(RunFacts.Point::value).max().orElse(0);
    up.setRange(-0.15 * Math.max(1, highest), 1.15 * Math.max(1, highest));
    XYPlot plot = new XYPlot(data, across, up, renderer);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    JFreeChart chart = chart(plot, false);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    return Drawing.of(chart, name, title, 96, 22);
  }

  private static NumberAxis numbers(NumberFormat format) {
    NumberAxis axis = new NumberAxis();
    axis.setNumberFormatOverride(format);
    axis.setTickLabelFont(FONT);
    axis.setTickLabelPaint(Palette.INK);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    return axis;
  }

  private static JFreeChart chart(Plot plot, boolean legend) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    JFreeChart chart = new JFreeChart(null, FONT, plot, legend);
    chart.setBackgroundPaint(null);
    chart.setBorderVisible(false);
    LegendTitle list = chart.getLegend();
    if (list != null) {
      list.setItemFont(FONT);
      list.setItemPaint(Palette.INK);
      list.setBackgroundPaint(null);
      list.setFrame(BlockBorder.NONE);
    }
    return chart;
  }
}
