package org.hedui.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hedui.SparkTest;
import org.hedui.contract.Layer;
import org.hedui.lake.LakeAddress;

/** An endpoint over a lake, with users whose password is {@link #PASSWORD}. */
public final class TestEndpoint implements AutoCloseable {
  /** The users' password. */
  public static final String PASSWORD = "a long password";

  private final ServerSocket socket;
  private final SqlEndpoint endpoint;
  private final List<String> audited = new ArrayList<>();

  /**
   * Starts it with the users analyst (gold), operator (gold, ops) and officer (all three).
   *
   * @param users a file that is made
   */
  public TestEndpoint(Path lake, Path users) throws IOException {
    UserFile file = new UserFile(users);
    file.put(new User("analyst", Set.of(Layer.GOLD)), PASSWORD.toCharArray());
    file.put(new User("operator", Set.of(Layer.GOLD, Layer.OPS)), PASSWORD.toCharArray());
    file.put(new User("officer", User.GRANTABLE), PASSWORD.toCharArray());
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    endpoint =
        new SqlEndpoint(
            SparkTest.session(),
            new LakeAddress(lake.toString()),
            socket,
            file,
            (user, tables, date, sql, rows) ->
                audited.add(user + " " + tables + " " + date + " " + rows));
    endpoint.start();
  }

  /** Who read which restricted tables. */
  List<String> audited() {
    return audited;
  }

  /** A connection of a real client. */
  public Connection connect(String user) throws SQLException {
    return connect(user, PASSWORD, "gold");
  }

  /** A connection of a real client. */
  Connection connect(String user, String password, String rest) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:hive2://127.0.0.1:" + socket.getLocalPort() + "/" + rest, user, password);
  }

  /** The rows of a statement, the columns of a row with commas between. */
  public static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return rows(result);
    }
  }

  /** The rows of a result, the columns of a row with commas between. */
  static List<String> rows(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        row.add(String.valueOf(result.getObject(i)));
      }
      rows.add(String.join(",", row));
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    endpoint.close();
  }
}
