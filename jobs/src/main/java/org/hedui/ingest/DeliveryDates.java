package org.hedui.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.hedui.contract.Contract;
import org.hedui.contract.HeduiException;

/** The days on which something was delivered, without looking into any file. */
public final class DeliveryDates {
  private DeliveryDates() {}

  /**
   * Lists the landing folder.
   *
   * @param landing folder or address of the deliveries
   * @param contracts contracts of registries and reference tables
   * @return the days of each registry that was ever delivered, by its name; a folder without a
   *     table is no delivery
   * @throws HeduiException LANDING_MISSING, exit code 2, or LANDING_UNREADABLE, exit code 1
   */
  public static Map<String, NavigableSet<LocalDate>> list(
      String landing, List<Contract> contracts, Configuration conf) {
    Map<String, NavigableSet<LocalDate>> days = new TreeMap<>();
    try {
      Path root = new Path(landing);
      FileSystem fileSystem = root.getFileSystem(conf);
      List<String> known =
          Arrays.stream(fileSystem.listStatus(root))
              .filter(FileStatus::isDirectory)
              .map(folder -> folder.getPath().getName())
              .toList();
      for (Contract contract : contracts) {
        if (contract.kind() == Contract.Kind.REGISTRY && known.contains(contract.name())) {
          days.put(contract.name(), days(fileSystem, new Path(root, contract.name())));
        }
      }
    } catch (FileNotFoundException e) {
      throw new HeduiException(
          "LANDING_MISSING", 2, "There is no landing folder " + landing + ". Give --landing.", e);
    } catch (IOException e) {
      throw new HeduiException(
          "LANDING_UNREADABLE", 1, "The landing folder " + landing + " cannot be listed.", e);
    }
    days.values().removeIf(NavigableSet::isEmpty);
    return days;
  }

  private static NavigableSet<LocalDate> days(FileSystem fileSystem, Path registry)
      throws IOException {
    NavigableSet<LocalDate> days = new TreeSet<>();
    for (FileStatus folder : fileSystem.listStatus(registry)) {
      LocalDate day = folder.isDirectory() ? LandingScan.date(folder.getPath().getName()) : null;
      if (day != null
          && Arrays.stream(fileSystem.listStatus(folder.getPath()))
              .anyMatch(LandingScan::isTable)) {
        days.add(day);
      }
    }
    return days;
  }
}
