package org.hedui.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDraftsTest {
  private static final String DRAFT = ".00000000000000000000.crc.73c6fa4f-d2d0.tmp";

  @TempDir private Path lake;

  @Test
  void whatAKilledProcessLeftIsRemovedAndNothingElse() throws IOException {
    Path checksum = file("silver/person/_delta_log/" + DRAFT);
    Path besideIt = file("silver/person/_delta_log/." + DRAFT + ".crc");
    Path commit = file("silver/person/_delta_log/.00000000000000000001.json.9a2e.tmp");
    Path named = file("silver/person/_delta_log/00000000000000000000.json");
    Path hadoops = file("silver/person/_delta_log/.00000000000000000000.json.crc");
    Path rows = file("silver/person/business_date=2023-11-30/part-0.parquet");

    LogDrafts.remove(lake);

    assertThat(checksum).doesNotExist();
    assertThat(besideIt).doesNotExist();
    assertThat(commit).doesNotExist();
    assertThat(named).exists();
    assertThat(hadoops).exists();
    assertThat(rows).exists();
  }

  @Test
  void whatMayStillBeWrittenIsLeft() throws IOException {
    Path written = file("ops/audit/_delta_log/" + DRAFT);
    Path abandoned = file("ops/audit/_delta_log/.00000000000000000001.json.9a2e.tmp");
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));

    LogDrafts.remove(lake);

    assertThat(written).exists();
    assertThat(abandoned).doesNotExist();
  }

  private Path file(String name) throws IOException {
    Path file = lake.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }
}
