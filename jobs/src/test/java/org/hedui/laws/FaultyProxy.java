package org.hedui.laws;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.IOUtils;

/**
 * Stands before an S3 server and, as long as it is told to, answers in its place or late. Headers
 * go through as they are, so signatures hold.
 */
final class FaultyProxy implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)");
  private static final byte[] SLOW_DOWN =
      answer("503 Slow Down", "<Error><Code>SlowDown</Code><Message>later</Message></Error>");

  /** What it does to a request. */
  enum Fault {
    /** The server is asked and its answer given. */
    NONE,
    /** The same, a second later. */
    LATE,
    /** 503 without asking the server. */
    REFUSED,
    /** The server does what it was asked, and the client is told 503. */
    UNANSWERED
  }

  /** Chooses the fault of a request. */
  interface Plan {
    /** The fault of the {@code number}th request, such as {@code PUT}. */
    Fault of(String method, int number);
  }

  private final InetSocketAddress server;
  private final ServerSocket door;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private volatile Plan plan = (method, number) -> Fault.NONE;

  /** Opens a door of its own on this machine. */
  FaultyProxy(InetSocketAddress server) throws IOException {
    this.server = server;
    this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Its address. */
  String address() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** From now on this goes wrong; counts anew. */
  void plan(Plan next) {
    requests.set(0);
    faults.set(0);
    plan = next;
  }

  /** Requests since the plan was given. */
  int requests() {
    return requests.get();
  }

  /** Faults since the plan was given. */
  int faults() {
    return faults.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        threads.execute(() -> serve(client));
      }
    } catch (SocketException closed) {
      // The door was closed.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket client) {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream()) {
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        if (head.toLowerCase(Locale.ROOT).contains("\r\nexpect:")) {
          out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        String method = head.substring(0, head.indexOf(' '));
        Fault fault = plan.of(method, requests.incrementAndGet());
        if (fault != Fault.NONE) {
          faults.incrementAndGet();
        }
        if (fault == Fault.LATE) {
          Thread.sleep(1000);
        }
        byte[] answer = fault == Fault.REFUSED ? SLOW_DOWN : ask(head, body);
        if (fault == Fault.UNANSWERED) {
          answer = SLOW_DOWN;
        }
        out.write(answer);
        if (answer != SLOW_DOWN) {
          // The server was asked to close after its answer, and told the client so.
          return;
        }
      }
    } catch (IOException e) {
      // The client went away: it is killed, or waited long enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server's answer, whole. */
  private byte[] ask(String head, byte[] body) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(server);
      String alone =
          head.replaceAll("(?i)\r\n(Expect|Connection|Proxy-Connection):[^\r]*", "")
              .replaceFirst("\r\n", "\r\nConnection: close\r\n");
      socket.getOutputStream().write(alone.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body);
      return IOUtils.toByteArray(socket.getInputStream());
    }
  }

  /** Request line and headers, with the empty line that ends them; empty at the end. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int read = in.read(); read >= 0; read = in.read()) {
      head.append((char) read);
      if (read == '\n'
          && head.length() > 3
          && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        return head.toString();
      }
    }
    return "";
  }

  private static byte[] answer(String status, String body) {
    return "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
