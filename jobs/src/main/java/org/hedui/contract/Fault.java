package org.hedui.contract;

/**
 * One thing wrong in {@code schemas/}.
 *
 * @param code stable code, such as {@code UNKNOWN_KEY}
 * @param file path below the schemas folder, with {@code /}
 * @param line line of the fault, from 1; 1 where the whole file is meant
 * @param message what is wrong and how to mend it, in one line
 */
public record Fault(String code, String file, int line, String message) {

  /** The fault as one line for people: {@code file:line: [CODE] message}. */
  @Override
  public String toString() {
    return file + ":" + line + ": [" + code + "] " + message;
  }
}
