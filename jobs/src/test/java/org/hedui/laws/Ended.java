package org.hedui.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A process that has ended.
 *
 * @param exitCode its exit code; above 128 if a signal ended it
 * @param said what it printed
 */
record Ended(int exitCode, String said) {
  /** Something that happens while a process is on. */
  interface Happening {
    void happen() throws IOException;
  }

  /** Waits for the end of a process. */
  static Ended of(Process process) throws IOException, InterruptedException {
    return of(process, Map.of());
  }

  /**
   * Waits for the end of a process. Whatever it met, it never shows a stack trace.
   *
   * @param happenings what happens when it tells of something, such as {@code link started}
   */
  static Ended of(Process process, Map<String, Happening> happenings)
      throws IOException, InterruptedException {
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        for (Map.Entry<String, Happening> happening : happenings.entrySet()) {
          if (line.endsWith(happening.getKey())) {
            happening.getValue().happen();
          }
        }
      }
    }
    assertThat(said.toString()).doesNotContain("\tat ");
    return new Ended(process.waitFor(), said.toString());
  }

  /** Demands an end of its own, with a last line that says what the exit code says. */
  Ended as(String state, int code) {
    assertThat(exitCode).as(said).isEqualTo(code);
    assertThat(said.lines().reduce((before, line) -> line).orElse(""))
        .matches("hedui: run \\S+ " + state + " exit " + code);
    return this;
  }

  /** Demands that people were told one of these codes, and nothing that nobody foresaw. */
  void told(String... codes) {
    assertThat(said).doesNotContain("[UNEXPECTED]");
    assertThat(codes).anyMatch(code -> said.contains("hedui: [" + code + "]"));
  }
}
