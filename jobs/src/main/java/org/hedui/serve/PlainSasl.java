package org.hedui.serve;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import javax.security.sasl.SaslServerFactory;

/**
 * The server's side of SASL PLAIN (RFC 4616), which Java lacks. A client says who he is once, in
 * the first message of a connection; nothing that he says later changes it.
 */
final class PlainSasl implements SaslServer {
  /** The mechanism's name. */
  static final String MECHANISM = "PLAIN";

  private final Login login;
  private User user;

  /** Finds out who logs in. */
  @FunctionalInterface
  interface Login extends CallbackHandler {
    /** The user with this name and password, if there is one. */
    Optional<User> user(String name, char[] password);

    /** A name for the handler's other face, which is never asked. */
    @Override
    default void handle(Callback[] callbacks) throws UnsupportedCallbackException {
      throw new UnsupportedCallbackException(callbacks[0]);
    }
  }

  private PlainSasl(Login login) {
    this.login = login;
  }

  /** Makes the mechanism known to this process. */
  static void install() {
    Security.addProvider(new PlainProvider());
  }

  /** Who logged in by a mechanism that is complete. */
  static User user(SaslServer server) {
    return ((PlainSasl) server).user;
  }

  @Override
  public byte[] evaluateResponse(byte[] response) throws SaslException {
    // authorisation id, name, password, between them a zero byte
    String[] parts = new String(response, StandardCharsets.UTF_8).split("\0", -1);
    if (parts.length != 3 || !(parts[0].isEmpty() || parts[0].equals(parts[1]))) {
      throw new SaslException("The login has another form than PLAIN.");
    }
    user =
        login
            .user(parts[1], parts[2].toCharArray())
            .orElseThrow(() -> new SaslException("User or password is wrong."));
    return new byte[0];
  }

  @Override
  public String getMechanismName() {
    return MECHANISM;
  }

  @Override
  public boolean isComplete() {
    return user != null;
  }

  @Override
  public String getAuthorizationID() {
    return user.name();
  }

  @Override
  public byte[] unwrap(byte[] incoming, int offset, int length) throws SaslException {
    throw new SaslException("PLAIN wraps nothing.");
  }

  @Override
  public byte[] wrap(byte[] outgoing, int offset, int length) throws SaslException {
    throw new SaslException("PLAIN wraps nothing.");
  }

  @Override
  public Object getNegotiatedProperty(String name) {
    return null;
  }

  @Override
  public void dispose() {
    // It holds no resource.
  }

  /** Where Java looks for the mechanism. */
  private static final class PlainProvider extends Provider {
    private static final long serialVersionUID = 1L;

    PlainProvider() {
      super("HeduiPlainSasl", "1", "Server of SASL PLAIN");
      put("SaslServerFactory." + MECHANISM, Factory.class.getName());
    }
  }

  /** Made by Java when a connection asks for the mechanism. */
  public static final class Factory implements SaslServerFactory {
    @Override
    public SaslServer createSaslServer(
        String mechanism,
        String protocol,
        String serverName,
        Map<String, ?> properties,
        CallbackHandler handler) {
      return handler instanceof Login login ? new PlainSasl(login) : null;
    }

    @Override
    public String[] getMechanismNames(Map<String, ?> properties) {
      return new String[] {MECHANISM};
    }
  }
}
