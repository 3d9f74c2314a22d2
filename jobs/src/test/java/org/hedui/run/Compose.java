package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hedui.Fixtures;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the compose file says, done by plain processes. Its host names become loopback, its ports
 * free ones; its volumes, configs and secrets lie in a folder.
 */
@SuppressWarnings("unchecked")
final class Compose implements AutoCloseable {
  private static final Path DOCKER = Fixtures.home().resolve("docker");
  private static final List<String> PORTS = List.of("9000", "5432", "7077", "8080", "10000");
  private static final Duration HEALTHY_AFTER = Duration.ofMinutes(2);

  private final Path folder;
  private final Map<String, Object> file;
  private final Map<String, String> ports = new TreeMap<>();
  private final Map<String, Process> services = new LinkedHashMap<>();

  Compose(Path folder) throws IOException {
    this.folder = folder;
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(50);
    try (InputStream text = Files.newInputStream(DOCKER.resolve("compose.yaml"))) {
      file = new Yaml(new SafeConstructor(options)).load(text);
    }
    for (String port : PORTS) {
      try (ServerSocket free = new ServerSocket(0)) {
        ports.put(port, String.valueOf(free.getLocalPort()));
      }
    }
    Files.createDirectories(secret("any").getParent());
  }

  Map<String, Object> services() {
    return (Map<String, Object>) file.get("services");
  }

  Map<String, String> environment(String service) {
    return (Map<String, String>) service(service).getOrDefault("environment", Map.of());
  }

  /** The port that stands for one of the file. */
  String port(String port) {
    return ports.get(port);
  }

  /** Where a secret lies. */
  Path secret(String name) {
    return folder.resolve("secrets").resolve(name);
  }

  /** What a service sees as {@code /var/lib/hedui}. */
  Path data(String service) {
    return folder.resolve("data").resolve(service);
  }

  /** What the newest process of that name has said and logged. */
  String log(String name) throws IOException {
    return said(name) + Files.readString(folder.resolve(name + ".err"));
  }

  /** What the newest process of that name has said. */
  String said(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out"));
  }

  /** Starts a service and waits until its health check is content. */
  void up(String service) throws IOException, InterruptedException {
    List<String> command = (List<String>) service(service).get("command");
    services.put(service, start(service, service, command));
    Map<String, Object> health = (Map<String, Object>) service(service).get("healthcheck");
    if (health == null) {
      return;
    }
    List<String> check =
        here(service, ((List<String>) health.get("test")).stream().skip(1).toList());
    long end = System.nanoTime() + HEALTHY_AFTER.toNanos();
    while (new ProcessBuilder(check).start().waitFor() != 0) {
      assertThat(services.get(service).isAlive()).as(log(service)).isTrue();
      assertThat(System.nanoTime()).as(log(service)).isLessThan(end);
      Thread.sleep(500);
    }
  }

  /**
   * Runs a command as {@code docker compose run SERVICE} does; its output is the log of {@code
   * name}.
   */
  int run(String service, String name, String input, String... command)
      throws IOException, InterruptedException {
    Process process = start(service, name, List.of(command));
    try (var keyboard = process.outputWriter()) {
      keyboard.write(input);
    }
    return process.waitFor();
  }

  /** Whether a service goes on. */
  boolean isUp(String service) {
    return services.get(service).isAlive();
  }

  /** Stops a service as {@code docker compose stop} does; its exit code. */
  int stop(String service) throws InterruptedException {
    Process process = services.get(service);
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    for (Process process : services.values()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start(String service, String name, List<String> arguments) throws IOException {
    Path work = Files.createDirectories(data(service).resolve("work"));
    configure(service);
    List<String> command = new ArrayList<>(List.of(DOCKER.resolve("service").toString()));
    command.add(arguments.get(0)); // what to run: a word, not a host
    command.addAll(here(service, arguments.subList(1, arguments.size())));
    ProcessBuilder process = new ProcessBuilder(command).directory(work.toFile());
    environment(service)
        .forEach((key, value) -> process.environment().put(key, here(service, value)));
    return process
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".err").toFile())
        .start();
  }

  private void configure(String service) throws IOException {
    Map<String, Map<String, String>> configs =
        (Map<String, Map<String, String>>) file.getOrDefault("configs", Map.of());
    for (Map<String, String> use :
        (List<Map<String, String>>) service(service).getOrDefault("configs", List.of())) {
      String text = Files.readString(DOCKER.resolve(configs.get(use.get("source")).get("file")));
      Path target = Path.of(here(service, use.get("target")));
      Files.createDirectories(target.getParent());
      Files.write(target, here(service, text.lines().toList()));
    }
  }

  private Map<String, Object> service(String name) {
    return (Map<String, Object>) services().get(name);
  }

  private List<String> here(String service, List<String> texts) {
    return texts.stream().map(text -> here(service, text)).toList();
  }

  private String here(String service, String text) {
    String here =
        text.replace("/run/secrets", folder.resolve("secrets").toString())
            .replace("/var/lib/hedui", data(service).toString())
            .replace("/etc/hedui", folder.resolve("etc").resolve(service).toString());
    if (!here.equals(text)) {
      return here;
    }
    // Nobody calls the endpoint by its name, which is a word of Hedui's commands, too.
    String hosts =
        services().keySet().stream()
            .filter(name -> !name.equals("sql"))
            .collect(Collectors.joining("|"));
    here =
        Pattern.compile("(?<=^|[/=@])(?:0\\.0\\.0\\.0|localhost|" + hosts + ")(?=$|[:/])")
            .matcher(here)
            .replaceAll("127.0.0.1");
    for (Map.Entry<String, String> port : ports.entrySet()) {
      here = here.replaceAll("(?<![0-9])" + port.getKey() + "(?![0-9])", port.getValue());
    }
    return here;
  }
}
