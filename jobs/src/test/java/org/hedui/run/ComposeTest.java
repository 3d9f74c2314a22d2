package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hedui.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The commands of the compose file, run as plain processes: its host names are loopback, its ports
 * free ones, its volumes and secrets temporary folders.
 */
@Tag("slow") // Servers of their own.
@SuppressWarnings("unchecked")
class ComposeTest {
  private static final Path DOCKER = Fixtures.home().resolve("docker");
  private static final Pattern HOST =
      Pattern.compile("\\b(0\\.0\\.0\\.0|master|worker-[12]|s3)\\b");

  private static final List<String> SECRETS =
      List.of("postgres_password", "pseudonym_key", "s3_secret", "tls_password");

  @TempDir private Path folder;
  private final Map<String, Process> running = new HashMap<>();
  private final Map<String, String> ports = new HashMap<>();
  private Map<String, Object> services;

  @BeforeEach
  void read() throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(50);
    try (InputStream file = Files.newInputStream(DOCKER.resolve("compose.yaml"))) {
      Map<String, Object> compose = new Yaml(new SafeConstructor(options)).load(file);
      services = (Map<String, Object>) compose.get("services");
    }
    for (String secret : SECRETS) {
      Files.writeString(folder.resolve(secret), "0123456789abcdef");
    }
    for (String port : List.of("9000", "7077", "8080")) {
      try (ServerSocket free = new ServerSocket(0)) {
        ports.put(port, String.valueOf(free.getLocalPort()));
      }
    }
  }

  @AfterEach
  void stop() {
    running.values().forEach(Process::destroyForcibly);
  }

  @Test
  void theServersComeUpAreHealthyAndTheWorkersRegister() throws Exception {
    for (String service : List.of("s3", "master", "worker-1", "worker-2")) {
      running.put(service, start(service, command(service)));
      awaitHealth(service);
    }
    HttpRequest state =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get("8080") + "/json/"))
            .build();
    String answer = "";
    for (int i = 0; i < 60 && !answer.contains("\"aliveworkers\" : 2"); i++) {
      Thread.sleep(1000);
      answer = HttpClient.newHttpClient().send(state, HttpResponse.BodyHandlers.ofString()).body();
    }
    assertThat(answer).contains("\"aliveworkers\" : 2");
    assertThat(running.values()).allMatch(Process::isAlive);
  }

  @Test
  void commandsOfHeduiAreThoseItKnows() throws Exception {
    for (Map.Entry<String, String> known :
        Map.of("job", "hedui schedule", "sql", "hedui serve sql").entrySet()) {
      List<String> command = new ArrayList<>(command(known.getKey()));
      command.add("--help");
      assertThat(start(known.getKey(), command).waitFor()).as(known.getKey()).isZero();
      assertThat(folder.resolve(known.getKey() + ".log"))
          .content()
          .contains("Usage: " + known.getValue());
    }
  }

  @Test
  void everyServiceIsBoundedWatchedAndWithoutSecretsOfItsOwn() {
    services.forEach(
        (name, value) -> {
          Map<String, Object> service = (Map<String, Object>) value;
          assertThat(service).as(name).containsKeys("deploy", "restart");
          if (!name.equals("job")) {
            assertThat(service).as(name).containsKey("healthcheck");
          }
          environment(service)
              .forEach(
                  (key, setting) ->
                      assertThat(key.matches(".*(PASSWORD|SECRET_ACCESS_KEY|KEY)"))
                          .as(name + " " + key)
                          .isFalse());
        });
  }

  private Process start(String service, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(DOCKER.resolve("service").toString()));
    command.add(arguments.get(0)); // what to run: a word, not a host
    arguments.stream().skip(1).map(this::onThisMachine).forEach(command::add);
    ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
    environment((Map<String, Object>) services.get(service))
        .forEach((key, value) -> process.environment().put(key, onThisMachine(value)));
    return process
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(service + ".log").toFile())
        .start();
  }

  private void awaitHealth(String service) throws Exception {
    List<String> check = new ArrayList<>();
    Map<String, Object> health =
        (Map<String, Object>) ((Map<String, Object>) services.get(service)).get("healthcheck");
    List<String> test = (List<String>) health.get("test");
    test.stream().skip(1).map(this::onThisMachine).forEach(check::add);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (new ProcessBuilder(check).start().waitFor() != 0) {
      assertThat(System.nanoTime()).as("%s is not healthy", service).isLessThan(end);
      Thread.sleep(500);
    }
  }

  private List<String> command(String service) {
    return (List<String>) ((Map<String, Object>) services.get(service)).get("command");
  }

  private static Map<String, String> environment(Map<String, Object> service) {
    return (Map<String, String>) service.getOrDefault("environment", Map.of());
  }

  private String onThisMachine(String text) {
    String here =
        text.replace("/run/secrets", folder.toString())
            .replace("/var/lib/hedui", folder.toString())
            .replace("/etc/hedui", DOCKER.toString());
    if (here.equals(text)) {
      here = HOST.matcher(here).replaceAll("127.0.0.1");
    }
    for (Map.Entry<String, String> port : ports.entrySet()) {
      here = here.replaceAll("(?<![0-9])" + port.getKey() + "(?![0-9])", port.getValue());
    }
    return here;
  }
}
