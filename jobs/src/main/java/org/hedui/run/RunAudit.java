package org.hedui.run;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hedui.keep.AuditEntry;
import org.hedui.keep.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.item.ExecutionContext;

/**
 * A run in the audit, and the audit in the job repository: with each run the repository keeps the
 * number and hash of the newest entry, so that a log whose end was cut off is found out.
 */
record RunAudit(AuditLog log, RunRequest request) {
  private static final Logger LOG = LoggerFactory.getLogger(RunAudit.class);
  private static final String NUMBER = "audit.number";
  private static final String HASH = "audit.hash";

  /** Adds an entry that the run begins or ends. */
  void note(String what) {
    log.add(
        new AuditEntry(
            UUID.randomUUID().toString(),
            "run",
            System.getProperty("user.name"),
            Optional.empty(),
            Optional.of(request.businessDate()),
            Optional.of(request.runId()),
            Optional.of(request.schemasHash()),
            0,
            what));
  }

  /** Keeps the newest entry in the job repository and the log of the run. */
  void anchor(BatchRepository repository, JobExecution execution) {
    AuditLog.Head head = log.head().orElseThrow();
    ExecutionContext context = execution.getExecutionContext();
    context.putLong(NUMBER, head.number());
    context.putString(HASH, head.hash());
    repository.jobs().updateExecutionContext(execution);
    LOG.info("Audit: entry {} {}", head.number(), head.hash());
  }

  /** The entries that the job repository knows of a lake. */
  static List<AuditLog.Head> anchors(RunHistory history) {
    return history.runs().stream()
        .map(JobExecution::getExecutionContext)
        .filter(context -> context.containsKey(NUMBER))
        .map(context -> new AuditLog.Head(context.getLong(NUMBER), context.getString(HASH)))
        .toList();
  }
}
