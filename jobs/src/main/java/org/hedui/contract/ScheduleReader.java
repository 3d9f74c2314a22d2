package org.hedui.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads and checks a {@link Schedule}. */
public final class ScheduleReader {
  private static final StructureCheck STRUCTURE = new StructureCheck("schedule.schema.json");
  private static final int MINUTES_BEFORE_RETRY = 15;

  private final Set<String> commands;
  private final Predicate<String> isCron;
  private final Faults faults = new Faults();

  private ScheduleReader(Set<String> commands, Predicate<String> isCron) {
    this.commands = commands;
    this.isCron = isCron;
  }

  /**
   * Reads a schedule from YAML.
   *
   * @param commands the commands that a job may name
   * @param isCron whether a text is a cron expression
   * @throws HeduiException SCHEDULE_MISSING if the file cannot be read; SCHEDULE_INVALID with all
   *     faults, one a line as {@code file:line: [CODE] message}; exit code 2
   */
  public static Schedule read(Path file, Set<String> commands, Predicate<String> isCron) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new HeduiException(
          "SCHEDULE_MISSING", 2, "The schedule " + file + " cannot be read.", e);
    }
    return new ScheduleReader(commands, isCron).read(file, text);
  }

  private Schedule read(Path file, String text) {
    Optional<YamlNode> document = YamlDocument.parse(file.toString(), text, faults);
    document.ifPresent(
        schedule -> {
          STRUCTURE.check(schedule, faults);
          faults.unless(
              schedule.get("zone"),
              ScheduleReader::isZone,
              "WRONG_VALUE",
              zone -> "'zone' is %s, which is no time zone; write Asia/Shanghai.".formatted(zone));
          Set<String> names = new HashSet<>();
          schedule.items("jobs").forEach(job -> check(job, names));
        });
    List<Fault> found = faults.sorted();
    if (!found.isEmpty()) {
      throw new HeduiException(
          "SCHEDULE_INVALID",
          2,
          found.stream()
              .map(Fault::toString)
              .collect(
                  Collectors.joining(
                      "\n", "The schedule " + file + " has faults; mend them:\n", "")));
    }
    return schedule(document.orElseThrow());
  }

  private void check(YamlNode job, Set<String> names) {
    faults.unless(
        job.get("name"),
        names::add,
        "NAME_TWICE",
        name -> "Job '" + name + "' stands twice; name one of them otherwise.");
    faults.unless(
        job.get("cron"),
        isCron,
        "WRONG_VALUE",
        cron ->
            "'cron' is %s; write second minute hour day month weekday, such as \"0 0 2 * * *\"."
                .formatted(cron));
    faults.unless(
        job.get("since"),
        ScheduleReader::isDate,
        "WRONG_VALUE",
        since -> "'since' is %s, which no calendar has; write a real date.".formatted(since));
    if (job.get("run").isPresent() == job.get("command").isPresent()) {
      faults.add("WRONG_VALUE", job, "Write one of run and command, not both and not none.");
    }
    faults.unless(
        job.items("command").stream().findFirst(),
        commands::contains,
        "COMMAND_UNKNOWN",
        word -> "'" + word + "' is no command; " + Suggestion.hint(word, commands));
  }

  private static boolean isZone(String text) {
    return parses(() -> ZoneId.of(text));
  }

  private static boolean isDate(String text) {
    return parses(() -> LocalDate.parse(text));
  }

  private static boolean parses(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Schedule schedule(YamlNode schedule) {
    return new Schedule(
        ZoneId.of(Required.text(schedule, "zone")),
        schedule.items("jobs").stream().map(ScheduleReader::job).toList());
  }

  private static Schedule.Job job(YamlNode job) {
    Optional<YamlNode> retry = job.get("retry");
    return new Schedule.Job(
        Required.text(job, "name"),
        Required.text(job, "cron"),
        LocalDate.parse(Required.text(job, "since")),
        job.text("calendar")
            .map(calendar -> Required.constant(Schedule.Calendar.class, calendar))
            .orElse(Schedule.Calendar.ALL),
        work(job),
        number(Optional.of(job), "catch_up", 0),
        number(retry, "times", 0),
        Duration.ofMinutes(number(retry, "after_minutes", MINUTES_BEFORE_RETRY)));
  }

  private static Schedule.Work work(YamlNode job) {
    Optional<Schedule.Work> run =
        job.get("run")
            .map(
                node ->
                    new Schedule.Run(
                        Required.constant(
                            Schedule.DateRule.class, Required.text(node, "business_date")),
                        node.text("landing")));
    return run.orElseGet(
        () -> new Schedule.Command(job.items("command").stream().map(Required::text).toList()));
  }

  private static int number(Optional<YamlNode> node, String key, int standard) {
    return node.flatMap(values -> values.text(key)).map(Integer::valueOf).orElse(standard);
  }
}
