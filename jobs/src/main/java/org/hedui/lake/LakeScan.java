package org.hedui.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads the files of a lake themselves, whatever tables and logs say of them: Parquet row by row,
 * everything else byte by byte.
 */
public final class LakeScan {
  private static final int PIECE = 1 << 20;

  private final Lake lake;
  private final Pattern wanted;
  private final int longest;

  /**
   * A scan.
   *
   * @param lake the lake
   * @param values what is looked for; at least one
   */
  public LakeScan(Lake lake, Set<String> values) {
    this.lake = lake;
    this.wanted =
        Pattern.compile(values.stream().map(Pattern::quote).collect(Collectors.joining("|")));
    this.longest =
        values.stream().mapToInt(v -> v.getBytes(StandardCharsets.UTF_8).length).max().orElse(0);
  }

  /**
   * What was read and found.
   *
   * @param files how many files were read, by the ending of their names
   * @param found files, below the lake, that hold one of the values
   */
  public record Result(Map<String, Long> files, Set<String> found) {}

  /** Reads every file. */
  public Result scan() {
    Map<String, Long> read = new TreeMap<>();
    Set<String> found = new TreeSet<>();
    Map<String, List<String>> parquet = new TreeMap<>();
    Path root = new Path(lake.root());
    try {
      FileSystem files = root.getFileSystem(lake.spark().sessionState().newHadoopConf());
      String base = files.makeQualified(root).toUri().getPath();
      RemoteIterator<LocatedFileStatus> all = files.listFiles(root, true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        Path path = file.getPath();
        read.merge(ending(path.getName()), 1L, Long::sum);
        if (path.getName().endsWith(".parquet")) {
          parquet
              .computeIfAbsent(table(base, path), name -> new ArrayList<>())
              .add(path.toString());
        } else if (holds(files, path)) {
          found.add(below(base, path));
        }
      }
      for (List<String> part : parquet.values()) {
        rows(part).forEach(name -> found.add(below(base, new Path(name))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Result(read, found);
  }

  private static String ending(String name) {
    return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "other";
  }

  private static String below(String base, Path path) {
    return path.toUri().getPath().substring(base.length() + 1);
  }

  /** Layer and table, and whether rows or log: files that are read with one schema. */
  private static String table(String base, Path path) {
    String[] parts = below(base, path).split("/", -1);
    boolean log = Arrays.asList(parts).contains("_delta_log");
    return parts[0] + "/" + (parts.length > 1 ? parts[1] : "") + (log ? "/log" : "");
  }

  /** The Parquet files in which a row holds one of the values, in its columns of any type. */
  private List<String> rows(List<String> files) {
    Dataset<Row> rows =
        lake.spark()
            .read()
            .option("mergeSchema", "true")
            .option("recursiveFileLookup", "true")
            .parquet(files.toArray(String[]::new));
    Column[] columns =
        Arrays.stream(rows.columns()).map(name -> col("`" + name + "`")).toArray(Column[]::new);
    return rows
        .where(to_json(struct(columns)).rlike(wanted.pattern()))
        .select(input_file_name())
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> java.net.URI.create(row.getString(0)).getPath())
        .toList();
  }

  private boolean holds(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      byte[] piece = in.readNBytes(PIECE);
      byte[] before = new byte[0];
      while (piece.length > 0) {
        ByteArrayOutputStream window = new ByteArrayOutputStream();
        window.write(before);
        window.write(piece);
        byte[] bytes = window.toByteArray();
        if (wanted.matcher(new String(bytes, StandardCharsets.UTF_8)).find()) {
          return true;
        }
        before = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - longest), bytes.length);
        piece = in.readNBytes(PIECE);
      }
      return false;
    }
  }
}
