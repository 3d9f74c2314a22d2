package org.hedui.ingest;

import org.hedui.contract.HeduiException;

/** A delivery that a department replaced while it was read: neither the old nor the new one. */
final class DeliveryChange {
  private DeliveryChange() {}

  /** DELIVERY_CHANGED, exit code 1: nothing of it is published. */
  static HeduiException of(String sourceFile) {
    return new HeduiException(
        "DELIVERY_CHANGED",
        1,
        sourceFile
            + " was changed while it was read. Nothing of this run is published: when the delivery"
            + " is complete, `hedui restart` reads it anew.");
  }
}
