import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a run used, from Spark's event log, the run's own lines and the collector's log: {@code Usage
 * EVENTS LINES GC LAKE WALL CPU CSV PREFIX}. Prints a table and adds it to the CSV, whose first
 * columns are PREFIX.
 */
public final class Usage {
  private static final String HEADER =
      "date,commit,machine,heap,size,stage,rows,wall_s,cpu_s,read_mb,written_mb,shuffled_mb,"
          + "spilled_mb,heap_mb,files,small_files,us_per_row\n";
  private static final Pattern DONE = Pattern.compile(" (\\w+) done in (\\d+) s(?:: (.*))?$");
  private static final Pattern ROWS = Pattern.compile("rows_in (\\d+)");
  private static final Pattern COLLECTED = Pattern.compile(" (\\d+)M->\\d+M\\(");
  private static final long SMALL = 1 << 20;

  private static final class Work {
    private long wall;
    private long cpuNanos;
    private long read;
    private long written;
    private long shuffled;
    private long spilled;

    void add(JsonNode task) {
      cpuNanos += task.path("Executor CPU Time").asLong();
      read += task.path("Input Metrics").path("Bytes Read").asLong();
      written += task.path("Output Metrics").path("Bytes Written").asLong();
      shuffled += task.path("Shuffle Write Metrics").path("Shuffle Bytes Written").asLong();
      spilled += task.path("Disk Bytes Spilled").asLong();
    }
  }

  public static void main(String[] args) throws IOException {
    Map<String, Work> stages = new LinkedHashMap<>();
    long rows = stageTimes(Path.of(args[1]), stages);
    tasks(Path.of(args[0]), stages);
    double wall = Double.parseDouble(args[4]);
    double cpu = Double.parseDouble(args[5]);

    List<String> lines = new ArrayList<>();
    System.out.printf(
        "%n%s: %,d rows%n%-12s %8s %8s %9s %11s %12s %11s%n",
        args[7].substring(args[7].lastIndexOf(',') + 1),
        rows,
        "stage",
        "wall s",
        "cpu s",
        "read MB",
        "written MB",
        "shuffled MB",
        "spilled MB");
    Work all = new Work();
    for (Map.Entry<String, Work> stage : stages.entrySet()) {
      Work work = stage.getValue();
      all.read += work.read;
      all.written += work.written;
      all.shuffled += work.shuffled;
      all.spilled += work.spilled;
      lines.add(line(args[7], stage.getKey(), rows, work.wall, work.cpuNanos / 1e9, work) + ",,,,");
    }
    long[] files = files(Path.of(args[3]));
    long heap = heap(Path.of(args[2]));
    double each = wall * 1e6 / Math.max(1, rows);
    lines.add(
        line(args[7], "run", rows, wall, cpu, all)
            + String.format(Locale.ROOT, ",%d,%d,%d,%.0f", heap, files[0], files[1], each));
    System.out.printf(
        "heap %,d MB, %,d files in the lake, %,d of them small, %.0f µs/row%n",
        heap, files[0], files[1], each);
    Path csv = Path.of(args[6]);
    if (!Files.exists(csv)) {
      Files.writeString(csv, HEADER);
    }
    Files.write(csv, lines, StandardOpenOption.APPEND);
  }

  private static String line(
      String prefix, String stage, long rows, double wall, double cpu, Work work) {
    System.out.printf(
        Locale.ROOT,
        "%-12s %8.1f %8.1f %,9d %,11d %,12d %,11d%n",
        stage,
        wall,
        cpu,
        work.read >> 20,
        work.written >> 20,
        work.shuffled >> 20,
        work.spilled >> 20);
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%.1f,%.1f,%d,%d,%d,%d",
        prefix,
        stage,
        rows,
        wall,
        cpu,
        work.read >> 20,
        work.written >> 20,
        work.shuffled >> 20,
        work.spilled >> 20);
  }

  /** The stages with their time by the clock; gives the number of rows delivered. */
  private static long stageTimes(Path lines, Map<String, Work> stages) throws IOException {
    long rows = 0;
    for (String line : Files.readAllLines(lines)) {
      Matcher done = DONE.matcher(line);
      if (done.find()) {
        Work work = new Work();
        work.wall = Long.parseLong(done.group(2));
        stages.put(done.group(1), work);
        Matcher counted = ROWS.matcher(line);
        rows = counted.find() ? Long.parseLong(counted.group(1)) : rows;
      }
    }
    return rows;
  }

  /** Adds every task to the stage in whose job group it ran; what runs outside is not counted. */
  private static void tasks(Path events, Map<String, Work> stages) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<Integer, Work> works = new HashMap<>();
    try (BufferedReader reader = Files.newBufferedReader(events)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("{\"Event\":\"SparkListenerJobStart\"")) {
          JsonNode job = json.readTree(line);
          Work work = stages.get(job.path("Properties").path("spark.jobGroup.id").asText());
          if (work != null) {
            job.path("Stage IDs").forEach(id -> works.putIfAbsent(id.asInt(), work));
          }
        } else if (line.startsWith("{\"Event\":\"SparkListenerTaskEnd\"")) {
          JsonNode task = json.readTree(line);
          Work work = works.get(task.path("Stage ID").asInt());
          if (work != null) {
            work.add(task.path("Task Metrics"));
          }
        }
      }
    }
  }

  private static long heap(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(COLLECTED::matcher)
          .filter(Matcher::find)
          .mapToLong(found -> Long.parseLong(found.group(1)))
          .max()
          .orElse(0);
    }
  }

  private static long[] files(Path lake) throws IOException {
    long[] counts = new long[2];
    try (Stream<Path> found = Files.walk(lake)) {
      for (Path file : found.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        if (!file.toString().contains("_delta_log")) {
          counts[0]++;
          counts[1] += Files.size(file) < SMALL ? 1 : 0;
        }
      }
    }
    return counts;
  }
}
