package org.hedui.lake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.hedui.contract.HeduiException;

/**
 * The right to write one lake. Held by one run at a time, and given back by the operating system or
 * the database when its holder dies, so whoever holds it knows that every other run is dead.
 *
 * <p>A local lake is locked by a file lock, a remote one by a PostgreSQL advisory lock.
 */
public abstract sealed class LakeLock implements AutoCloseable {
  private static final int CONNECTION_CHECK_SECONDS = 5;

  private LakeLock() {}

  /**
   * Takes the lock.
   *
   * @param database the job repository; locks a remote lake if it is PostgreSQL
   * @param holder who takes it, for those who come later: run, process, host, since when
   * @throws HeduiException LAKE_LOCKED, exit code 4, if another run holds it; LOCK_UNSUPPORTED if
   *     nothing here can lock a remote lake
   */
  public static LakeLock acquire(LakeAddress lake, DataSource database, String holder) {
    try {
      Optional<Path> folder = lake.folder();
      return folder.isPresent() ? file(folder.get(), holder) : database(lake, database, holder);
    } catch (IOException | SQLException e) {
      throw new HeduiException(
          "LOCK_FAILED",
          1,
          "The lock of the lake " + lake + " cannot be taken: " + e.getClass().getSimpleName(),
          e);
    }
  }

  /** Who holds the lock of a lake right now; empty if nobody does. */
  public static Optional<String> holder(LakeAddress lake, DataSource database) {
    try {
      Optional<Path> folder = lake.folder();
      return folder.isPresent() ? fileHolder(folder.get()) : databaseHolder(lake, database);
    } catch (IOException | SQLException e) {
      throw new HeduiException(
          "LOCK_FAILED",
          1,
          "The lock of the lake " + lake + " cannot be read: " + e.getClass().getSimpleName(),
          e);
    }
  }

  /** Tells those who come later more about the holder, such as the run's id. */
  public abstract void announce(String holder);

  /**
   * Makes sure that the lock is still held: a database forgets it with the connection.
   *
   * @throws HeduiException LOCK_LOST if it is not
   */
  public abstract void check();

  @Override
  public abstract void close();

  private static HeduiException locked(LakeAddress lake, String holder) {
    return new HeduiException(
        "LAKE_LOCKED",
        4,
        "Another run holds the lake "
            + lake
            + ": "
            + holder
            + ". Wait until it ends, or stop it; `hedui status` shows how far it is.");
  }

  private static HeduiException lost() {
    return new HeduiException(
        "LOCK_LOST",
        1,
        "The lock of the lake was lost, so another run may have begun. Nothing more was written;"
            + " `hedui restart` continues when the lock is free.");
  }

  // --- local ---

  private static Path lockFile(Path lake) {
    return lake.resolve("_hedui").resolve("lock");
  }

  private static Path holderFile(Path lake) {
    return lake.resolve("_hedui").resolve("lock.holder");
  }

  private static LakeLock file(Path lake, String holder) throws IOException {
    Files.createDirectories(lockFile(lake).getParent());
    FileChannel channel =
        FileChannel.open(lockFile(lake), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Optional<FileLock> lock = patiently(channel);
    if (lock.isEmpty()) {
      channel.close();
      throw locked(new LakeAddress(lake.toString()), recordedHolder(lake));
    }
    LakeLock held = new OfFile(lake, channel, lock.get());
    held.announce(holder);
    return held;
  }

  // `status` looks whether the lock is taken by taking it for an instant, so one refusal proves
  // nothing.
  private static Optional<FileLock> patiently(FileChannel channel) throws IOException {
    for (int attempt = 0; attempt < 5; attempt++) {
      Optional<FileLock> lock = tryLock(channel, false);
      if (lock.isPresent()) {
        return lock;
      }
      try {
        Thread.sleep(Duration.ofMillis(100).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<FileLock> tryLock(FileChannel channel, boolean shared)
      throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(0, Long.MAX_VALUE, shared));
    } catch (OverlappingFileLockException heldByThisJvm) {
      return Optional.empty();
    }
  }

  private static Optional<String> fileHolder(Path lake) throws IOException {
    if (!Files.exists(lockFile(lake))) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(lockFile(lake), StandardOpenOption.READ)) {
      Optional<FileLock> free = tryLock(channel, true);
      return free.isPresent() ? Optional.empty() : Optional.of(recordedHolder(lake));
    }
  }

  private static String recordedHolder(Path lake) throws IOException {
    return Files.exists(holderFile(lake))
        ? Files.readString(holderFile(lake), StandardCharsets.UTF_8)
        : "unknown";
  }

  private static final class OfFile extends LakeLock {
    private final Path lake;
    private final FileChannel channel;
    private final FileLock lock;

    OfFile(Path lake, FileChannel channel, FileLock lock) {
      this.lake = lake;
      this.channel = channel;
      this.lock = lock;
    }

    @Override
    public void announce(String holder) {
      try {
        Files.writeString(holderFile(lake), holder);
      } catch (IOException e) {
        // The lock stands without it: others only learn less about its holder.
      }
    }

    @Override
    public void check() {
      // A lake that was removed and made anew has another lock file.
      if (!lock.isValid() || !Files.exists(lockFile(lake))) {
        throw lost();
      }
    }

    @Override
    public void close() {
      try {
        Files.deleteIfExists(holderFile(lake));
        channel.close();
      } catch (IOException e) {
        // The operating system gives the lock back when the process ends.
      }
    }
  }

  // --- remote ---

  private static LakeLock database(LakeAddress lake, DataSource database, String holder)
      throws SQLException {
    Connection connection = database.getConnection();
    try {
      if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        throw new HeduiException(
            "LOCK_UNSUPPORTED",
            2,
            "A remote lake is locked through PostgreSQL: give its address by --jdbc-url or"
                + " HEDUI_JDBC_URL, such as jdbc:postgresql://host/hedui.");
      }
      if (!tryAdvisoryLock(connection, lake)) {
        String other = databaseHolder(lake, connection).orElse("unknown");
        connection.close();
        throw locked(lake, other);
      }
      LakeLock held = new OfDatabase(connection, lake);
      held.announce(holder);
      return held;
    } catch (SQLException | HeduiException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean tryAdvisoryLock(Connection connection, LakeAddress lake)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
      statement.setString(1, lake.root());
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private static Optional<String> databaseHolder(LakeAddress lake, DataSource database)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      return databaseHolder(lake, connection);
    }
  }

  private static Optional<String> databaseHolder(LakeAddress lake, Connection connection)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
              AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(?, 0)""")) {
      statement.setString(1, lake.root());
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
      }
    }
  }

  private static final class OfDatabase extends LakeLock {
    private final Connection connection;
    private final LakeAddress lake;

    OfDatabase(Connection connection, LakeAddress lake) {
      this.connection = connection;
      this.lake = lake;
    }

    @Override
    public void announce(String holder) {
      try {
        // The session's name is what others can see of it.
        connection.setClientInfo("ApplicationName", holder);
      } catch (SQLException e) {
        // The lock stands without it: others only learn less about its holder.
      }
    }

    @Override
    public void check() {
      try {
        if (!connection.isValid(CONNECTION_CHECK_SECONDS)) {
          throw lost();
        }
      } catch (SQLException e) {
        throw lost();
      }
    }

    @Override
    public void close() {
      try (connection;
          PreparedStatement statement =
              connection.prepareStatement("SELECT pg_advisory_unlock(hashtextextended(?, 0))")) {
        statement.setString(1, lake.root());
        statement.execute();
        connection.setClientInfo("ApplicationName", "hedui");
      } catch (SQLException e) {
        // PostgreSQL gives the lock back when the connection ends.
      }
    }
  }
}
