package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand letters home, looked through and locked. */
@Tag("slow") // Minutes.
class LetterVolumeTest {
  @TempDir private Path folder;

  @Test
  void aHundredThousandLettersAreWrittenInTenMinutesAndOneGigabyte() throws Exception {
    Instant start = Instant.now();
    // A child has a heap of 1 GB.
    Process process = Child.start(LetterVolume.class, "100000", folder.resolve("out").toString());
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    System.out.println(said);
    assertThat(said).contains("100000 letters in 2223 files");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(10));
  }
}
