package org.hedui.deliver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.poifs.crypt.ChainingMode;
import org.apache.poi.poifs.crypt.CipherAlgorithm;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.crypt.HashAlgorithm;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.hedui.contract.HeduiException;

/** What locks files, by AES-256. It is never shown. */
public final class Password {
  private static final int LEAST = 8;
  private static final int KEY_BITS = 256;

  private final String text;

  /**
   * A password.
   *
   * @throws HeduiException PASSWORD_WEAK, exit code 2
   */
  public Password(String text) {
    if (text.length() < LEAST) {
      throw new HeduiException(
          "PASSWORD_WEAK", 2, "The password has fewer than %d characters.".formatted(LEAST));
    }
    this.text = text;
  }

  /** A locked copy of a PDF; who knows the password may read and print it. */
  byte[] lockPdf(byte[] pdf) throws IOException {
    AccessPermission may = new AccessPermission();
    may.setCanModify(false);
    may.setCanAssembleDocument(false);
    // Nobody needs the right to unlock it for good.
    StandardProtectionPolicy policy =
        new StandardProtectionPolicy(UUID.randomUUID().toString(), text, may);
    policy.setEncryptionKeyLength(KEY_BITS);
    policy.setPreferAES(true);
    ByteArrayOutputStream out = new ByteArrayOutputStream(pdf.length + 4096);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      document.protect(policy);
      document.save(out);
    }
    return out.toByteArray();
  }

  /** Writes a locked copy of a workbook; it is held in memory meanwhile. */
  void lockWorkbook(Path plain, Path locked) throws IOException {
    EncryptionInfo info =
        new EncryptionInfo(
            EncryptionMode.agile,
            CipherAlgorithm.aes256,
            HashAlgorithm.sha512,
            KEY_BITS,
            16,
            ChainingMode.cbc);
    Encryptor encryptor = info.getEncryptor();
    encryptor.confirmPassword(text);
    try (POIFSFileSystem container = new POIFSFileSystem();
        OutputStream out = Files.newOutputStream(locked)) {
      try (OutputStream content = encryptor.getDataStream(container)) {
        Files.copy(plain, content);
      } catch (java.security.GeneralSecurityException e) {
        throw new IOException("The workbook cannot be locked", e);
      }
      container.writeFilesystem(out);
    }
  }

  @Override
  public String toString() {
    return "…";
  }
}
