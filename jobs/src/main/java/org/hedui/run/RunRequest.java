package org.hedui.run;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.hedui.lake.LakeAddress;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.JobParametersBuilder;

/**
 * One run as it is asked for. Business date, lake and attempt identify it; the rest is kept so that
 * a restart does the same work again.
 *
 * @param businessDate the date whose truth is computed
 * @param lake the lake it is written to
 * @param attempt 1 for the first run of a business date, then 2, 3, …
 * @param landing folder or address of the deliveries
 * @param runId id in {@code ops} tables and logs
 * @param schemasHash hash of the schemas it uses
 * @param useUnconfirmed whether standards that no office has confirmed are used for money
 */
record RunRequest(
    LocalDate businessDate,
    LakeAddress lake,
    long attempt,
    String landing,
    String runId,
    String schemasHash,
    boolean useUnconfirmed) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new run, with an id that no other run of the lake has. */
  static RunRequest of(
      LocalDate businessDate,
      LakeAddress lake,
      long attempt,
      String landing,
      String schemasHash,
      boolean useUnconfirmed) {
    // The random part keeps ids apart even if the job repository is lost and attempts begin anew.
    byte[] random = new byte[3];
    RANDOM.nextBytes(random);
    String id =
        businessDate.format(DateTimeFormatter.BASIC_ISO_DATE)
            + "-"
            + attempt
            + "-"
            + HexFormat.of().formatHex(random);
    return new RunRequest(businessDate, lake, attempt, landing, id, schemasHash, useUnconfirmed);
  }

  /** The run that an earlier execution was given. */
  static RunRequest of(JobParameters parameters) {
    return new RunRequest(
        parameters.getLocalDate("businessDate"),
        new LakeAddress(parameters.getString("lake")),
        parameters.getLong("attempt"),
        parameters.getString("landing"),
        parameters.getString("runId"),
        parameters.getString("schemasHash"),
        Boolean.parseBoolean(parameters.getString("useUnconfirmed")));
  }

  /** The run as Spring Batch keeps it. No parameter holds a secret or a personal value. */
  JobParameters toJobParameters() {
    return new JobParametersBuilder()
        .addLocalDate("businessDate", businessDate)
        .addString("lake", lake.root())
        .addLong("attempt", attempt)
        .addString("landing", landing, false)
        .addString("runId", runId, false)
        .addString("schemasHash", schemasHash, false)
        .addString("useUnconfirmed", String.valueOf(useUnconfirmed), false)
        .toJobParameters();
  }
}
