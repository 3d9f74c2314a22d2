package org.hedui.synth;

/** A people, by how it makes names. */
enum People {
  /** Surname, then given name: 王小明. */
  HAN("汉族"),
  /** Given name, then the father's: 买买提·卡德尔. */
  UYGUR("维吾尔族"),
  /** Clan, then given name: 吉克·阿依. */
  YI("彝族");

  private final String label;

  People(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
