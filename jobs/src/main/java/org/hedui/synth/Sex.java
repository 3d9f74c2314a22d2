package org.hedui.synth;

/** Sex as registers write it. */
enum Sex {
  M("男"),
  F("女");

  private final String label;

  Sex(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  Sex other() {
    return this == M ? F : M;
  }
}
