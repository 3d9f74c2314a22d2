package org.hedui.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.hedui.contract.Contract;
import org.hedui.contract.HeduiException;
import org.hedui.ingest.FileFacts.State;
import org.hedui.ingest.file.FileReason;
import org.hedui.ingest.file.Format;

/**
 * Lists the landing folder, {@code <registry>/<yyyy-MM-dd>/<file>} and {@code
 * reference/<table>.csv}, on any Hadoop file system. Nothing in it is passed over in silence.
 */
final class LandingScan {
  private static final String REFERENCE = "reference";
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Set<String> SYSTEM_FILES = Set.of("_SUCCESS", "Thumbs.db", "desktop.ini");

  private final FileSystem fileSystem;
  private final Path landing;
  private final Map<String, Contract> contracts = new TreeMap<>();
  private final LocalDate businessDate;
  private final Map<String, LocalDate> historyFrom;
  private final List<LandedFile> files = new ArrayList<>();
  private final List<FileFacts> refused = new ArrayList<>();
  private final Map<String, SortedSet<LocalDate>> deliveries = new TreeMap<>();
  private final SortedMap<String, String> stamps = new TreeMap<>();

  private LandingScan(
      FileSystem fileSystem,
      Path landing,
      List<Contract> contracts,
      LocalDate businessDate,
      Map<String, LocalDate> historyFrom) {
    this.fileSystem = fileSystem;
    this.landing = landing;
    this.businessDate = businessDate;
    this.historyFrom = historyFrom;
    contracts.forEach(contract -> this.contracts.put(contract.name(), contract));
  }

  /**
   * Lists what counts on {@code businessDate}: of a snapshot registry the newest delivery that has
   * a file, of an increment all deliveries, none of them dated later; and of some snapshots the
   * deliveries before, as many as the contract says or a policy needs.
   *
   * @param landing folder or address of the deliveries
   * @param contracts contracts of registries and reference tables
   * @param historyFrom day from which a policy needs the earlier deliveries of a snapshot, by
   *     registry
   * @throws HeduiException LANDING_MISSING, LANDING_EMPTY, LANDING_UNREADABLE or FILE_NAMES
   */
  static Landing scan(
      String landing,
      List<Contract> contracts,
      LocalDate businessDate,
      Map<String, LocalDate> historyFrom,
      Configuration conf) {
    try {
      Path path = new Path(landing);
      FileSystem fileSystem = path.getFileSystem(conf);
      LandingScan scan =
          new LandingScan(
              fileSystem, fileSystem.makeQualified(path), contracts, businessDate, historyFrom);
      return scan.scan();
    } catch (FileNotFoundException e) {
      throw new HeduiException(
          "LANDING_MISSING", 2, "There is no landing folder " + landing + ". Give --landing.", e);
    } catch (IOException e) {
      throw new HeduiException(
          "LANDING_UNREADABLE", 1, "The landing folder " + landing + " cannot be listed.", e);
    }
  }

  /**
   * Makes sure that the folders of the deliveries that were taken in are as they were when they
   * were listed: of several files one may have been read before it was replaced and the next one
   * after. What came meanwhile as a delivery of its own waits for the next run.
   *
   * @throws HeduiException DELIVERY_CHANGED if a file of theirs was changed, came or went
   */
  static void requireUnchanged(Landing landing, Configuration conf) throws IOException {
    SortedMap<String, String> now = new TreeMap<>();
    Set<Path> folders =
        landing.stamps().keySet().stream()
            .map(address -> new Path(address).getParent())
            .collect(Collectors.toSet());
    for (Path folder : folders) {
      try {
        for (FileStatus entry : folder.getFileSystem(conf).listStatus(folder)) {
          stamp(entry, now);
        }
      } catch (FileNotFoundException e) {
        throw DeliveryChange.of(folder.toString());
      }
    }
    Set<String> all = new TreeSet<>(landing.stamps().keySet());
    all.addAll(now.keySet());
    for (String address : all) {
      if (!Objects.equals(landing.stamps().get(address), now.get(address))) {
        throw DeliveryChange.of(address);
      }
    }
  }

  private static void stamp(FileStatus entry, Map<String, String> stamps) {
    if (isTable(entry)) {
      stamps.put(entry.getPath().toString(), entry.getLen() + " " + entry.getModificationTime());
    }
  }

  private Landing scan() throws IOException {
    boolean known = false;
    for (FileStatus entry : list(landing)) {
      String name = entry.getPath().getName();
      if (!entry.isDirectory()) {
        refuse(
            name, entry.getPath(), FileReason.NOT_A_DELIVERY, "Put it below a registry's folder.");
      } else if (name.equals(REFERENCE)) {
        known = true;
        scanReference(entry.getPath());
      } else if (isRegistry(name)) {
        known = true;
        scanRegistry(contracts.get(name), entry.getPath());
      } else {
        refuseAll(entry.getPath(), name);
      }
    }
    if (!known) {
      throw new HeduiException(
          "LANDING_EMPTY",
          2,
          "%s holds no folder named after a registry, such as student_register/2023-11-30."
              .formatted(landing));
    }
    contracts.values().stream()
        .filter(contract -> contract.kind() == Contract.Kind.REFERENCE)
        .filter(contract -> !deliveries.containsKey(contract.name()))
        .forEach(this::reportMissing);
    return new Landing(files, refused, deliveries, stamps);
  }

  private boolean isRegistry(String name) {
    return contracts.containsKey(name) && contracts.get(name).kind() == Contract.Kind.REGISTRY;
  }

  private void scanReference(Path folder) throws IOException {
    for (FileStatus entry : list(folder)) {
      String name = entry.getPath().getName();
      String table = name.endsWith(".csv") ? name.substring(0, name.length() - 4) : "";
      Contract contract = contracts.get(table);
      stamp(entry, stamps);
      if (contract != null && contract.kind() == Contract.Kind.REFERENCE && entry.isFile()) {
        files.add(landed(table, businessDate, entry.getPath()));
        deliveries.put(table, new TreeSet<>(Set.of(businessDate)));
      } else {
        refuse(
            REFERENCE,
            entry.getPath(),
            FileReason.NOT_A_DELIVERY,
            "No reference table has this name; known are files such as division.csv.");
      }
    }
  }

  private void reportMissing(Contract contract) {
    Path path = new Path(new Path(landing, REFERENCE), contract.name() + ".csv");
    refuse(
        contract.name(), path, FileReason.MISSING, "Put it there; without it the table is empty.");
  }

  private void scanRegistry(Contract registry, Path folder) throws IOException {
    TreeMap<LocalDate, List<FileStatus>> dated = new TreeMap<>();
    for (FileStatus entry : list(folder)) {
      LocalDate date = date(entry.getPath().getName());
      if (!entry.isDirectory()) {
        refuse(
            registry.name(),
            entry.getPath(),
            FileReason.NOT_A_DELIVERY,
            "Put it below the folder of its delivery date.");
      } else if (date == null) {
        refuse(
            registry.name(),
            entry.getPath(),
            FileReason.FOLDER_WITHOUT_DATE,
            "Name the folder after the delivery date, such as 2023-11-30.");
      } else if (!date.isAfter(businessDate)) {
        List<FileStatus> delivery = list(entry.getPath());
        if (delivery.stream().anyMatch(LandingScan::isTable)) {
          dated.put(date, delivery);
        } else {
          refuse(
              registry.name(),
              entry.getPath(),
              FileReason.NOT_A_DELIVERY,
              "The folder holds no .csv, .xlsx or .xls file, so an earlier delivery counts.");
        }
      }
    }
    if (!dated.isEmpty()) {
      boolean all = registry.load().equals(Optional.of(Contract.Load.INCREMENT));
      deliver(registry.name(), all ? dated : dated.tailMap(first(registry, dated), true));
    }
  }

  /** The day of the first delivery that is taken in of a snapshot. */
  private LocalDate first(Contract registry, NavigableMap<LocalDate, ?> dated) {
    LocalDate first =
        dated.descendingKeySet().stream()
            .limit(1L + registry.earlier())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    LocalDate wanted = historyFrom.getOrDefault(registry.name(), first);
    return wanted.isBefore(first) ? wanted : first;
  }

  private void deliver(String registry, Map<LocalDate, List<FileStatus>> dated) {
    deliveries.put(registry, new TreeSet<>(dated.keySet()));
    dated.forEach(
        (date, entries) ->
            entries.forEach(
                entry -> {
                  if (isTable(entry)) {
                    stamp(entry, stamps);
                    files.add(landed(registry, date, entry.getPath()));
                  } else if (entry.isDirectory() || isSystemFile(entry.getPath().getName())) {
                    refuse(
                        landed(registry, date, entry.getPath()),
                        FileReason.NOT_A_DELIVERY,
                        "Put deliveries right below the folder of their date.");
                  } else {
                    refuse(
                        landed(registry, date, entry.getPath()),
                        FileReason.UNKNOWN_EXTENSION,
                        "Send it as .csv, .xlsx or .xls.");
                  }
                }));
  }

  /** Whether a file is a table that can be read. */
  static boolean isTable(FileStatus entry) {
    String name = entry.getPath().getName();
    return entry.isFile() && !isSystemFile(name) && Format.ofName(name).isPresent();
  }

  private static boolean isSystemFile(String name) {
    return name.startsWith(".") || name.startsWith("~$") || SYSTEM_FILES.contains(name);
  }

  /** The date that a folder is named after; null if it is none. */
  static LocalDate date(String name) {
    try {
      return DATE.matcher(name).matches() ? LocalDate.parse(name) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private void refuseAll(Path folder, String registry) throws IOException {
    List<FileStatus> entries = list(folder);
    String detail =
        "%s is no registry. Known are %s."
            .formatted(registry, String.join(", ", contracts.keySet()));
    if (entries.isEmpty()) {
      unknown(registry, folder, detail);
    }
    for (FileStatus entry : entries) {
      if (entry.isDirectory()) {
        refuseAll(entry.getPath(), registry);
      } else {
        unknown(registry, entry.getPath(), detail);
      }
    }
  }

  private void unknown(String registry, Path path, String detail) {
    refused.add(
        FileFacts.unread(
            landed(registry, null, path),
            State.UNKNOWN_REGISTRY,
            FileReason.UNKNOWN_REGISTRY,
            detail));
  }

  private void refuse(String registry, Path path, FileReason reason, String detail) {
    refuse(landed(registry, null, path), reason, detail);
  }

  private void refuse(LandedFile file, FileReason reason, String detail) {
    refused.add(FileFacts.unread(file, State.REJECTED, reason, detail));
  }

  private LandedFile landed(String registry, LocalDate date, Path path) {
    return new LandedFile(registry, date, below(path), path.toString());
  }

  /** The path below the landing folder. */
  private String below(Path path) {
    StringBuilder below = new StringBuilder(path.getName());
    for (Path parent = path.getParent();
        parent != null && parent.depth() > landing.depth();
        parent = parent.getParent()) {
      below.insert(0, parent.getName() + "/");
    }
    return below.toString();
  }

  private List<FileStatus> list(Path folder) throws IOException {
    FileStatus[] entries = fileSystem.listStatus(folder);
    Arrays.sort(entries, Comparator.comparing(FileStatus::getPath));
    if (Arrays.stream(entries).anyMatch(entry -> entry.getPath().getName().contains("\uFFFD"))) {
      throw new HeduiException(
          "FILE_NAMES",
          2,
          "A file name in %s cannot be read. Start Hedui with LC_ALL=C.UTF-8.".formatted(folder));
    }
    return List.of(entries);
  }
}
