package org.hedui.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.hedui.contract.Document;
import org.hedui.deliver.paper.FontFiles;
import org.hedui.deliver.paper.Printer;

/**
 * Prints files of paper side by side, a printer a processor. Whoever gives a file waits while all
 * printers are busy, so that no more files are in memory than there are printers, and one.
 */
final class Press implements Closeable {
  private final Order order;
  private final Inspection inspection;
  private final BlockingQueue<Printer> idle;
  private final List<Printer> printers = new ArrayList<>();
  private final ExecutorService work;
  private final List<Future<Delivered>> files = new ArrayList<>();

  /**
   * Sets printers up.
   *
   * @param fonts what they draw with
   */
  Press(Order order, Inspection inspection, FontFiles fonts) {
    this.order = order;
    this.inspection = inspection;
    int processors = Runtime.getRuntime().availableProcessors();
    for (int number = 0; number < processors; number++) {
      printers.add(new Printer(fonts));
    }
    this.idle = new ArrayBlockingQueue<>(processors, false, printers);
    this.work = Executors.newFixedThreadPool(processors);
  }

  /**
   * Prints a file.
   *
   * @param rows what it shows
   * @param folder where it is written
   * @param name its path below the folder
   */
  void print(Document document, List<Row> rows, Path folder, Path name) throws IOException {
    try {
      Printer printer = idle.take();
      files.add(
          work.submit(
              () -> {
                try {
                  return print(printer, document, rows, folder, name);
                } finally {
                  idle.add(printer);
                }
              }));
    } catch (InterruptedException e) {
      throw stopped(e);
    }
  }

  private Delivered print(
      Printer printer, Document document, List<Row> rows, Path folder, Path name)
      throws IOException {
    byte[] pdf = printer.draw(document, order.stamp(document), rows);
    inspection.check(document, pdf, name);
    Optional<Password> lock = order.lock(document);
    Files.write(folder.resolve(name), lock.isPresent() ? lock.get().lockPdf(pdf) : pdf);
    return new Delivered(document, name, rows.size(), lock.isPresent());
  }

  /** The files, once all are printed. */
  List<Delivered> finished() throws IOException {
    List<Delivered> done = new ArrayList<>();
    for (Future<Delivered> file : files) {
      try {
        done.add(file.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException fault) {
          throw fault;
        }
        throw new IOException("A file could not be printed", e.getCause());
      } catch (InterruptedException e) {
        throw stopped(e);
      }
    }
    files.clear();
    return done;
  }

  /** How many characters were drawn that no font has. */
  long missing() {
    return printers.stream().mapToLong(Printer::missing).sum();
  }

  private static IOException stopped(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IOException("The printing was stopped", cause);
  }

  /** Stops the printers; those that print come to the end of their file. */
  @Override
  public void close() throws IOException {
    work.shutdown();
    try {
      work.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw stopped(e);
    }
    for (Printer printer : printers) {
      printer.close();
    }
  }
}
