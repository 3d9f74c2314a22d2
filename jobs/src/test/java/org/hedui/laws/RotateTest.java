package org.hedui.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.laws.MiniCounty.EARLY;
import static org.hedui.laws.MiniCounty.LATE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.function.PseudonymKey;
import org.hedui.run.TestTerminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A lake that was led to a new key is the lake that the new key would have made. */
@Tag("slow")
@ExtendWith(SparkTest.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RotateTest {
  private static final Path SCHEMAS = Fixtures.home().resolve("schemas");

  @TempDir private static Path folder;
  private static Path landing;
  private static Path first;
  private static Path second;
  private static LawLake rotated;
  private static LawLake fresh;
  private static String keyOfTests;

  @BeforeAll
  static void runADate() throws IOException {
    keyOfTests = System.getProperty(PseudonymKey.FILE_PROPERTY);
    landing = MiniCounty.write(folder);
    first = folder.resolve("first.key");
    second = folder.resolve("second.key");
    PseudonymKey.generate(first);
    PseudonymKey.of(first).generateNext(second);
    rotated = new LawLake(folder.resolve("rotated"), SCHEMAS);
    fresh = new LawLake(folder.resolve("fresh"), SCHEMAS);
    use(first);
    rotated.run(EARLY, landing);
    use(second);
    fresh.run(EARLY, landing);
  }

  @AfterAll
  static void useTheKeyOfTests() {
    System.setProperty(PseudonymKey.FILE_PROPERTY, keyOfTests);
  }

  private static void use(Path key) {
    System.setProperty(PseudonymKey.FILE_PROPERTY, key.toString());
  }

  private static TestTerminal hedui(int exitCode, Path root, String... args) {
    TestTerminal terminal = new TestTerminal(Map.of("HEDUI_SCHEMAS", SCHEMAS.toString()));
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--lake=" + root);
    assertThat(terminal.execute(TestTerminal.stages(), all.toArray(String[]::new)))
        .as("%s %s", terminal.out(), terminal.err())
        .isEqualTo(exitCode);
    return terminal;
  }

  private static TestTerminal rotate(int exitCode, Path root, Path from, Path to, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "rotate-key",
                "--key-file=" + from,
                "--new-key-file=" + to,
                "--by=王老师",
                "--reason=钥匙外泄"));
    args.addAll(List.of(more));
    return hedui(exitCode, root, args.toArray(String[]::new));
  }

  @Test
  @Order(1)
  void whatWasRunBeforeIsWhatTheNewKeyMakes() {
    assertThat(rotated.slice(EARLY))
        .doesNotContainAnyElementsOf(List.of(fresh.slice(EARLY).get(0)));
    System.out.println(rotate(0, folder.resolve("rotated"), first, second).out());
    same(rotated.slice(EARLY), fresh.slice(EARLY));
    same(rotated.published(), fresh.published());
  }

  @Test
  @Order(2)
  void whatIsRunAfterwardsIsToo() {
    use(second);
    rotated.run(LATE, landing);
    fresh.run(LATE, landing);
    same(rotated.slice(LATE), fresh.slice(LATE));
    same(rotated.published(), fresh.published());
    rotated.run(EARLY, landing);
    same(rotated.slice(EARLY), fresh.slice(EARLY));
  }

  private static void same(List<String> left, List<String> right) {
    List<String> onlyLeft = new ArrayList<>(left);
    onlyLeft.removeAll(right);
    List<String> onlyRight = new ArrayList<>(right);
    onlyRight.removeAll(left);
    System.out.println(left.size() + " rows compared");
    assertThat(onlyLeft).isEqualTo(onlyRight);
  }
}
