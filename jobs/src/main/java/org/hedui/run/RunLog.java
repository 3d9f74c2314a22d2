package org.hedui.run;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.appender.rewrite.RewriteAppender;
import org.apache.logging.log4j.core.appender.rewrite.RewritePolicy;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.hedui.lake.LakeAddress;

/**
 * The log file of one run. It holds what Hedui and its libraries log, with run and business date on
 * every line and without a person's name or number.
 */
final class RunLog implements AutoCloseable {
  private final Path file;
  private final Configuration configuration;
  private final LoggerContext context;

  private RunLog(Path file, LoggerContext context) {
    this.file = file;
    this.context = context;
    this.configuration = context.getConfiguration();
  }

  /**
   * Begins to log. The file is made with its first line: in a local lake below {@code _hedui/logs},
   * else in {@code hedui-logs} of the working directory.
   *
   * @param json whether each line is a JSON object
   */
  static RunLog open(LakeAddress lake, String runId, LocalDate businessDate, boolean json) {
    RunLog log = new RunLog(folder(lake).resolve(runId + ".log"), LoggerContext.getContext(false));
    LogContext.run(runId, businessDate);
    log.start(json ? log.jsonLines() : lines());
    return log;
  }

  private static Layout<?> lines() {
    return PatternLayout.newBuilder()
        .withPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %p %X{run} %X{business_date} %c{1} %m%n")
        .withAlwaysWriteExceptions(false)
        .build();
  }

  private Layout<?> jsonLines() {
    return JsonTemplateLayout.newBuilder()
        .setConfiguration(configuration)
        .setEventTemplateUri("classpath:log-line.json")
        .build();
  }

  /**
   * Puts Hedui's own logging in the place of what {@code spark-submit} began with, which would show
   * stack traces and rows on the console.
   */
  static void configureConsole() {
    if (LoggerContext.getContext(false).getConfiguration().getAppender("nowhere") == null) {
      try {
        Configurator.reconfigure(RunLog.class.getResource("/log4j2.xml").toURI());
      } catch (URISyntaxException e) {
        throw new IllegalStateException("A resource's address is always a URI.", e);
      }
    }
  }

  /** Where the logs of a lake lie. */
  static Path folder(LakeAddress lake) {
    return lake.folder()
        .map(root -> root.resolve("_hedui").resolve("logs"))
        .orElse(Path.of("hedui-logs").toAbsolutePath());
  }

  /** Where the log lies. */
  Path file() {
    return file;
  }

  private void start(Layout<?> layout) {
    Appender target =
        FileAppender.newBuilder()
            .setName("run-file")
            .withFileName(file.toString())
            .withCreateOnDemand(true)
            .setLayout(layout)
            .build();
    target.start();
    configuration.addAppender(target);
    Appender redacting =
        RewriteAppender.createAppender(
            "run",
            "true",
            new AppenderRef[] {AppenderRef.createAppenderRef("run-file", null, null)},
            configuration,
            new Redacting(),
            null);
    redacting.start();
    configuration.addAppender(redacting);
    configuration.getRootLogger().addAppender(redacting, null, null);
    context.updateLoggers();
  }

  @Override
  public void close() {
    LogContext.clear();
    configuration.getRootLogger().removeAppender("run");
    context.updateLoggers();
    for (String name : new String[] {"run", "run-file"}) {
      Appender appender = configuration.getAppenders().remove(name);
      appender.stop();
    }
  }

  private static final class Redacting implements RewritePolicy {
    @Override
    public LogEvent rewrite(LogEvent event) {
      // Hedui's own messages hold no values, and titles in them are Chinese.
      String message = event.getMessage().getFormattedMessage();
      String text =
          event.getLoggerName().startsWith("org.hedui.") ? message : Redaction.redact(message);
      if (event.getThrown() != null) {
        text += "\n" + Redaction.stackTrace(event.getThrown());
      }
      return new Log4jLogEvent.Builder(event)
          .setMessage(new SimpleMessage(text))
          .setThrown(null)
          .build();
    }
  }
}
