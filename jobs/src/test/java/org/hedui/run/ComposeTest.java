package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.hedui.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file and what {@code docs/deploy.md} says of it, without containers. */
@Tag("slow") // Servers of their own, and a run on their cluster.
class ComposeTest {
  private static final String PASSWORD = "0123456789abcdef";
  private static final Duration RUN_TAKES = Duration.ofMinutes(20);

  @TempDir private Path folder;
  private Compose compose;
  private EmbeddedPostgres postgres;

  @BeforeEach
  void read() throws IOException {
    compose = new Compose(folder);
  }

  @AfterEach
  void stop() throws IOException {
    compose.close();
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void aDeliveryIsRunOnScheduleAndServed() throws Exception {
    makeSecrets();
    compose.up("s3");
    Files.createDirectories(compose.data("s3").resolve("s3/hedui")); // the bucket
    upload(Fixtures.home().resolve("demo/landing"), "s3a://hedui/landing");
    postgres = postgres();
    for (String service : List.of("master", "worker-1", "worker-2", "job")) {
      compose.up(service);
    }
    awaitRun();

    int added =
        compose.run(
            "sql",
            "passwd",
            PASSWORD,
            "hedui",
            "serve",
            "passwd",
            "lin",
            "--layers",
            "gold",
            "--users",
            "/var/lib/hedui/work/users");
    assertThat(added).as(compose.log("passwd")).isZero();
    compose.up("sql");
    assertThat(persons()).isGreaterThan(5000);

    assertThat(compose.stop("job")).as(compose.log("job")).isZero();
    assertThat(compose.log("worker-1") + compose.log("worker-2"))
        .contains("Asked to launch executor");
  }

  @Test
  @SuppressWarnings("unchecked")
  void everyServiceIsBoundedWatchedAndWithoutSecretsOfItsOwn() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              assertThat((Map<String, Object>) service).as(name).containsKeys("deploy", "restart");
              if (!name.equals("job")) {
                assertThat((Map<String, Object>) service).as(name).containsKey("healthcheck");
              }
              assertThat(compose.environment(name).keySet())
                  .as(name)
                  .noneMatch(key -> key.matches(".*(PASSWORD|SECRET_ACCESS_KEY|KEY)"));
            });
  }

  private void makeSecrets() throws Exception {
    Files.writeString(compose.secret("postgres_password"), PASSWORD);
    Files.writeString(compose.secret("s3_secret"), PASSWORD);
    Files.writeString(compose.secret("tls_password"), PASSWORD);
    Files.writeString(compose.secret("pseudonym_key"), key());
    done(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "hedui",
        "-keyalg",
        "EC",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-dname",
        "CN=localhost",
        "-ext",
        "san=ip:127.0.0.1",
        "-keystore",
        compose.secret("endpoint_tls").toString());
    done("chmod", "-R", "go-rwx", compose.secret("any").getParent().toString());
  }

  private static String key() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** The database that the image of PostgreSQL makes of the service's environment. */
  private EmbeddedPostgres postgres() throws IOException, SQLException {
    Map<String, String> settings = compose.environment("postgres");
    Path password = Path.of(settings.get("POSTGRES_PASSWORD_FILE")).getFileName();
    EmbeddedPostgres server =
        EmbeddedPostgres.builder().setPort(Integer.parseInt(compose.port("5432"))).start();
    try (Connection owner = server.getPostgresDatabase().getConnection();
        Statement statement = owner.createStatement()) {
      String user = settings.get("POSTGRES_USER");
      statement.execute(
          "CREATE ROLE %s LOGIN PASSWORD '%s'"
              .formatted(user, Files.readString(compose.secret(password.toString()))));
      statement.execute("CREATE DATABASE %s OWNER %s".formatted(settings.get("POSTGRES_DB"), user));
    }
    return server;
  }

  /** Waits for the run that the service makes up for. */
  private void awaitRun() throws Exception {
    long end = System.nanoTime() + RUN_TAKES.toNanos();
    String state = "";
    while (!state.equals("COMPLETED")) {
      assertThat(compose.log("job")).doesNotContainPattern(", exit [1-9]");
      assertThat(System.nanoTime()).as(compose.log("job")).isLessThan(end);
      assertThat(compose.isUp("job")).as(compose.log("job")).isTrue();
      Thread.sleep(5000);
      int asked = compose.run("job", "status", "", "hedui", "status", "--json");
      assertThat(asked).as(compose.log("status")).isZero();
      JsonNode runs = new ObjectMapper().readTree(compose.said("status")).path("runs");
      state = runs.path(0).path("state").asText();
    }
  }

  private long persons() throws SQLException {
    String address =
        "jdbc:hive2://127.0.0.1:%s/gold;ssl=true;sslTrustStore=%s;trustStorePassword=%s"
            .formatted(compose.port("10000"), compose.secret("endpoint_tls"), PASSWORD);
    try (Connection client = DriverManager.getConnection(address, "lin", PASSWORD);
        Statement statement = client.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM gold.person")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void upload(Path from, String to) throws IOException {
    Configuration conf = new Configuration();
    conf.set("fs.s3a.endpoint", "http://127.0.0.1:" + compose.port("9000"));
    conf.set("fs.s3a.endpoint.region", "us-east-1");
    conf.set("fs.s3a.path.style.access", "true");
    conf.set("fs.s3a.access.key", compose.environment("s3").get("AWS_ACCESS_KEY_ID"));
    conf.set("fs.s3a.secret.key", PASSWORD);
    try (FileSystem bucket = FileSystem.newInstance(URI.create(to), conf)) {
      bucket.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(from.toUri()), new org.apache.hadoop.fs.Path(to));
    }
  }

  private static void done(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).start().waitFor()).as(command[0]).isZero();
  }
}
