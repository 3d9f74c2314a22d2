import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Clients that ask at once: {@code Clients URL USER CLIENTS SECONDS FOLDER}. */
public final class Clients {
  private final String url;
  private final String user;
  private final Duration time;
  private final CountDownLatch logins;
  private final List<String> questions;
  private final Queue<Long> millis = new ConcurrentLinkedQueue<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  private Clients(String url, String user, Duration time, int count, List<String> questions) {
    this.url = url;
    this.user = user;
    this.time = time;
    this.logins = new CountDownLatch(count);
    this.questions = questions;
  }

  public static void main(String[] args) throws Exception {
    List<String> questions = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(args[4]))) {
      for (Path file : files.sorted().toList()) {
        questions.add(Files.readString(file));
      }
    }
    int count = Integer.parseInt(args[2]);
    Duration time = Duration.ofSeconds(Long.parseLong(args[3]));
    Clients clients = new Clients(args[0], args[1], time, count, questions);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      int first = i;
      threads.execute(() -> clients.ask(first));
    }
    threads.shutdown();
    clients.logins.await();
    long begun = System.nanoTime();
    threads.awaitTermination(1, TimeUnit.DAYS);
    clients.tell(count, (System.nanoTime() - begun) / 1e9);
  }

  private void ask(int first) {
    try (Connection connection =
        DriverManager.getConnection(url, user, System.getenv("HEDUI_SQL_PASSWORD"))) {
      logins.countDown();
      logins.await();
      long end = System.nanoTime() + time.toNanos();
      for (int i = first; System.nanoTime() < end; i++) {
        long asked = System.nanoTime();
        try (Statement statement = connection.createStatement();
            ResultSet result = statement.executeQuery(questions.get(i % questions.size()))) {
          while (result.next()) {
            result.getString(1);
          }
        }
        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked));
      }
    } catch (SQLException | InterruptedException e) {
      logins.countDown();
      faults.add(e.getMessage());
    }
  }

  private void tell(int count, double seconds) {
    List<Long> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%d clients, %.0f s: %d queries, %d failed; median %d ms, 95th percentile %d ms, longest %d ms%n",
        count,
        seconds,
        sorted.size(),
        faults.size(),
        at(sorted, 0.5),
        at(sorted, 0.95),
        at(sorted, 1));
    faults.stream().distinct().limit(5).forEach(System.out::println);
    if (!faults.isEmpty() || sorted.isEmpty()) {
      System.exit(1);
    }
  }

  private static long at(List<Long> sorted, double part) {
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }
}
