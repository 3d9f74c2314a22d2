package org.hedui.laws;

import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.hedui.lake.FolderLogStore;

/**
 * Kills the process at the commit of {@code silver.household}: of the tables of stage link, three
 * are written then, this one has files without a commit, and one is not begun.
 */
public final class KillingLogStore extends FolderLogStore {
  static final int EXIT = 137;

  /** Makes the store; Delta calls this by name. */
  public KillingLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    if (path.toString().contains("/silver/household/")) {
      Runtime.getRuntime().halt(EXIT);
    }
    super.write(path, actions, overwrite, configuration);
  }
}
