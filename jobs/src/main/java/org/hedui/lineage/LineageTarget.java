package org.hedui.lineage;

import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.FileConfig;
import io.openlineage.client.transports.FileTransport;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where lineage goes: a file to which a line is added for each event, a server, both, or nowhere.
 *
 * @param file the file
 * @param url address of the server, such as {@code http://marquez:5000}
 * @param token key that the server asks for; never shown
 */
public record LineageTarget(Optional<String> file, Optional<URI> url, Optional<String> token) {
  private static final int PATIENCE_MILLIS = 10_000;

  /**
   * The target that the environment names: HEDUI_LINEAGE_FILE, HEDUI_LINEAGE_URL,
   * HEDUI_LINEAGE_TOKEN.
   */
  public static LineageTarget of(Map<String, String> environment) {
    return new LineageTarget(
        named(environment, "HEDUI_LINEAGE_FILE"),
        named(environment, "HEDUI_LINEAGE_URL").map(URI::create),
        named(environment, "HEDUI_LINEAGE_TOKEN"));
  }

  private static Optional<String> named(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  /** A client for each place that is named. */
  List<OpenLineageClient> clients() {
    List<OpenLineageClient> clients = new ArrayList<>();
    file.ifPresent(
        name -> clients.add(new OpenLineageClient(new FileTransport(new FileConfig(name)))));
    url.ifPresent(address -> clients.add(new OpenLineageClient(new HttpTransport(http(address)))));
    return clients;
  }

  private HttpConfig http(URI address) {
    HttpConfig config = new HttpConfig();
    config.setUrl(address);
    config.setTimeoutInMillis(PATIENCE_MILLIS);
    token.ifPresent(
        key -> {
          ApiKeyTokenProvider provider = new ApiKeyTokenProvider();
          provider.setApiKey(key);
          config.setAuth(provider);
        });
    return config;
  }

  @Override
  public String toString() {
    return "LineageTarget[" + file + ", " + url + "]";
  }
}
