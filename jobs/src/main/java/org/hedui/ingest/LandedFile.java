package org.hedui.ingest;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * A file in the landing folder.
 *
 * @param registry registry or reference table it was delivered for
 * @param deliveryDate date of its folder; of a reference file the business date
 * @param sourceFile its path below the landing folder
 * @param address its full address, for Hadoop
 */
public record LandedFile(String registry, LocalDate deliveryDate, String sourceFile, String address)
    implements Serializable {

  /** Its name, without folder. */
  public String name() {
    return sourceFile.substring(sourceFile.lastIndexOf('/') + 1);
  }

  /**
   * What files are ordered by: delivery, then name without ending, so that 名单.xlsx comes before its
   * copy 名单(1).xlsx.
   */
  public String order() {
    int dot = name().lastIndexOf('.');
    String stem = dot < 0 ? name() : name().substring(0, dot);
    return deliveryDate + "/" + stem + "\u0000" + name().substring(stem.length());
  }
}
