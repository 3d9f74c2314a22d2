package org.hedui.serve;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Makes guessing slow: after five wrong passwords a name has to wait for a minute. */
final class LoginLimit {
  private static final int TRIES = 5;
  private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);
  private static final int NAMES = 10_000;

  private final Map<String, Tries> tries = new ConcurrentHashMap<>();

  private record Tries(int wrong, long lastAt) {}

  /** Whether a name may try now. */
  boolean allows(String name, long now) {
    Tries made = tries.get(name);
    return made == null || made.wrong() < TRIES || now - made.lastAt() > PAUSE;
  }

  /** Remembers a wrong password. */
  void wrong(String name, long now) {
    if (tries.size() >= NAMES) {
      tries.values().removeIf(made -> now - made.lastAt() > PAUSE);
    }
    tries.compute(
        name,
        (key, made) ->
            made == null || now - made.lastAt() > PAUSE
                ? new Tries(1, now)
                : new Tries(made.wrong() + 1, now));
  }

  /** Forgets what was wrong before the right password. */
  void right(String name) {
    tries.remove(name);
  }
}
