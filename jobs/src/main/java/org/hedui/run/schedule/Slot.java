package org.hedui.run.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.hedui.contract.Schedule;

/**
 * One time at which a job begins. Job and time name it, whatever the clock says later.
 *
 * @param job the job
 * @param fire when it begins
 * @param businessDate the date that a run is made for; empty for another command
 */
public record Slot(Schedule.Job job, Instant fire, Optional<LocalDate> businessDate) {}
