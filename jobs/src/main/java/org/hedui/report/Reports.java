package org.hedui.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hedui.lake.LakeFiles;

/**
 * A folder of reports: {@code <business date>/<run>.html} with the same facts as {@code .json}
 * beside it, and {@code index.html} over them.
 *
 * @param files where they lie
 * @param zone in which times are shown
 */
public record Reports(LakeFiles files, ZoneId zone) {
  /** So many runs are listed. */
  private static final int LISTED = 100;

  /**
   * Writes the report of a run.
   *
   * @return the page's address
   */
  public String write(RunFacts facts) throws IOException {
    files.write(path(facts.run()) + ".json", ReportJson.of(facts));
    return files.write(path(facts.run()) + ".html", ReportPage.of(facts, zone));
  }

  /**
   * Writes the index over the newest runs; a run without a report is listed without a link.
   *
   * @return its address
   */
  public String index(Runs runs) throws IOException {
    List<RunIndex.Entry> entries = new ArrayList<>();
    for (RunFacts.Run run : runs.newestFirst().stream().limit(LISTED).toList()) {
      entries.add(new RunIndex.Entry(run, path(run) + ".html", key(run)));
    }
    return files.write("index.html", RunIndex.of(entries, zone));
  }

  private Optional<JsonNode> key(RunFacts.Run run) throws IOException {
    Optional<InputStream> json = files.open(path(run) + ".json");
    if (json.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = json.get()) {
      return Optional.of(ReportJson.key(in));
    }
  }

  private static String path(RunFacts.Run run) {
    return run.businessDate() + "/" + run.runId();
  }
}
