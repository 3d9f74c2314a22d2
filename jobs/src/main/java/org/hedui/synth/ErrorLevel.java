package org.hedui.synth;

/** How many errors the departments make: a factor on the rates of {@link ErrorKind}. */
public enum ErrorLevel {
  /** None at all. */
  NONE(0),
  /** A third of the stated rates. */
  LOW(1.0 / 3),
  /** The stated rates. */
  MID(1),
  /** Three times the stated rates. */
  HIGH(3);

  private final double factor;

  ErrorLevel(double factor) {
    this.factor = factor;
  }

  /** The share of the rows, among those that can have it, that get an error of a kind. */
  double rate(ErrorKind kind) {
    return Math.min(1, kind.rate() * factor);
  }
}
