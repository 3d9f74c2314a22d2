package org.hedui.keep;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What was done to a lake, what left it for people's eyes, or came in from their hands.
 *
 * @param id the entry's id; an entry whose id is there already is not added again
 * @param command the command, such as {@code export cases}
 * @param who who asked for it, or whose answers they are
 * @param purpose what for; an import has none
 * @param businessDate the business date that was shown, answered or run
 * @param fileName name of the file, without its folder; of a run its id
 * @param fileHash its SHA-256; of a run that of the schemas
 * @param rows cases or rows shown, answered or erased
 * @param detail what was chosen, in words; no value of a person
 */
public record AuditEntry(
    String id,
    String command,
    String who,
    Optional<String> purpose,
    Optional<LocalDate> businessDate,
    Optional<String> fileName,
    Optional<String> fileHash,
    long rows,
    String detail) {

  /** A file that went out or came in. */
  public static AuditEntry ofFile(
      String id,
      String command,
      String who,
      Optional<String> purpose,
      LocalDate businessDate,
      String fileName,
      String fileHash,
      long rows,
      String detail) {
    return new AuditEntry(
        id,
        command,
        who,
        purpose,
        Optional.of(businessDate),
        Optional.of(fileName),
        Optional.of(fileHash),
        rows,
        detail);
  }

  /** Work on the lake itself, by the account that runs the command unless somebody is named. */
  public static AuditEntry ofWork(
      String id,
      String command,
      Optional<String> who,
      Optional<String> reason,
      long rows,
      String detail) {
    return new AuditEntry(
        id,
        command,
        who.orElse(System.getProperty("user.name")),
        reason,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        rows,
        detail);
  }
}
