package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.hedui.SparkTest;
import org.hedui.contract.HeduiException;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job repository and the lock of a remote lake in a real PostgreSQL. */
@ExtendWith(SparkTest.class)
class PostgresTest {
  private static EmbeddedPostgres postgres;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void aRunIsRestartedFromThere() throws IOException {
    String lake = folder.resolve("lake").toString();
    Map<String, String> environment =
        Map.of(
            "HEDUI_SCHEMAS",
            TestSchemas.write(folder).toString(),
            "HEDUI_JDBC_URL",
            postgres.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", ""),
            "HEDUI_JDBC_USER",
            "postgres",
            "HEDUI_JDBC_PASSWORD",
            "postgres");
    ScriptedStage first = ScriptedStage.idle("ingest");
    ScriptedStage broken =
        new ScriptedStage(
            "link",
            context -> {
              throw new HeduiException("SOMETHING", 1, "修");
            });
    assertThat(
            new TestTerminal(environment)
                .execute(
                    List.of(first, broken),
                    "run",
                    "--business-date=20231130",
                    "--lake=" + lake,
                    "--landing=" + folder))
        .isEqualTo(1);
    assertThat(
            new TestTerminal(environment)
                .execute(List.of(first, ScriptedStage.idle("link")), "restart", "--lake=" + lake))
        .isZero();
    assertThat(first.runs()).isEqualTo(1);
    TestTerminal status = new TestTerminal(environment);
    assertThat(status.execute(List.of(), "status", "--lake=" + lake)).isZero();
    assertThat(status.out()).contains("COMPLETED");
  }

  @Test
  void aRemoteLakeIsLockedAndItsHolderKnown() {
    LakeAddress lake = new LakeAddress("s3a://bucket/lake");
    LakeAddress other = new LakeAddress("s3a://bucket/other");
    try (LakeLock lock = LakeLock.acquire(lake, postgres.getPostgresDatabase(), "run 7")) {
      lock.check();
      assertThat(LakeLock.holder(lake, postgres.getPostgresDatabase())).contains("run 7");
      assertThatThrownBy(() -> LakeLock.acquire(lake, postgres.getPostgresDatabase(), "run 8"))
          .isInstanceOfSatisfying(HeduiException.class, e -> assertThat(e.exitCode()).isEqualTo(4))
          .hasMessageContaining("run 7");
      LakeLock.acquire(other, postgres.getPostgresDatabase(), "run 9").close();
    }
    assertThat(LakeLock.holder(lake, postgres.getPostgresDatabase())).isEmpty();
  }

  @Test
  void aLockWhoseConnectionBrokeIsLost() throws SQLException {
    LakeAddress lake = new LakeAddress("s3a://bucket/broken");
    try (LakeLock lock = LakeLock.acquire(lake, postgres.getPostgresDatabase(), "broken")) {
      try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
        connection
            .createStatement()
            .execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'broken'");
      }
      assertThatThrownBy(lock::check)
          .isInstanceOfSatisfying(
              HeduiException.class, e -> assertThat(e.code()).isEqualTo("LOCK_LOST"));
    }
  }
}
