package org.hedui.run;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What left the lake for people's eyes, or came in from their hands.
 *
 * @param id the entry's id
 * @param command the command, such as {@code export cases}
 * @param who who asked for it, or whose answers they are
 * @param purpose what for; an import has none
 * @param businessDate the business date that was shown or answered
 * @param fileName name of the file, without its folder
 * @param fileHash its SHA-256
 * @param rows cases shown or answered
 * @param detail what was chosen, in words; no value of a person
 */
record AuditEntry(
    String id,
    String command,
    String who,
    Optional<String> purpose,
    LocalDate businessDate,
    String fileName,
    String fileHash,
    long rows,
    String detail) {}
