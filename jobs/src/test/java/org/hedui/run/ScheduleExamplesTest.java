package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedui.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The examples for schedulers name commands and options that exist. */
class ScheduleExamplesTest {
  private static final Path EXAMPLES = Fixtures.home().resolve("docs/schedule");
  private static final Pattern CALL =
      Pattern.compile("(?:/opt/hedui/hedui|bash_command=HEDUI\\s+\\+ \") (\\w+)([^\\n]*)");
  private static final Pattern VARIABLE = Pattern.compile("\\bHEDUI_[A-Z_]+\\b");

  private static String text(String name) throws IOException {
    return Files.readString(EXAMPLES.resolve(name), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crontab", "airflow_dag.py", "dolphinscheduler.sh", "hedui.service"})
  void theirCommandsCanBeParsed(String name) throws IOException {
    Matcher call = CALL.matcher(text(name));
    List<String> commands = new ArrayList<>();
    while (call.find()) {
      List<String> words = new ArrayList<>(List.of(call.group(1)));
      // Dates come from the scheduler, redirections are for the shell.
      String options =
          call.group(2)
              .replaceAll("\\$\\([^)]*\\)|\\$\\{[^}]*}|\\{\\{.*?}}", "20231130")
              .replaceAll("(>>.*|2>&1|\")", "");
      Arrays.stream(options.strip().split("\\s+", -1))
          .filter(word -> !word.isBlank())
          .forEach(words::add);
      CommandLine commandLine =
          Hedui.commandLine(new TestTerminal(Map.of()).terminal(), List.of(), new Ending());
      commandLine.parseArgs(words.toArray(String[]::new));
      commands.add(words.get(0));
    }
    assertThat(commands).as(name).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"crontab", "airflow_dag.py", "dolphinscheduler.sh", "hedui.service"})
  void theirVariablesAreRead(String name) throws IOException {
    String options =
        Files.readString(
                Fixtures.home().resolve("jobs/src/main/java/org/hedui/run/SettingsOptions.java"),
                StandardCharsets.UTF_8)
            + Files.readString(Fixtures.home().resolve("hedui"), StandardCharsets.UTF_8);
    assertThat(VARIABLE.matcher(text(name)).results().map(found -> found.group()).toList())
        .isNotEmpty()
        .allSatisfy(variable -> assertThat(options).contains(variable));
  }

  @Test
  void theLinesOfTheCrontabHaveFiveFieldsAndEscapedPercentSigns() throws IOException {
    List<String> lines =
        text("crontab")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.matches("\\w+=.*"))
            .toList();
    assertThat(lines).isNotEmpty().allMatch(line -> line.matches("(?:[\\d*/,-]+ ){5}/opt/.*"));
    assertThat(lines).noneMatch(line -> line.matches(".*[^\\\\]%.*"));
  }

  @Test
  void theAirflowDagIsPython() throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin/python3")).exists();
    Process python =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-c",
                "import ast, sys; ast.parse(open(sys.argv[1], encoding='utf-8').read())",
                EXAMPLES.resolve("airflow_dag.py").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(said).isZero();
  }

  @Test
  void theShellScriptIsOne() throws IOException, InterruptedException {
    // DolphinScheduler puts its date in before the shell sees the script.
    String script = text("dolphinscheduler.sh").replace("${system.biz.date}", "20231130");
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    bash.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    bash.getOutputStream().close();
    assertThat(bash.waitFor()).isZero();
  }
}
