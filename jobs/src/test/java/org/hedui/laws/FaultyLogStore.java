package org.hedui.laws;

import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.hedui.lake.FolderLogStore;

/** Delta's log on the local disk, with a {@link CommitFault} around each commit of the process. */
public final class FaultyLogStore extends FolderLogStore {
  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");
  private static final AtomicInteger COMMITS = new AtomicInteger();

  private final CommitFault fault;

  /** Makes the store; Delta calls this by name. */
  public FaultyLogStore(Configuration configuration) {
    super(configuration);
    fault = CommitFault.of(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    if (!COMMIT.matcher(path.getName()).matches()) {
      super.write(path, actions, overwrite, configuration);
      return;
    }
    // One at a time: what is copied at a moment is what a kill at this moment leaves.
    synchronized (COMMITS) {
      int commit = COMMITS.incrementAndGet();
      fault.before(commit);
      super.write(path, actions, overwrite, configuration);
      fault.after(commit);
    }
  }
}
