package org.hedui.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
import org.hedui.SparkTest;
import org.hedui.contract.Contract;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.stage.RunContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A delivery that is replaced while it is read is taken in as it was, as it is, or not at all. */
@ExtendWith(SparkTest.class)
class DeliveryChangeTest {
  private static final Schemas SCHEMAS =
      SchemasLoader.require(Path.of(System.getenv("HEDUI_HOME")).resolve("schemas"));
  private static final LocalDate DATE = LocalDate.of(2023, 11, 30);
  private static final String HEADER = "姓名,身份证号,单位名称,金额\n";
  private static final String REFUSED = "DELIVERY_CHANGED";

  private static final int MANY = 40_000;

  @TempDir private Path folder;
  private Path delivery;
  private Configuration settings;

  @BeforeEach
  void open() throws IOException {
    delivery = Files.createDirectories(folder.resolve("landing/payroll/" + DATE));
    settings = SparkTest.session().sparkContext().hadoopConfiguration();
    settings.set("fs.file.impl", ChangingFiles.class.getName());
    settings.set("fs.file.impl.disable.cache", "true");
  }

  @AfterEach
  void restore() {
    settings.unset("fs.file.impl");
    settings.unset("fs.file.impl.disable.cache");
    settings.unset(ChangingFiles.AT);
  }

  @Test
  void noOldRowMeetsANewOne() throws IOException {
    replaceAtEveryMoment("cp -f");
  }

  @Test
  @Tag("slow") // The same once more, for files that are moved into their place.
  void noOldRowMeetsANewOneThatWasMovedThere() throws IOException {
    replaceAtEveryMoment("mv -f");
  }

  /** Two files, each opened three times: both are replaced at each of these moments. */
  private void replaceAtEveryMoment(String command) throws IOException {
    Set<String> outcomes = new TreeSet<>();
    for (int at = 1; at <= 7; at++) {
      write(delivery.resolve("a.csv"), "old", 3);
      write(delivery.resolve("b.csv"), "old", 3);
      Path next = Files.createDirectories(folder.resolve("next"));
      write(next.resolve("a.csv"), "new", 3);
      write(next.resolve("b.csv"), "new", 3);
      settings.setInt(ChangingFiles.AT, at);
      settings.set(ChangingFiles.SCRIPT, command + " " + next + "/* " + delivery);
      ChangingFiles.reset();
      outcomes.add(ingested(folder.resolve("lake" + at)));
      assertThat(ChangingFiles.opened()).isLessThanOrEqualTo(6);
    }
    assertThat(outcomes).contains(REFUSED).isSubsetOf(REFUSED, "old", "new");
  }

  @Test
  @Tag("slow") // It takes chance some time to meet the moments.
  void aDeliveryThatChangesAllTheTimeIsNeverMixed() throws Exception {
    Path file = delivery.resolve("a.csv");
    write(file, "old", MANY);
    Path old = folder.resolve("old");
    Files.copy(file, old);
    Path next = folder.resolve("new");
    write(next, "new", MANY);
    Set<String> outcomes = new TreeSet<>();
    Process changer =
        new ProcessBuilder(
                "sh",
                "-c",
                "while true; do cat %s >%s; sleep 0.3; cat %s >%s; sleep 0.2; done"
                    .formatted(old, file, next, file))
            .start();
    try {
      for (int i = 0; i < 8; i++) {
        outcomes.add(ingested(folder.resolve("lake" + i)));
      }
    } finally {
      changer.destroyForcibly().waitFor();
    }
    assertThat(outcomes).contains(REFUSED).isSubsetOf(REFUSED, "old", "new");
    write(file, "new", MANY);
    assertThat(ingested(folder.resolve("quiet"))).isEqualTo("new");
  }

  private static void write(Path file, String content, int rows) throws IOException {
    Files.writeString(
        file,
        IntStream.range(0, rows)
            .mapToObj(i -> "甲,%s%s%d,%s,1\n".formatted(file.getFileName(), content, i, content))
            .collect(Collectors.joining("", HEADER, "")));
  }

  /** The contents that a lake holds after a stage, or the code with which it was refused. */
  private String ingested(Path root) {
    Contract registry = TestContracts.payroll(Contract.Load.SNAPSHOT);
    Map<String, Contract> contracts =
        Stream.concat(
                Stream.of("bronze.quarantine", "bronze.duplicate", "ops.feed")
                    .map(SCHEMAS::contract),
                Stream.of(registry))
            .collect(Collectors.toMap(Contract::name, contract -> contract));
    Schemas schemas =
        new Schemas(
            contracts,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            SCHEMAS.hash());
    Lake lake = new Lake(SparkTest.session(), root.toString(), schemas);
    try {
      new IngestStage()
          .run(new RunContext(lake, DATE, folder.resolve("landing").toString(), "run"));
    } catch (Exception e) {
      HeduiException refused = ExceptionUtils.throwableOfType(e, HeduiException.class);
      return refused == null ? e.toString() : refused.code();
    }
    return lake
        .read(TableName.of("bronze.payroll"))
        .select("employer")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .collect(Collectors.joining(" and "));
  }
}
