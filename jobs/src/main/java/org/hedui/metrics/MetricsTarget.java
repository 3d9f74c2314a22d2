package org.hedui.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Where metrics go: a file that node_exporter's textfile collector reads, a Pushgateway, both, or
 * nowhere.
 *
 * @param file the file; it is replaced in one step, so nobody reads half of it
 * @param pushgateway address of the Pushgateway, such as {@code http://host:9091}
 */
public record MetricsTarget(Optional<Path> file, Optional<URI> pushgateway) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The target that the environment names: HEDUI_METRICS_FILE, HEDUI_METRICS_PUSH. */
  public static MetricsTarget of(Map<String, String> environment) {
    return new MetricsTarget(
        named(environment, "HEDUI_METRICS_FILE").map(file -> Path.of(file).toAbsolutePath()),
        named(environment, "HEDUI_METRICS_PUSH").map(URI::create));
  }

  private static Optional<String> named(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  /** Whether metrics are wanted at all. */
  public boolean isNamed() {
    return file.isPresent() || pushgateway.isPresent();
  }

  /**
   * Hands the metrics of a run over.
   *
   * @param lake groups the metrics on a Pushgateway that serves several lakes
   * @throws IOException if the file cannot be written or the Pushgateway does not take them
   */
  public void send(String lake, String text) throws IOException, InterruptedException {
    if (file.isPresent()) {
      // Hidden and of another ending: the collector reads *.prom only.
      Path fresh = file.get().resolveSibling("." + file.get().getFileName() + ".tmp");
      Files.writeString(fresh, text);
      Files.move(
          fresh, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    if (pushgateway.isPresent()) {
      push(lake, text);
    }
  }

  private void push(String lake, String text) throws IOException, InterruptedException {
    String group =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(lake.getBytes(StandardCharsets.UTF_8));
    URI address =
        URI.create(
            pushgateway.orElseThrow().toString().replaceFirst("/+$", "")
                + "/metrics/job/hedui/lake@base64/"
                + group);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            .PUT(HttpRequest.BodyPublishers.ofString(text))
            .build();
    HttpResponse<Void> answer =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .build()
            .send(request, HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("The Pushgateway answered " + answer.statusCode());
    }
  }
}
