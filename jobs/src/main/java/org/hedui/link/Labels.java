package org.hedui.link;

import java.io.Serializable;
import java.util.Arrays;

/** Looks up the cluster of a record. */
public final class Labels implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] rids;
  private final long[] clusters;

  /**
   * Takes the clusters of the records that have any.
   *
   * @param rids ascending
   * @param clusters by place
   */
  Labels(long[] rids, long[] clusters) {
    this.rids = rids;
    this.clusters = clusters;
  }

  /** Called by Spark: the cluster of a record; a record without links is its own. */
  public long of(long rid) {
    int place = Arrays.binarySearch(rids, rid);
    return place < 0 ? rid : clusters[place];
  }
}
