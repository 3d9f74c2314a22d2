package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.hedui.contract.HeduiException;
import org.hedui.lake.LakeAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Where a setting comes from, and which are refused. */
class SettingsTest {
  @TempDir private Path folder;

  private static Settings resolve(Map<String, String> environment, String... options) {
    SettingsOptions parsed = new SettingsOptions();
    CommandLine.populateCommand(parsed, options);
    return parsed.resolve(environment, null, Optional.of(Path.of("/demo/lake")));
  }

  @Test
  void anOptionWinsOverTheEnvironmentOverTheDefault() {
    assertThat(resolve(Map.of()).lake().root()).isEqualTo("/demo/lake");
    assertThat(resolve(Map.of("HEDUI_LAKE", "/env/lake")).lake().root()).isEqualTo("/env/lake");
    assertThat(resolve(Map.of("HEDUI_LAKE", "/env/lake"), "--lake", "/opt/lake").lake().root())
        .isEqualTo("/opt/lake");
    assertThat(resolve(Map.of("HEDUI_LAKE", " ")).lake().root()).isEqualTo("/demo/lake");
  }

  @Test
  void sparkSettingsComeFromFileAndOptions() throws IOException {
    Path file = Files.writeString(folder.resolve("spark.conf"), "spark.a=1\nspark.b=2\n");
    assertThat(
            resolve(Map.of("HEDUI_SPARK_CONF", file.toString()), "--conf", "spark.b=3=4")
                .sparkConf())
        .isEqualTo(Map.of("spark.a", "1", "spark.b", "3=4"));
  }

  @Test
  void theRepositoryLiesInTheLakeUnlessItIsNamed() {
    assertThat(resolve(Map.of()).database().file()).contains(Path.of("/demo/lake/_hedui/batch"));
    Settings named =
        resolve(
            Map.of(
                "HEDUI_JDBC_URL", "jdbc:postgresql://db/hedui", "HEDUI_JDBC_PASSWORD", "geheim"));
    assertThat(named.database().file()).isEmpty();
    assertThat(named.database().user()).isEqualTo("hedui");
    assertThat(named.toString()).doesNotContain("geheim");
  }

  @Test
  void aSemicolonInTheLakesNameDoesNotEndTheAddressOfTheRepository() {
    assertThat(resolve(Map.of(), "--lake", "/a;b").database().file())
        .contains(Path.of("/a;b/_hedui/batch"));
  }

  @Test
  void aRemoteLakeNeedsADatabaseThatLocksIt() {
    assertThatThrownBy(() -> resolve(Map.of(), "--lake", "s3a://bucket/lake"))
        .isInstanceOfSatisfying(
            HeduiException.class, e -> assertThat(e.code()).isEqualTo("JDBC_URL_MISSING"));
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotRepeated() {
    assertThatThrownBy(
            () -> resolve(Map.of(), "--jdbc-url", "jdbc:postgresql://db/x?password=geheim"))
        .isInstanceOfSatisfying(HeduiException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
        .hasMessageNotContaining("geheim");
  }

  @Test
  void lakesAreFoldersOrBuckets() {
    assertThat(new LakeAddress("s3a://bucket/a/").root()).isEqualTo("s3a://bucket/a");
    assertThat(new LakeAddress("file:///x/y/").root()).isEqualTo("/x/y");
    assertThat(new LakeAddress("/x/../y").root()).isEqualTo("/y");
    for (String wrong : new String[] {"", "hdfs://host/x", "s3a://key:geheim@bucket/x", "s3a://"}) {
      assertThatThrownBy(() -> new LakeAddress(wrong))
          .isInstanceOf(HeduiException.class)
          .hasMessageNotContaining("geheim");
    }
  }
}
