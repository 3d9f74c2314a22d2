package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hedui.SparkTest;
import org.hedui.contract.HeduiException;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One run a lake at a time, across threads and processes. */
@ExtendWith(SparkTest.class)
class LockTest {
  @TempDir private Path folder;

  @Test
  void aRunInAnotherProcessIsToldByExitCodeAndHolder() throws IOException {
    Path lake = folder.resolve("lake");
    Process other = Child.start(Holder.class, lake.toString());
    try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("held");
      TestTerminal terminal =
          new TestTerminal(Map.of("HEDUI_SCHEMAS", TestSchemas.write(folder).toString()));
      int exitCode =
          terminal.execute(
              List.of(ScriptedStage.idle("ingest")),
              "run",
              "--business-date=20231130",
              "--lake=" + lake,
              "--landing=" + folder);

      assertThat(exitCode).isEqualTo(4);
      assertThat(terminal.err()).contains("[LAKE_LOCKED]").contains("run 42");
      assertThat(new TestTerminal(Map.of()).execute(List.of(), "status", "--lake", lake.toString()))
          .isZero();
      assertThat(LakeLock.holder(new LakeAddress(lake.toString()), null)).contains("run 42");
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void theLockHoldsWithinOneProcessAndIsGivenBack() {
    LakeAddress lake = new LakeAddress(folder.toString());
    try (LakeLock lock = LakeLock.acquire(lake, null, "run 1")) {
      lock.check();
      assertThat(LakeLock.holder(lake, null)).contains("run 1");
      assertThatThrownBy(() -> LakeLock.acquire(lake, null, "run 2"))
          .isInstanceOfSatisfying(HeduiException.class, e -> assertThat(e.exitCode()).isEqualTo(4))
          .hasMessageContaining("run 1");
    }
    assertThat(LakeLock.holder(lake, null)).isEmpty();
    LakeLock.acquire(lake, null, "run 3").close();
  }

  /** A process that holds a lake's lock until it is killed. */
  static final class Holder {
    public static void main(String[] args) throws IOException {
      try (LakeLock lock = LakeLock.acquire(new LakeAddress(args[0]), null, "run 42")) {
        System.out.println("held");
        lock.check();
        System.in.read();
      }
    }
  }
}
