package org.hedui.run;

import java.util.Optional;
import org.hedui.lake.Lake;
import org.hedui.report.FactsReader;
import org.hedui.report.Reports;
import org.hedui.report.RunFacts;
import org.hedui.report.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.JobExecution;

/**
 * What is written and told once a run's job has ended, well or not. Of two failures the first one
 * is told: what spoiled the run, such as a full disk, may spoil the record of it, too.
 */
record RunClosing(
    Terminal terminal,
    Lake lake,
    BatchRepository repository,
    JobExecution execution,
    RunRequest request,
    Optional<Failure> failure) {
  private static final Logger LOG = LoggerFactory.getLogger(RunClosing.class);

  /** Writes to {@code ops.run} how the run ended. */
  void record(RunRecord record) {
    unlessFailed("ops.run", () -> record.ended(failure));
  }

  /** The end of the run is audited, and the newest entry is kept with the run elsewhere. */
  void audit(RunAudit audit) {
    unlessFailed(
        "ops.audit",
        () -> {
          audit.note(failure.map(known -> "ends: " + known.code()).orElse("ends: COMPLETED"));
          audit.anchor(repository, execution);
        });
  }

  private void unlessFailed(String table, Runnable write) {
    try {
      write.run();
    } catch (Exception e) {
      if (failure.isEmpty()) {
        throw e;
      }
      LOG.debug("{} could not be written", table, e);
    }
  }

  /**
   * Writes the run's report and prints where it is. That it cannot be written is told, and is no
   * failure of the run.
   *
   * @return what the report tells; empty if it could not be written
   */
  Optional<RunFacts> report() {
    try {
      Runs runs = Runs.of(lake);
      RunFacts facts =
          FactsReader.read(lake, runs, request.runId(), StageTimes.of(repository, execution));
      if (execution.getStatus() == BatchStatus.COMPLETED) {
        terminal.out().println(Summary.of(lake, request, facts).text());
      }
      Reports reports = ReportCommand.reports(lake);
      String page = reports.write(facts);
      reports.index(runs);
      terminal.out().println("Report: " + page);
      return Optional.of(facts);
    } catch (Exception | LinkageError e) {
      LOG.debug("The report could not be written", e);
      terminal
          .err()
          .printf(
              "hedui: the run has ended, but its report could not be written: %s Once that is mended:"
                  + " `hedui report --lake %s --run %s`.%n",
              Failure.of(e), request.lake(), request.runId());
      return Optional.empty();
    }
  }

  /** Prints why the run did not complete and what to do. */
  void tell(RunLog log) {
    failure.ifPresent(
        known -> {
          terminal.err().println("hedui: " + known.tracedIn(log.file()));
          boolean refused = known.exitCode() == ExitCodes.REFUSED;
          terminal
              .err()
              .printf(
                  refused
                      ? "hedui: mend the delivery, then `hedui run --lake %s --business-date %s` again.%n"
                      : "hedui: `hedui restart --lake %s --business-date %s` continues from this stage.%n",
                  request.lake(),
                  request.businessDate());
        });
  }
}
