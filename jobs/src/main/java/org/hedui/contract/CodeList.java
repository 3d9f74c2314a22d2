package org.hedui.contract;

import java.util.List;
import java.util.Map;

/**
 * A code list, read from {@code schemas/codes/<name>.csv}.
 *
 * @param name the list's name
 * @param codes its codes in file order
 */
public record CodeList(String name, List<Code> codes) {

  /** Copies the list, so that it never changes. */
  public CodeList {
    codes = List.copyOf(codes);
  }

  /**
   * One code.
   *
   * @param code the code that tables hold
   * @param zh Chinese label, as deliveries write it
   * @param en English label
   * @param aliases other spellings in deliveries
   * @param extra further columns of the file by header
   */
  public record Code(
      String code, String zh, String en, List<String> aliases, Map<String, String> extra) {

    /** Copies the collections, so that a code never changes. */
    public Code {
      aliases = List.copyOf(aliases);
      extra = Map.copyOf(extra);
    }
  }
}
