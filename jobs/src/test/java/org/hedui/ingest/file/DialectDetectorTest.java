package org.hedui.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.hedui.contract.Contract;
import org.hedui.ingest.TestContracts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectDetectorTest {
  private static final Layout LAYOUT = Layout.of(TestContracts.payroll(Contract.Load.SNAPSHOT));
  private static final String TEXT =
      "姓名,身份证号,单位名称\n" + "沐青岚,529921199001010000,青岚县第一中学\n".repeat(50);

  private static Dialect detect(byte[] bytes) {
    try {
      return new DialectDetector(LAYOUT).detect(Fingerprint.of(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String charset, boolean mark) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(((mark ? "\uFEFF" : "") + TEXT).getBytes(Charset.forName(charset)));
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, false, UTF-8",
    "UTF-8, true, UTF-8",
    "GB18030, false, GB18030",
    "GBK, false, GB18030",
    "UTF-16LE, true, UTF-16LE",
    "UTF-16BE, true, UTF-16BE",
    "UTF-16LE, false, UTF-16LE",
    "UTF-16BE, false, UTF-16BE"
  })
  void encodingIsFoundByContent(String written, boolean mark, String found) {
    assertThat(detect(bytes(written, mark))).isEqualTo(new Dialect(found, ','));
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "GB18030"})
  void damagedBytesDoNotChangeTheEncoding(String charset) {
    byte[] bytes = bytes(charset, false);
    for (int at = bytes.length / 2; at < bytes.length; at += 97) {
      bytes[at] = (byte) 0xff;
    }
    assertThat(detect(bytes).charset()).isEqualTo(charset);
  }

  @Test
  void theHeaderDecidesWhereAShortFileIsAlmostValidInBoth() {
    byte[] bytes = "姓名,身份证号,单位名称\n王,1,中\n".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 2] = (byte) 0xe4;
    assertThat(detect(bytes).charset()).isEqualTo("UTF-8");
  }

  @ParameterizedTest
  @CsvSource({"';'", "','"})
  void separatorIsFoundByHeader(char separator) {
    byte[] bytes = TEXT.replace(',', separator).getBytes(StandardCharsets.UTF_8);
    assertThat(detect(bytes).separator()).isEqualTo(separator);
  }

  @Test
  void tabsSeparateToo() {
    assertThat(detect(TEXT.replace(',', '\t').getBytes(StandardCharsets.UTF_8)).separator())
        .isEqualTo('\t');
  }
}
