package org.hedui.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLogStoreTest {
  private static final int RIVALS = 8;

  private final Configuration configuration = new Configuration();

  @TempDir private Path folder;

  @Test
  void ofRivalsOneWritesAVersionAndItsFileIsWhole() throws IOException {
    for (int version = 0; version < 50; version++) {
      Path file = file("%020d.json".formatted(version));
      // Each has a store of its own, as processes have.
      List<String> winners =
          IntStream.range(0, RIVALS)
              .mapToObj(rival -> String.valueOf(rival).repeat(10_000))
              .parallel()
              .filter(action -> wins(file, action))
              .toList();
      assertThat(winners).hasSize(1);
      assertThat(Files.readAllLines(file)).containsExactly(winners.get(0), "end");
    }
    assertThat(names()).hasSize(50).allMatch(name -> name.endsWith(".json"));
  }

  private boolean wins(Path file, String action) {
    try {
      write(file, false, action, "end");
      return true;
    } catch (FileAlreadyExistsException lost) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatHadoopWroteIsOverwrittenAndReadByHadoop() throws IOException {
    Path file = file("县 _last_checkpoint");
    org.apache.hadoop.fs.Path path = path(file);
    try (FSDataOutputStream out = path.getFileSystem(configuration).create(path)) {
      out.writeUTF("before");
    }
    assertThat(names()).hasSize(2);

    write(file, true, "after");

    try (FSDataInputStream in = path.getFileSystem(configuration).open(path)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("after\n");
    }
    assertThat(names()).containsExactly("县 _last_checkpoint");
  }

  @Test
  void aCommitThatCannotBeWrittenLeavesNothing() throws IOException {
    Path file = file("%020d.json".formatted(7));
    assertThatThrownBy(
            () ->
                new FolderLogStore(configuration)
                    .write(
                        path(file),
                        Stream.of("one")
                            .map(
                                action -> {
                                  throw new IllegalStateException("cut off");
                                })
                            .map(String::valueOf)
                            .iterator(),
                        false,
                        configuration))
        .hasMessage("cut off");
    assertThat(names()).isEmpty();
  }

  private void write(Path file, boolean overwrite, String... actions) throws IOException {
    new FolderLogStore(configuration)
        .write(path(file), Arrays.asList(actions).iterator(), overwrite, configuration);
  }

  private static org.apache.hadoop.fs.Path path(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
