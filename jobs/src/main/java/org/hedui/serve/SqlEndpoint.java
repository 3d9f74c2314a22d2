package org.hedui.serve;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TCLIService;
import org.apache.kyuubi.shaded.thrift.TException;
import org.apache.kyuubi.shaded.thrift.protocol.TBinaryProtocol;
import org.apache.kyuubi.shaded.thrift.protocol.TProtocol;
import org.apache.kyuubi.shaded.thrift.transport.TSaslServerTransport;
import org.apache.kyuubi.shaded.thrift.transport.TSocket;
import org.apache.spark.sql.SparkSession;
import org.hedui.lake.LakeAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes connections of JDBC and ODBC clients and answers them, one thread a connection. It writes
 * no file and opens no port but its own.
 */
public final class SqlEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqlEndpoint.class);

  private static final int MOST_CONNECTIONS = 256;
  private static final Duration LOGIN = Duration.ofSeconds(20);
  private static final Duration IDLE = Duration.ofHours(1);

  private final ServerSocket socket;
  private final UserFile users;
  private final Statements statements;
  private final LoginLimit limit = new LoginLimit();
  private final Workers workers = new Workers();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService connections =
      new ThreadPoolExecutor(
          0,
          MOST_CONNECTIONS,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> daemon(work, "serve-connection"));

  /**
   * An endpoint that takes no connection yet.
   *
   * @param spark the session whose settings hold; the endpoint has one of its own beside it
   * @param socket bound to address and port, with or without TLS
   */
  public SqlEndpoint(
      SparkSession spark, LakeAddress lake, ServerSocket socket, UserFile users, ReadAudit audit) {
    this.socket = socket;
    this.users = users;
    SparkSession own = spark.newSession();
    // A client could ask for ${env:…} and be told the server's environment.
    own.conf().set("spark.sql.variable.substitute", "false");
    // Names of tables are put in their place before Spark could take one for a path.
    own.conf().set("spark.sql.runSQLOnFiles", "false");
    // Pseudonyms can be undone by whoever may make them.
    own.conf().unset("spark.sql.catalog.fn");
    // The limit of rows would make every ORDER BY reserve room for all of them.
    own.conf().set("spark.sql.execution.topKSortFallbackThreshold", "10000");
    this.statements = new Statements(own, lake, audit);
  }

  /** Takes connections from now on, in a thread of its own. */
  public void start() {
    PlainSasl.install();
    daemon(this::accept, "serve-accept").start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        try {
          connections.execute(() -> serve(client));
        } catch (RejectedExecutionException full) {
          LOG.warn("A connection was refused: {} are open.", MOST_CONNECTIONS);
          close(client);
        }
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("A connection could not be taken.");
        }
      }
    }
  }

  private void serve(Socket client) {
    String from = client.getInetAddress().getHostAddress();
    try (client) {
      client.setSoTimeout((int) LOGIN.toMillis());
      TSaslServerTransport transport = new TSaslServerTransport(new TSocket(client));
      PlainSasl.Login login = (name, password) -> login(name, password, from);
      transport.addServerDefinition(PlainSasl.MECHANISM, "hive", "hedui", Map.of(), login);
      transport.open();
      client.setSoTimeout((int) IDLE.toMillis());
      User user = PlainSasl.user(transport.getSaslServer());
      LOG.info("{} connected from {}", user.name(), from);
      try (Connection connection = new Connection(user, statements, workers)) {
        answer(connection, new TBinaryProtocol(transport));
      }
    } catch (IOException | TException ended) {
      LOG.debug("A connection from {} ended", from);
    } finally {
      open.remove(client);
    }
  }

  private static void answer(Connection connection, TProtocol protocol) throws TException {
    TCLIService.Processor<Connection> processor = new TCLIService.Processor<>(connection);
    while (true) {
      processor.process(protocol, protocol);
    }
  }

  private Optional<User> login(String name, char[] password, String from) {
    Optional<User> user =
        limit.allows(name, System.nanoTime()) ? users.login(name, password) : Optional.empty();
    if (user.isPresent()) {
      limit.right(name);
    } else {
      limit.wrong(name, System.nanoTime());
      // A name may be a password in the wrong field, so only plain ones are shown.
      String shown = name.matches("[a-z][a-z0-9_.-]{0,31}") ? name : "…";
      LOG.warn("A login of {} from {} was refused", shown, from);
    }
    return user;
  }

  /** Ends all connections and what they began. */
  @Override
  public void close() throws IOException {
    socket.close();
    open.forEach(SqlEndpoint::close);
    workers.close();
    connections.shutdownNow();
  }

  private static void close(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      LOG.debug("A connection was gone already");
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
