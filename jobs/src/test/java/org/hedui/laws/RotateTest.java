package org.hedui.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.laws.MiniCounty.EARLY;
import static org.hedui.laws.MiniCounty.LATE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.SchemasLoader;
import org.hedui.function.PseudonymKey;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeScan;
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
  private static final String PUPIL = "丁一鸣";
  private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{12,64}\\b");
  // 128 + SIGKILL
  private static final int KILLED = 137;

  @TempDir private static Path folder;
  private static Path landing;
  private static Path first;
  private static Path second;
  private static LawLake rotated;
  private static LawLake fresh;
  private static String keyOfTests;
  private static Set<String> old;

  @BeforeAll
  static void runTwoDates() throws IOException {
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
    rotated.run(LATE, landing);
    use(second);
    fresh.run(EARLY, landing);
    fresh.run(LATE, landing);
  }

  @AfterAll
  static void useTheKeyOfTests() {
    System.setProperty(PseudonymKey.FILE_PROPERTY, keyOfTests);
  }

  private static void use(Path key) {
    System.setProperty(PseudonymKey.FILE_PROPERTY, key.toString());
  }

  private static Lake lake(String name) {
    return new Lake(
        SparkTest.session(), folder.resolve(name).toString(), SchemasLoader.require(SCHEMAS));
  }

  private static TestTerminal hedui(int exitCode, String name, String... args) {
    TestTerminal terminal = new TestTerminal(Map.of("HEDUI_SCHEMAS", SCHEMAS.toString()));
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--lake=" + folder.resolve(name));
    assertThat(terminal.execute(TestTerminal.stages(), all.toArray(String[]::new)))
        .as("%s %s", terminal.out(), terminal.err())
        .isEqualTo(exitCode);
    return terminal;
  }

  private static TestTerminal rotate(
      int exitCode, String name, Path from, Path to, String... more) {
    List<String> args = new ArrayList<>(arguments(from, to));
    args.addAll(List.of(more));
    return hedui(exitCode, name, args.toArray(String[]::new));
  }

  private static List<String> arguments(Path from, Path to) {
    return List.of(
        "rotate-key", "--key-file=" + from, "--new-key-file=" + to, "--by=王老师", "--reason=钥匙外泄");
  }

  private static void execute(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  /** Rows of every table without what its contract marks are those of a lake with another key. */
  @Test
  @Order(1)
  void whatFollowsFromTheKeyIsMarked() {
    List<String> wrong = new ArrayList<>();
    int tables = 0;
    for (Contract contract : lake("rotated").schemas().contracts().values()) {
      if (contract.kind() == Contract.Kind.TABLE && !contract.name().startsWith("ops.")) {
        tables++;
        if (!unmarked(rotated, contract).equals(unmarked(fresh, contract))) {
          wrong.add(contract.name());
        }
      }
    }
    System.out.println(tables + " tables compared without their keyed columns");
    assertThat(wrong).isEmpty();
  }

  private static List<String> unmarked(LawLake lake, Contract contract) {
    if (!lake.has(contract.name())) {
      return List.of();
    }
    boolean ofDates = contract.columns().stream().anyMatch(c -> c.name().equals("business_date"));
    Dataset<Row> rows = ofDates ? lake.read(contract.name(), LATE) : lake.read(contract.name());
    String[] keyed =
        contract.columns().stream()
            .filter(column -> column.keyed().isPresent())
            .map(Column::name)
            .toArray(String[]::new);
    return rows.drop(keyed).toJSON().collectAsList().stream().sorted().toList();
  }

  @Test
  @Order(2)
  void aTrialChangesNothing() {
    List<String> before = rotated.everything(EARLY);
    Path none = folder.resolve("none.key");
    assertThat(rotate(0, "rotated", first, none, "--dry-run").out())
        .contains("silver.case", "nothing was done");
    assertThat(none).doesNotExist();
    assertThat(rotated.everything(EARLY)).isEqualTo(before);
  }

  /** Processes are killed at commits further and further on, until one has no such commit. */
  @Test
  @Order(3)
  void killedAnywhereItGoesOn() throws IOException, InterruptedException {
    execute("cp", "-a", folder.resolve("rotated").toString(), folder.resolve("killed").toString());
    int kills = 0;
    int exitCode = KILLED;
    while (exitCode == KILLED) {
      String moment = kills % 2 == 0 ? "before" : "after";
      int commit = 2 + kills * kills * 7;
      exitCode = rotatedByAChild(CommitFault.kill(moment, commit));
      System.out.println("killed " + moment + " commit " + commit + ": exit code " + exitCode);
      if (exitCode == KILLED) {
        kills++;
        use(second);
        String[] run = {"run", "--business-date=" + LATE, "--landing=" + landing};
        assertThat(hedui(2, "killed", run).err()).contains("[KEY_ROTATING]");
      }
    }
    assertThat(exitCode).isZero();
    assertThat(kills).isGreaterThanOrEqualTo(3);
    DeltaLog.clearCache();
    LawLake killed = new LawLake(folder.resolve("killed"), SCHEMAS);
    sameOfBothDates(killed);
    assertThat(hedui(0, "killed", "audit", "verify").out()).contains("as they were written");
  }

  private static int rotatedByAChild(String fault) throws IOException, InterruptedException {
    List<String> args = new ArrayList<>(arguments(first, second));
    args.add("--lake=" + folder.resolve("killed"));
    args.addAll(CommitFault.options(fault));
    Process process =
        TestTerminal.process(
            Map.of("HEDUI_SCHEMAS", SCHEMAS.toString()), args.toArray(String[]::new));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    assertThat(exitCode).as(said).isIn(0, KILLED);
    return exitCode;
  }

  @Test
  @Order(4)
  void whatWasRunBeforeIsWhatTheNewKeyMakes() {
    old = pseudonyms(rotated);
    old.removeAll(pseudonyms(fresh));
    assertThat(old)
        .hasSizeGreaterThan(50)
        .containsAll(
            rotated
                .read("gold.person", EARLY)
                .select("person_id")
                .as(Encoders.STRING())
                .collectAsList());
    assertThat(new LakeScan(lake("rotated"), old).scan().found()).hasSizeGreaterThan(10);
    System.out.println(rotate(0, "rotated", first, second).out());
    sameOfBothDates(rotated);
    assertThat(hedui(0, "rotated", "audit", "verify").out()).contains("as they were written");
  }

  /** Everything that looks like a pseudonym or a hash. */
  private static Set<String> pseudonyms(LawLake lake) {
    return Stream.of(EARLY, LATE)
        .flatMap(date -> lake.slice(date).stream())
        .flatMap(row -> HASH.matcher(row).results().map(MatchResult::group))
        .collect(Collectors.toSet());
  }

  @Test
  @Order(5)
  void noFileHoldsAnOldPseudonym() {
    LakeScan.Result result = new LakeScan(lake("rotated"), old).scan();
    System.out.println(old.size() + " old pseudonyms looked for in files " + result.files());
    assertThat(result.found()).isEmpty();
  }

  @Test
  @Order(6)
  void whatIsRunAfterwardsIsToo() {
    use(second);
    rotated.run(LATE, landing);
    fresh.run(LATE, landing);
    same(rotated.slice(LATE), fresh.slice(LATE));
    same(rotated.published(), fresh.published());
    assertThat(hedui(2, "rotated", "audit", "verify", "--key-file=" + first).err())
        .contains("[KEY_WRONG]");
  }

  @Test
  @Order(7)
  void aSecondRotationIsLikeTheFirst() {
    Path third = folder.resolve("third.key");
    rotate(0, "killed", second, third);
    LawLake begun = new LawLake(folder.resolve("third"), SCHEMAS);
    use(third);
    begun.run(EARLY, landing);
    same(new LawLake(folder.resolve("killed"), SCHEMAS).slice(EARLY), begun.slice(EARLY));
  }

  @Test
  @Order(8)
  void whoIsErasedStaysOut() {
    use(second);
    String id =
        rotated
            .read("silver.person", LATE)
            .where("name = '" + PUPIL + "'")
            .head()
            .getAs("person_id");
    assertThat(hedui(0, "rotated", "explain", id).out()).contains(id);
    hedui(0, "rotated", "erase", "--person=" + id, "--by=王老师", "--reason=申请12号");
    Path fourth = folder.resolve("fourth.key");
    rotate(0, "rotated", second, fourth);
    use(fourth);
    rotated.run(LATE, landing);
    Set<String> traces = Set.of(PUPIL, MiniCounty.withNumbers("#" + PUPIL), id);
    assertThat(new LakeScan(lake("rotated"), traces).scan().found()).isEmpty();
    assertThat(hedui(0, "rotated", "audit", "verify").out()).contains("as they were written");
  }

  private static void sameOfBothDates(LawLake lake) {
    same(lake.slice(EARLY), fresh.slice(EARLY));
    same(lake.slice(LATE), fresh.slice(LATE));
    same(lake.published(), fresh.published());
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
