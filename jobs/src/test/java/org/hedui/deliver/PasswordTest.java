package org.hedui.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.hedui.contract.HeduiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locked files open with their password only. */
class PasswordTest {
  private static final String RIGHT = "对的密码 right-1";
  private final Password password = new Password(RIGHT);
  @TempDir private Path folder;

  @Test
  void aPdfOpensWithItsPasswordOnly() throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document.save(plain);
    }
    byte[] locked = password.lockPdf(plain.toByteArray());

    assertThatThrownBy(() -> Loader.loadPDF(locked)).isInstanceOf(InvalidPasswordException.class);
    assertThatThrownBy(() -> Loader.loadPDF(locked, "wrong-password"))
        .isInstanceOf(InvalidPasswordException.class);
    try (PDDocument opened = Loader.loadPDF(locked, RIGHT)) {
      assertThat(opened.getNumberOfPages()).isEqualTo(1);
      assertThat(opened.getEncryption().getLength()).isEqualTo(256);
      assertThat(opened.getCurrentAccessPermission().canModify()).isFalse();
      assertThat(opened.getCurrentAccessPermission().canPrint()).isTrue();
    }
  }

  @Test
  void aWorkbookOpensWithItsPasswordOnly() throws Exception {
    Path plain = folder.resolve("plain");
    Path locked = folder.resolve("locked");
    Files.writeString(plain, "content ".repeat(2000));
    password.lockWorkbook(plain, locked);

    try (POIFSFileSystem file = new POIFSFileSystem(locked.toFile())) {
      Decryptor decryptor = Decryptor.getInstance(new EncryptionInfo(file));
      assertThat(decryptor.verifyPassword("wrong-password")).isFalse();
      assertThat(decryptor.verifyPassword(RIGHT)).isTrue();
      try (InputStream content = decryptor.getDataStream(file)) {
        assertThat(content.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
      }
    }
    assertThat(Files.readAllBytes(locked)).startsWith(0xD0, 0xCF);
  }

  @Test
  void aShortPasswordIsRefusedAndNoneIsShown() {
    assertThatThrownBy(() -> new Password("1234567"))
        .isInstanceOf(HeduiException.class)
        .hasMessageContaining("fewer than 8")
        .extracting("code")
        .isEqualTo("PASSWORD_WEAK");
    assertThat(password).hasToString("…");
  }
}
