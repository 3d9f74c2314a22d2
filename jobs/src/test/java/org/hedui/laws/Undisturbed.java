package org.hedui.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.laws.MiniCounty.EARLY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedui.Fixtures;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * A run that nothing disturbed, made once for all proofs of a JVM, and the sum of what they did:
 * {@code @ExtendWith({SparkTest.class, Undisturbed.class})}.
 */
final class Undisturbed implements BeforeAllCallback {
  static final Path SCHEMAS = Fixtures.home().resolve("schemas");

  private static final AtomicLong FAULTS = new AtomicLong();
  private static final AtomicLong RUNS = new AtomicLong();
  private static final AtomicLong COMPARED = new AtomicLong();
  private static final AtomicLong LOSSES = new AtomicLong();

  private static Run run;

  @Override
  public void beforeAll(ExtensionContext context) {
    run =
        context
            .getRoot()
            .getStore(Namespace.create(Undisturbed.class))
            .getOrComputeIfAbsent(Run.class);
  }

  /** The deliveries of the run. */
  static Path landing() {
    return run.landing;
  }

  /** Something goes wrong. */
  static void fault() {
    FAULTS.incrementAndGet();
  }

  /** A run begins or is continued. */
  static void run() {
    RUNS.incrementAndGet();
  }

  /** Demands that the rows published are those of the undisturbed run. */
  static void compare(String moment, List<String> rows) {
    COMPARED.addAndGet(rows.size());
    LOSSES.addAndGet(differences(rows));
    assertThat(rows).as(moment).isEqualTo(run.published);
  }

  /** Rows that one of both has and the other has not. */
  private static long differences(List<String> rows) {
    Map<String, Long> counts =
        Stream.concat(
                rows.stream().map(row -> Map.entry(row, 1L)),
                run.published.stream().map(row -> Map.entry(row, -1L)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
    return counts.values().stream().mapToLong(Math::abs).sum();
  }

  /** Runs before the first proof, and tells the sum after the last. */
  static final class Run implements CloseableResource {
    private final Path folder;
    private final Path landing;
    private final List<String> published;

    Run() throws IOException {
      folder = Files.createTempDirectory("hedui-undisturbed");
      landing = MiniCounty.write(folder);
      LawLake lake = new LawLake(folder.resolve("lake"), SCHEMAS);
      lake.run(EARLY, landing);
      published = lake.published();
      assertThat(published).hasSizeGreaterThan(200);
    }

    @Override
    public void close() throws IOException {
      System.out.printf(
          "faults injected %d, runs %d, rows compared %d, losses %d%n",
          FAULTS.get(), RUNS.get(), COMPARED.get(), LOSSES.get());
      Shell.run("rm", "-rf", folder.toString());
    }
  }
}
