package org.hedui.laws;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.hedui.lake.ConditionalS3LogStore;

/**
 * A driver that tries to write each of some versions of one table's log, as another does at the
 * same time, and prints those it was told to have written.
 */
final class CommitRacer {
  private CommitRacer() {}

  /**
   * Tries one version a byte that comes in, so that no racer runs away from the other.
   *
   * @param args address of the server, of the log, how many versions, and the racer's name
   */
  public static void main(String[] args) throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.addResource("core-default.xml");
    configuration.set("fs.s3a.endpoint", args[0]);
    configuration.set("fs.s3a.endpoint.region", "us-east-1");
    configuration.set("fs.s3a.path.style.access", "true");
    ConditionalS3LogStore store = new ConditionalS3LogStore(configuration);
    new Path(args[1]).getFileSystem(configuration);
    System.out.println("ready");
    for (int version = 0; version < Integer.parseInt(args[2]) && System.in.read() >= 0; version++) {
      Path commit = new Path(args[1], "%020d.json".formatted(version));
      try {
        store.write(commit, List.of(args[3]).iterator(), false, configuration);
        System.out.println("won " + version);
      } catch (FileAlreadyExistsException lost) {
        System.out.println("lost " + version);
      }
    }
  }
}
