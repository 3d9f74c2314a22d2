package org.hedui.deliver.scan;

/** What a scan looks for. */
public enum Kind {
  /** A valid ID number of 18 or 15 digits. */
  ID_NUMBER("an ID number"),
  /** A mobile telephone number. */
  MOBILE("a mobile number"),
  /** A number of a bank card, by its check digit. */
  BANK_CARD("a bank card number"),
  /** A word that tells of somebody's health, of {@code codes/health_word.csv}. */
  HEALTH("a word about health"),
  /** A page that holds a picture and no text: nobody knows what stands on it. */
  UNREADABLE("a page without text, which cannot be checked");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  /** What it is, in words. */
  public String words() {
    return words;
  }
}
