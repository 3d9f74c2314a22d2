package org.hedui.serve;

import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;

/**
 * What lasts from statement to statement: who asks, and the schema of names that tell none. There
 * are no settings and no views of a session.
 */
final class Session {
  private final User user;
  private volatile String schema = Layer.GOLD.folder();

  Session(User user) {
    this.user = user;
  }

  /** Who asks. */
  User user() {
    return user;
  }

  /** The schema of names that tell none. */
  String schema() {
    return schema;
  }

  /**
   * Chooses the schema; what other servers call {@code default} is gold.
   *
   * @throws HeduiException SCHEMA_UNKNOWN, exit code 2
   */
  void use(String name, UserTables readable) {
    String chosen = name.equals("default") ? Layer.GOLD.folder() : name;
    if (!readable.names().containsKey(chosen)) {
      throw new HeduiException(
          "SCHEMA_UNKNOWN",
          2,
          "There is no such schema that you may read; you have "
              + String.join(", ", readable.names().keySet())
              + ".");
    }
    schema = chosen;
  }
}
