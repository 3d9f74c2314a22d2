package org.hedui.synth;

import java.util.EnumMap;
import java.util.Map;

/** Counts, for each kind of error, the rows that could have it and those that do. */
final class Tally {
  private final Map<ErrorKind, long[]> counts = new EnumMap<>(ErrorKind.class);

  Tally() {
    for (ErrorKind kind : ErrorKind.values()) {
      counts.put(kind, new long[2]);
    }
  }

  /** Counts a row that could have an error, and whether it does. */
  void count(ErrorKind kind, boolean made) {
    long[] count = counts.get(kind);
    count[0]++;
    count[1] += made ? 1 : 0;
  }

  long possible(ErrorKind kind) {
    return counts.get(kind)[0];
  }

  long made(ErrorKind kind) {
    return counts.get(kind)[1];
  }
}
