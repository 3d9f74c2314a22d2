package org.hedui.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.function.PseudonymKey;
import org.hedui.lake.DeadFiles;
import org.hedui.lake.Lake;
import org.hedui.lake.SmallFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit is chained and sealed; whoever rewrites the table is found out. */
@ExtendWith(SparkTest.class)
class AuditTest {
  @TempDir private static Path folder;
  private static Path original;
  private Lake lake;
  private List<AuditLog.Head> known;

  @BeforeAll
  static void writeFiveEntries() {
    original = folder.resolve("original");
    AuditLog log = new AuditLog(lake(original), PseudonymKey.lake());
    for (int i = 1; i <= 5; i++) {
      log.add(entry("e" + i));
    }
    // What is there is not added again.
    log.add(entry("e3"));
  }

  @BeforeEach
  void copy() throws IOException {
    Path copy = Files.createTempDirectory(folder, "copy");
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(original.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    lake = lake(copy);
    known = List.of(new AuditLog(lake, PseudonymKey.lake()).head().orElseThrow());
  }

  private static Lake lake(Path root) {
    return new Lake(SparkTest.session(), root.toString(), Fixtures.schemas());
  }

  private static AuditEntry entry(String id) {
    return new AuditEntry(
        id,
        "run",
        "王老师",
        Optional.of("核查"),
        Optional.of(LocalDate.of(2023, 11, 30)),
        Optional.of("20231130-1-abcdef"),
        Optional.empty(),
        3,
        "begins");
  }

  private List<String> faults(List<AuditLog.Head> elsewhere) {
    return AuditCheck.of(lake, PseudonymKey.lake(), elsewhere).faults();
  }

  private void sql(String statement) {
    SparkTest.session()
        .sql(statement.replace("AUDIT", "delta.`" + lake.path(AuditLog.TABLE) + "`"));
  }

  @Test
  void whatWasWrittenIsProved() {
    AuditCheck.Result result = AuditCheck.of(lake, PseudonymKey.lake(), known);
    assertThat(result.faults()).isEmpty();
    assertThat(result.entries()).isEqualTo(5);
    assertThat(result.head()).contains(known.get(0));
  }

  /** The table is open to who can write its files; he has no key and no anchor. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE AUDIT SET who = '别人' WHERE sequence = 3          | [CHANGED] entry 3",
        "DELETE FROM AUDIT WHERE sequence = 5                      | [REMOVED] entry 5",
      })
  void tamperingIsFound(String statement, String fault) {
    sql("ALTER TABLE AUDIT SET TBLPROPERTIES ('delta.appendOnly' = 'false')");
    sql(statement);
    assertThat(faults(known)).anySatisfy(found -> assertThat(found).startsWith(fault));
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE AUDIT SET purpose = NULL WHERE sequence = 5        | [CHANGED] entry 5",
        "UPDATE AUDIT SET happened_at = happened_at + INTERVAL 1 HOUR WHERE sequence = 1 | [CHANGED] entry 1",
        "DELETE FROM AUDIT WHERE sequence = 2                      | [REMOVED] entry 2",
        "DELETE FROM AUDIT WHERE sequence = 1                      | [REMOVED] entry 1",
        "DELETE FROM AUDIT                                         | [REMOVED] entry 5",
        "INSERT INTO AUDIT SELECT * FROM AUDIT WHERE sequence = 4  | [INSERTED] entry 4",
        "UPDATE AUDIT SET sequence = 7 - sequence WHERE sequence IN (3, 4) | [BROKEN] entry 3",
        "UPDATE AUDIT SET seal = entry_hash WHERE sequence = 2     | [FORGED] entry 2",
        "UPDATE AUDIT SET key_fingerprint = 'x' WHERE sequence = 5 | [FORGED] entry 5",
        "UPDATE AUDIT SET sequence = NULL WHERE sequence = 1       | [REMOVED] entry 1",
        "INSERT INTO AUDIT SELECT audit_id, happened_at, command, who, account, purpose, business_date, file_name, file_hash, row_count, detail, NULL, NULL, NULL, NULL, NULL FROM AUDIT WHERE sequence = 4 | [BROKEN] entry 1",
      })
  void tamperingOfEveryKindIsFound(String statement, String fault) {
    tamperingIsFound(statement, fault);
  }

  @Test
  void aCommitTakenOffTheLogIsFoundByWhatIsKnownElsewhere() throws IOException {
    Path log = Path.of(lake.path(AuditLog.TABLE), "_delta_log");
    for (String end : new String[] {"json", "crc"}) {
      Files.delete(log.resolve("00000000000000000004." + end));
    }
    Files.deleteIfExists(log.resolve(".00000000000000000004.json.crc"));
    lake.spark().sql("CLEAR CACHE");
    org.apache.spark.sql.delta.DeltaLog.clearCache();

    assertThat(faults(List.of())).isEmpty();
    assertThat(faults(known))
        .containsExactly("[REMOVED] entry 5 is known from elsewhere and is missing");
  }

  /** He who makes a sound chain of his own still lacks the key. */
  @Test
  void aChainMadeAnewWithoutTheKeyIsForged() throws IOException {
    Path other = Files.writeString(folder.resolve("other.key"), "ab".repeat(12) + SparkTest.KEY);
    PseudonymKey stranger = PseudonymKey.of(other);
    Lake forged = lake(Files.createTempDirectory(folder, "forged"));
    for (int i = 1; i <= 5; i++) {
      new AuditLog(forged, stranger).add(entry("e" + i));
    }
    sql("ALTER TABLE AUDIT SET TBLPROPERTIES ('delta.appendOnly' = 'false')");
    sql("DELETE FROM AUDIT");
    lake.append(AuditLog.TABLE, forged.read(AuditLog.TABLE));
    assertThat(faults(List.of()))
        .containsExactly("[FORGED] entry 1 and all after it bear no seal of the lake's key");

    // Nor does it help to say that the key was the lake's.
    sql("ALTER TABLE AUDIT SET TBLPROPERTIES ('delta.appendOnly' = 'false')");
    sql("UPDATE AUDIT SET key_fingerprint = '" + PseudonymKey.lake().fingerprint() + "'");
    assertThat(faults(List.of())).hasSize(5).allMatch(fault -> fault.startsWith("[FORGED] entry"));
  }

  @Test
  void severalProcessesAddAtOnceAndTheChainHolds() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < 3; writer++) {
        String name = "w" + writer;
        writers.add(
            () -> {
              AuditLog log = new AuditLog(lake, PseudonymKey.lake());
              for (int i = 0; i < 3; i++) {
                log.add(entry(name + i));
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(writers)) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(faults(known)).isEmpty();
    assertThat(
            lake.read(AuditLog.TABLE).select("sequence").collectAsList().stream()
                .map((Row row) -> row.getLong(0))
                .sorted())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 14).boxed().toList());
  }

  @Test
  void theChainOutlivesClearingUp() {
    new SmallFiles(lake, AuditLog.TABLE).merge();
    new DeadFiles(lake, AuditLog.TABLE, Instant.now(), Instant.now()).remove();
    assertThat(lake.read(AuditLog.TABLE).inputFiles()).hasSize(1);
    new AuditLog(lake, PseudonymKey.lake()).add(entry("e6"));
    assertThat(faults(known)).isEmpty();
  }

  @Test
  void entriesOfBeforeTheChainAreFixedByItsFirst() throws IOException {
    Lake old = lake(Files.createTempDirectory(folder, "old"));
    old.append(
        AuditLog.TABLE,
        lake.read(AuditLog.TABLE)
            .where("sequence <= 2")
            .selectExpr(
                Stream.concat(
                        Stream.of(AuditChain.CONTENT.fieldNames()),
                        Stream.of(AuditChain.LINK.fields())
                            .map(f -> "CAST(NULL AS " + f.dataType().sql() + ") AS " + f.name()))
                    .toArray(String[]::new)));
    lake = old;
    new AuditLog(lake, PseudonymKey.lake()).add(entry("e9"));
    AuditCheck.Result result = AuditCheck.of(lake, PseudonymKey.lake(), List.of());
    assertThat(result.faults()).isEmpty();
    assertThat(List.of(result.outside(), result.entries())).containsExactly(2L, 1L);

    sql("ALTER TABLE AUDIT SET TBLPROPERTIES ('delta.appendOnly' = 'false')");
    sql("UPDATE AUDIT SET who = 'x' WHERE audit_id = 'e1'");
    assertThat(faults(List.of())).singleElement().asString().startsWith("[BROKEN] entry 1");
  }
}
