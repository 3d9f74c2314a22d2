package org.hedui.keep;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hedui.contract.HeduiException;
import org.hedui.contract.TableName;
import org.hedui.lake.DeadFiles;
import org.hedui.lake.GrownLog;
import org.hedui.lake.Lake;
import org.hedui.lake.Pointers;

/** The older versions of tables, where what they say may stand nowhere any more. */
final class OldVersions {
  private final Lake lake;
  private final Pointers pointers;

  private OldVersions(Lake lake, Pointers pointers) {
    this.lake = lake;
    this.pointers = pointers;
  }

  /**
   * The older versions in a lake whose lock is held.
   *
   * @param code of the refusal
   * @throws HeduiException exit code 2, if what readers see lies in old versions alone
   */
  static OldVersions of(Lake lake, String code) {
    Pointers pointers = Pointers.of(lake);
    if (!pointers.all().isEmpty() && pointers.all().get(0).torn()) {
      throw new HeduiException(
          code,
          2,
          "A later run of %s failed, so what readers see lies in old versions of the tables. Run that date again first."
              .formatted(pointers.all().get(0).businessDate()));
    }
    return new OldVersions(lake, pointers);
  }

  /** Publications that cannot be shown any more without them. */
  List<Pointers.Pointer> givenUp() {
    return pointers.old(Instant.MAX);
  }

  /**
   * Leads readers to the newest version of every table, in one commit, then removes what is older,
   * with the Delta logs that tell of it.
   *
   * @param tables those whose older versions go
   */
  void remove(Collection<TableName> tables) {
    pointers.renewed(givenUp()).write();
    Instant now = Instant.now();
    for (TableName table : tables) {
      new DeadFiles(lake, table, now, now).remove();
      new GrownLog(lake, table).cut();
    }
  }
}
