package org.hedui.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hedui.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymKeyTest {
  @TempDir private Path folder;

  @Test
  void pseudonymsAreThoseOfOpenssl() {
    // printf 'person|529921199001010019' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0001…1f
    PseudonymKey key = PseudonymKey.find(null, Map.of("HEDUI_KEY", SparkTest.KEY));
    assertThat(key.pseudonym("person", "529921199001010019"))
        .isEqualTo("5370751ea3919374b06eeda5aca785e9f5f183ef79ebda268897d8c7d5ea330a");
    assertThat(key.pseudonym("姓名", "张明"))
        .isEqualTo("5137a4d6e80e93fb5ba4bf94ee0ad163e2109be67423f2b101ee1e95a4e35b40");
    assertThat(key.fingerprint()).isEqualTo("1e5c7a59e8e0f564");
  }

  @Test
  void propertyThenFileThenVariable() throws IOException {
    String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(SparkTest.KEY));
    Path known = Files.writeString(folder.resolve("known"), base64 + "\n");
    Path other = folder.resolve("other");
    PseudonymKey.generate(other);

    String fingerprint = PseudonymKey.find(null, Map.of("HEDUI_KEY", SparkTest.KEY)).fingerprint();
    Map<String, String> files =
        Map.of("HEDUI_KEY_FILE", known.toString(), "HEDUI_KEY", "f".repeat(64));
    assertThat(PseudonymKey.find(null, files).fingerprint()).isEqualTo(fingerprint);
    assertThat(PseudonymKey.find(other.toString(), files).fingerprint())
        .isNotEqualTo(fingerprint)
        .matches("[0-9a-f]{16}");
  }

  @Test
  void aNewKeyIsItsOwnersAloneAndNeverReplaced() throws IOException {
    Path file = folder.resolve("key");
    PseudonymKey.generate(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String written = Files.readString(file);
    assertThat(written).matches("[0-9a-f]{64}\n");
    assertThat(code(() -> PseudonymKey.generate(file))).isEqualTo("KEY_EXISTS");
    assertThat(code(() -> PseudonymKey.generate(folder.resolve("none/key"))))
        .isEqualTo("KEY_NOT_WRITTEN");
    assertThat(Files.readString(file)).isEqualTo(written);
  }

  @Test
  void theNextKeyIsThisOneAndALineMore() throws IOException {
    Path file = folder.resolve("key");
    Path next = folder.resolve("next");
    PseudonymKey.generate(file);
    PseudonymKey key = PseudonymKey.of(file);
    key.generateNext(next);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(next)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(next)).startsWith(Files.readString(file)).hasLineCount(2);
    assertThat(code(() -> key.generateNext(next))).isEqualTo("KEY_EXISTS");

    PseudonymKey after = PseudonymKey.of(next);
    assertThat(key.isFollowedBy(after)).isTrue();
    assertThat(after.isFollowedBy(key)).isFalse();
    assertThat(key.isFollowedBy(key)).isFalse();
    assertThat(after.rotations()).isEqualTo(1);
    assertThat(after.fingerprint()).matches("[0-9a-f]{16}").isNotEqualTo(key.fingerprint());
    // The order of lines counts.
    Path swapped = folder.resolve("swapped");
    Files.writeString(swapped, Files.readString(next).lines().toList().get(1) + "\n");
    Files.writeString(swapped, Files.readString(file), java.nio.file.StandardOpenOption.APPEND);
    assertThat(key.isFollowedBy(PseudonymKey.of(swapped))).isFalse();
    Path twice = Files.writeString(folder.resolve("twice"), Files.readString(file).repeat(2));
    assertThat(code(() -> PseudonymKey.of(twice))).isEqualTo("KEY_WEAK");
  }

  @ParameterizedTest
  @CsvSource({
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e, KEY_WEAK", // 31 bytes
    "0000000000000000000000000000000000000000000000000000000000000000, KEY_WEAK",
    "'', KEY_WEAK",
    "AAECAwQFBgcICQoLDA0ODw==, KEY_WEAK",
    "my secret, KEY_UNREADABLE"
  })
  void badKeysAreRefusedAndNotRepeated(String key, String code) {
    Map<String, String> environment = Map.of("HEDUI_KEY", key);
    assertThat(code(() -> PseudonymKey.find(null, environment))).isEqualTo(code);
    assertThatThrownBy(() -> PseudonymKey.find(null, environment))
        .hasMessageContaining("HEDUI_KEY")
        .satisfies(e -> assertThat(e.toString()).doesNotContain(key.isEmpty() ? "null" : key));
  }

  @Test
  void aMissingKeyIsReported() {
    assertThat(code(() -> PseudonymKey.find(null, Map.of()))).isEqualTo("KEY_MISSING");
    Map<String, String> environment = Map.of("HEDUI_KEY_FILE", folder.resolve("none").toString());
    assertThat(code(() -> PseudonymKey.find(null, environment))).isEqualTo("KEY_UNREADABLE");
  }

  private static String code(ThrowingCallable call) {
    return catchThrowableOfType(KeyException.class, call).code();
  }
}
