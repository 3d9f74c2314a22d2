package org.hedui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every proof that docs/threat-model.md names is there. */
class ThreatModelTest {
  private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w+Test)#(\\w+)`");

  @Test
  void everyClaimNamesATestThatIsThere() throws IOException {
    List<Path> tests;
    try (Stream<Path> files = Files.walk(Fixtures.home().resolve("jobs/src/test/java"))) {
      tests = files.filter(file -> file.toString().endsWith("Test.java")).toList();
    }
    List<String> missing = new ArrayList<>();
    List<MatchResult> proofs =
        PROOF
            .matcher(Files.readString(Fixtures.home().resolve("docs/threat-model.md")))
            .results()
            .toList();
    assertThat(proofs).hasSizeGreaterThan(30);
    for (MatchResult proof : proofs) {
      Pattern method = Pattern.compile("void " + proof.group(2) + "\\(");
      boolean there = false;
      for (Path test : tests) {
        there |=
            test.endsWith(proof.group(1) + ".java")
                && method.matcher(Files.readString(test)).find();
      }
      if (!there) {
        missing.add(proof.group());
      }
    }
    assertThat(missing).isEmpty();
  }
}
