package org.hedui.assess;

import com.amazon.deequ.anomalydetection.AnomalyDetector;
import com.amazon.deequ.anomalydetection.DataPoint;
import com.amazon.deequ.anomalydetection.RelativeRateOfChangeStrategy;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scala.Option;

/**
 * How far a row count may move away from the one before: Deequ's {@code
 * RelativeRateOfChangeStrategy} of first order.
 *
 * @param minimum least ratio of a row count to the one before
 * @param maximum greatest ratio
 */
public record RateOfChange(double minimum, double maximum) {
  private static final String NUMBER = "\\s*([0-9]+(?:\\.[0-9]+)?)\\s*";
  private static final Pattern FORM =
      Pattern.compile("\\s*RelativeRateOfChange\\(" + NUMBER + "," + NUMBER + "\\)\\s*");

  /**
   * Reads the implementation text of a contract, such as {@code RelativeRateOfChange(0.9, 1.1)}.
   *
   * @throws IllegalArgumentException if the text has another form, or the bounds are the wrong way
   *     round
   */
  public static RateOfChange parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "The strategy is RelativeRateOfChange(least ratio, greatest ratio), such as"
              + " RelativeRateOfChange(0.9, 1.1); the contract says "
              + text
              + ".");
    }
    RateOfChange rate =
        new RateOfChange(
            Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
    if (rate.minimum > rate.maximum) {
      throw new IllegalArgumentException(
          "The least ratio comes first, such as RelativeRateOfChange(0.9, 1.1); the contract says "
              + text
              + ".");
    }
    return rate;
  }

  /**
   * Whether the newest row count moved too far.
   *
   * @param history earlier row counts, at least one, all before {@code newest}
   */
  boolean broken(List<RowCount> history, RowCount newest) {
    AnomalyDetector detector =
        new AnomalyDetector(
            new RelativeRateOfChangeStrategy(Option.apply(minimum), Option.apply(maximum), 1));
    return detector
        .isNewPointAnomalous(
            Deequ.list(history.stream().map(RateOfChange::point).toList()), point(newest))
        .anomalies()
        .nonEmpty();
  }

  private static DataPoint<Object> point(RowCount count) {
    return new DataPoint<>(count.businessDate().toEpochDay(), Option.apply((double) count.rows()));
  }
}
