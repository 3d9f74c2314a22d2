package org.hedui.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.TableName;
import org.hedui.keep.AuditLog;
import org.hedui.lake.Lake;
import org.hedui.lake.SparkSessions;
import org.hedui.serve.ReadAudit;
import org.hedui.serve.SqlEndpoint;
import org.hedui.serve.UserFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui serve sql}: the published tables over JDBC and ODBC. */
@Command(
    name = "sql",
    description = {
      "Answers SQL of JDBC and ODBC clients (protocol of HiveServer2) over the published tables.",
      "Users, passwords and layers: `hedui serve passwd`. Ctrl-C or SIGTERM stops it."
    })
final class ServeSqlCommand implements Callable<Integer> {
  private static final TableName LARGEST = TableName.of("gold.person");

  /** One user's large statement is not to keep the others waiting. */
  private static final Map<String, String> FAIR = Map.of("spark.scheduler.mode", "FAIR");

  private final Terminal terminal;

  @Option(
      names = "--users",
      paramLabel = "FILE",
      required = true,
      description = "File of users, as `hedui serve passwd` writes it.")
  private Path users;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description = "Address to listen at; ${DEFAULT-VALUE} if none is named.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Port, 0 for any free one; ${DEFAULT-VALUE} if none is named.")
  private int port;

  @Option(
      names = "--tls",
      paramLabel = "FILE",
      description =
          "Key and certificate (PKCS12); needed beyond this machine. Its password comes from"
              + " HEDUI_TLS_PASSWORD.")
  private Path tls;

  @Mixin private SettingsOptions options = new SettingsOptions();

  ServeSqlCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    UserFile file = new UserFile(users);
    file.require();
    ServerSocket socket = listen();
    SparkSession spark = LakeSession.open(settings, "hedui serve sql", FAIR);
    Lake lake = new Lake(spark, settings.lake().root(), SchemasLoader.require(settings.schemas()));
    SparkSessions.fit(spark, lake.path(LARGEST));
    AuditLog log = new AuditLog(lake, LocalKey.require(settings, terminal, spark));
    CountDownLatch stopped = new CountDownLatch(1);
    ReadAudit audit =
        (user, tables, date, sql, rows) ->
            log.read("serve sql", user, tables, Optional.of(date), sql, rows);
    try (SqlEndpoint endpoint = new SqlEndpoint(spark, settings.lake(), socket, file, audit)) {
      for (String signal : new String[] {IrqHandler.CONTROL_C, IrqHandler.SIGTERM}) {
        new IrqHandler(signal, interrupt -> stopped.countDown()).bind();
      }
      endpoint.start();
      terminal
          .out()
          .printf(
              "Serving %s at jdbc:hive2://%s:%d/gold%s%n",
              settings.lake(), host, socket.getLocalPort(), tls == null ? "" : ";ssl=true");
      stopped.await();
    }
    return ExitCodes.DONE;
  }

  private ServerSocket listen() throws IOException {
    InetAddress address = InetAddress.getByName(host);
    if (tls == null && !address.isLoopbackAddress()) {
      throw new HeduiException(
          "TLS_MISSING",
          ExitCodes.WRONG_USE,
          "Passwords and rows would cross the network for all to read: give --tls FILE, or listen"
              + " at 127.0.0.1.");
    }
    ServerSocket socket =
        tls == null
            ? new ServerSocket()
            : TlsSocket.of(tls, terminal.environment().getOrDefault("HEDUI_TLS_PASSWORD", ""));
    try {
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException taken) {
      throw new HeduiException(
          "PORT_TAKEN",
          ExitCodes.WRONG_USE,
          "Port %d of %s cannot be had; name another by --port, 0 for any free one."
              .formatted(port, host),
          taken);
    }
    return socket;
  }
}
