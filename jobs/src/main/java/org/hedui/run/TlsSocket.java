package org.hedui.run;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.hedui.contract.HeduiException;

/** A socket that takes TLS connections only. */
final class TlsSocket {
  private TlsSocket() {}

  /**
   * An unbound socket.
   *
   * @param keys PKCS12 file with key and certificate
   * @param password its password
   * @throws HeduiException TLS_WRONG, exit code 2, if it cannot be opened
   */
  static ServerSocket of(Path keys, String password) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(keys.toFile(), password.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, password.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context.getServerSocketFactory().createServerSocket();
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new HeduiException(
          "TLS_WRONG",
          ExitCodes.WRONG_USE,
          "The key file "
              + keys
              + " cannot be opened: give a PKCS12 file by --tls and its password by"
              + " HEDUI_TLS_PASSWORD.",
          e);
    }
  }
}
