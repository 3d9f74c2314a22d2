package org.hedui.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;

/**
 * The users of the endpoint in a file that its owner alone may read, one a line: {@code
 * name:layers:hash of the password}. It is read at every login, so that a change needs no restart.
 *
 * @param file the file
 */
public record UserFile(Path file) {
  private static final int SHORTEST = 12;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.-]{0,31}");

  /** Compared with where there is no such user, so that time does not tell who is one. */
  private static final String NOBODY = PasswordHash.of(new char[] {'-'});

  /** A line of the file. */
  private record Entry(User user, String hash) {
    static Entry of(String line) {
      String[] parts = line.split(":");
      Set<Layer> layers =
          Stream.of(parts[1].split(","))
              .map(layer -> Layer.valueOf(layer.toUpperCase(Locale.ROOT)))
              .collect(Collectors.toSet());
      return new Entry(new User(parts[0], layers), parts[2]);
    }

    String line() {
      return user.name()
          + ":"
          + user.layers().stream().map(Layer::folder).collect(Collectors.joining(","))
          + ":"
          + hash;
    }
  }

  /**
   * Who logs in with this name and password, if anybody.
   *
   * @throws HeduiException USERS_WRONG, exit code 2, if the file cannot be read
   */
  public Optional<User> login(String name, char[] password) {
    Entry entry = entries().get(name);
    boolean right = PasswordHash.matches(password, entry == null ? NOBODY : entry.hash());
    return right && entry != null ? Optional.of(entry.user()) : Optional.empty();
  }

  /**
   * Adds a user, or gives one another password and other layers.
   *
   * @throws HeduiException USER_WRONG, USERS_WRONG, exit code 2
   * @throws IOException if the file cannot be written
   */
  public void put(User user, char[] password) throws IOException {
    if (!NAME.matcher(user.name()).matches()) {
      throw wrong("A user's name has small letters, digits, '_', '.', '-', at most 32.");
    }
    if (password.length < SHORTEST) {
      throw wrong("A password has %d characters or more.".formatted(SHORTEST));
    }
    if (user.layers().isEmpty() || !User.GRANTABLE.containsAll(user.layers())) {
      throw wrong("Layers that can be granted are gold, ops, restricted; name at least one.");
    }
    TreeMap<String, Entry> entries = Files.exists(file) ? entries() : new TreeMap<>();
    entries.put(user.name(), new Entry(user, PasswordHash.of(password)));
    List<String> lines = entries.values().stream().map(Entry::line).toList();
    // A temporary file is its owner's alone, and the move keeps that.
    Path written = Files.createTempFile(file.toAbsolutePath().getParent(), ".users", "");
    Files.write(written, lines);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Makes sure that there is somebody who can log in.
   *
   * @throws HeduiException USERS_WRONG, exit code 2
   */
  public void require() {
    if (entries().isEmpty()) {
      throw unreadable(null);
    }
  }

  private TreeMap<String, Entry> entries() {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> !line.isBlank())
          .map(Entry::of)
          .collect(
              Collectors.toMap(
                  entry -> entry.user().name(), entry -> entry, (a, b) -> b, TreeMap::new));
    } catch (NoSuchFileException e) {
      throw unreadable(e);
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  private HeduiException unreadable(Exception cause) {
    return new HeduiException(
        "USERS_WRONG",
        2,
        "The file of users "
            + file
            + " is not there, empty or damaged; `hedui serve passwd NAME --users FILE --layers gold`"
            + " makes one.",
        cause);
  }

  private static HeduiException wrong(String message) {
    return new HeduiException("USER_WRONG", 2, message);
  }
}
