package org.hedui.sheet;

import java.util.EnumSet;
import org.dhatim.fastexcel.SheetProtectionOption;
import org.dhatim.fastexcel.Worksheet;

/**
 * Keeps slips of the hand from what is not to be filled in. It keeps nobody out who wants to get
 * in: that is what {@link Seal} is for.
 */
public final class SheetLock {
  private SheetLock() {}

  /** Locks a sheet, but for filtering and for the size of columns and rows. */
  public static void lock(Worksheet sheet, Seal seal) {
    EnumSet<SheetProtectionOption> locked = EnumSet.copyOf(SheetProtectionOption.DEFAULT_OPTIONS);
    locked.removeAll(
        EnumSet.of(
            SheetProtectionOption.AUTO_FILTER,
            SheetProtectionOption.FORMAT_COLUMNS,
            SheetProtectionOption.FORMAT_ROWS));
    sheet.protect(seal.ofWorkbook(), locked);
  }
}
