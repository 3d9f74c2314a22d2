package org.hedui.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.fs.s3a.AWSClientIOException;
import org.apache.hadoop.fs.s3a.AWSServiceIOException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkThrowable;
import org.hedui.contract.HeduiException;
import org.hedui.function.KeyException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a person is told when something failed.
 *
 * @param code stable code
 * @param exitCode the command's exit code
 * @param message what is wrong and how to mend it
 */
record Failure(String code, int exitCode, String message) {
  private static final String STORAGE_FAILED = "STORAGE_FAILED";
  private static final String UNEXPECTED = "UNEXPECTED";
  private static final Pattern NO_SPACE =
      Pattern.compile("No space left on device|Disk quota exceeded|not enough space");
  private static final Pattern NO_PERMISSION =
      Pattern.compile("Permission denied|Read-only file system");
  private static final Pattern NO_FOLDER =
      Pattern.compile("(?:Mkdirs failed to create|Cannot create) file:/*(/[^ ]*)");
  private static final long ROOM_FOR_A_FOLDER = 1L << 20;
  private static final Pattern NO_EXECUTORS =
      Pattern.compile(
          "ExecutorLostFailure|Master removed our application|masters are unresponsive");

  /** Finds out what lies behind an exception. */
  static Failure of(Throwable thrown) {
    List<Throwable> chain = ExceptionUtils.getThrowableList(thrown);
    return first(chain, HeduiException.class)
        .map(fault -> new Failure(fault.code(), fault.exitCode(), fault.getMessage()))
        .or(
            () ->
                first(chain, KeyException.class)
                    .map(fault -> new Failure(fault.code(), 2, keyHelp(fault))))
        .or(() -> disk(chain))
        .or(() -> memory(chain))
        .or(() -> database(chain))
        .or(() -> storage(chain))
        .or(() -> cluster(chain))
        .orElseGet(() -> unexpected(chain));
  }

  /** The same fault as an exception without a cause: a cause could quote a row. */
  HeduiException toException() {
    return new HeduiException(code, exitCode, message);
  }

  /** Whether nobody knows yet what lies behind it. */
  boolean isUnexpected() {
    return code.equals(UNEXPECTED);
  }

  /** The same; if it is unexpected, with the place of its stack trace. */
  Failure tracedIn(Path log) {
    return isUnexpected()
        ? new Failure(code, exitCode, message + " The stack trace is in " + log)
        : this;
  }

  /** Whether the lake can be neither read nor written for now. */
  boolean isStorageGone() {
    return code.equals(STORAGE_FAILED);
  }

  @Override
  public String toString() {
    return "[" + code + "] " + message;
  }

  private static String keyHelp(KeyException fault) {
    return fault.getMessage()
        + (fault.code().equals("KEY_MISSING")
            ? " Make one once for a lake and keep it: openssl rand -hex 32 > key && chmod 600 key;"
                + " then give --key-file key."
            : "");
  }

  private static Optional<Failure> disk(List<Throwable> chain) {
    Optional<Path> missing = missingFolder(chain);
    if (mentions(chain, NO_SPACE) || missing.filter(Failure::isOnFullDisk).isPresent()) {
      return Optional.of(
          new Failure(
              "DISK_FULL",
              1,
              "The disk is full: free space where the lake and the temporary folder "
                  + System.getProperty("java.io.tmpdir")
                  + " lie, then `hedui restart`. What was published before is untouched."));
    }
    if (first(chain, AccessDeniedException.class).isPresent()
        || first(chain, AccessControlException.class).isPresent()
        || mentions(chain, NO_PERMISSION)
        || missing.isPresent()) {
      return Optional.of(
          new Failure(
              "LAKE_UNWRITABLE",
              2,
              "The lake may not be written: give this user the right to write its folder, or name"
                  + " another by --lake."));
    }
    return Optional.empty();
  }

  /** A folder that could not be made: Hadoop and Delta say so, but not why. */
  private static Optional<Path> missingFolder(List<Throwable> chain) {
    return messages(chain)
        .map(NO_FOLDER::matcher)
        .filter(Matcher::find)
        .map(found -> Path.of(found.group(1)))
        .findFirst();
  }

  private static boolean isOnFullDisk(Path missing) {
    Path there = missing;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return Files.getFileStore(there).getUsableSpace() < ROOM_FOR_A_FOLDER;
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Failure> memory(List<Throwable> chain) {
    return first(chain, OutOfMemoryError.class)
        .map(
            error ->
                new Failure(
                    "OUT_OF_MEMORY",
                    1,
                    "The memory is used up: give more, such as HEDUI_HEAP=8g, then `hedui"
                        + " restart`."));
  }

  private static Optional<Failure> database(List<Throwable> chain) {
    return first(chain, SQLException.class)
        .map(
            error ->
                new Failure(
                    "REPOSITORY_FAILED",
                    1,
                    "The job repository cannot be used (SQL state "
                        + error.getSQLState()
                        + "): check that its database is up, and address, user and password."));
  }

  private static Optional<Failure> storage(List<Throwable> chain) {
    return chain.stream()
        .filter(
            thrown ->
                thrown instanceof AWSServiceIOException
                    || thrown instanceof AWSClientIOException
                    || thrown instanceof SdkException
                    || thrown instanceof SocketException
                    || thrown instanceof SocketTimeoutException
                    || thrown instanceof UnknownHostException)
        .findFirst()
        .map(
            error ->
                new Failure(
                    STORAGE_FAILED,
                    1,
                    "The storage of the lake or of the deliveries does not answer ("
                        + error.getClass().getSimpleName()
                        + "): check that the server is up, and its address; then `hedui restart`."
                        + " What was published before is untouched."));
  }

  private static Optional<Failure> cluster(List<Throwable> chain) {
    return mentions(chain, NO_EXECUTORS)
        ? Optional.of(
            new Failure(
                "EXECUTORS_LOST",
                1,
                "Executors of the Spark cluster were lost again and again: look into the logs of its"
                    + " workers, often for too little memory; then `hedui restart`."))
        : Optional.empty();
  }

  private static Failure unexpected(List<Throwable> chain) {
    Throwable root = chain.get(chain.size() - 1);
    String kind =
        chain.stream()
            .filter(SparkThrowable.class::isInstance)
            .map(thrown -> ((SparkThrowable) thrown).getErrorClass())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(root.getClass().getSimpleName());
    String where =
        root instanceof FileNotFoundException || root instanceof UncheckedIOException
            ? "a file could not be read or written"
            : "this is a fault of Hedui or its surroundings";
    return new Failure(UNEXPECTED, 1, "Unexpected failure (" + kind + "): " + where + ".");
  }

  private static boolean mentions(List<Throwable> chain, Pattern text) {
    return messages(chain).anyMatch(message -> text.matcher(message).find());
  }

  private static Stream<String> messages(List<Throwable> chain) {
    return chain.stream().map(Throwable::getMessage).filter(Objects::nonNull);
  }

  private static <T> Optional<T> first(List<Throwable> chain, Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
