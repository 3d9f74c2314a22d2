package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.hedui.contract.Document;
import org.hedui.contract.HeduiException;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.WorkingDays;
import org.hedui.deliver.DocumentRows;
import org.hedui.deliver.Handover;
import org.hedui.deliver.Order;
import org.hedui.deliver.Password;
import org.hedui.function.PseudonymKey;
import org.hedui.keep.AuditEntry;
import org.hedui.keep.AuditLog;
import org.hedui.stage.RunViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hedui export}: documents and lists for people. */
@Command(
    name = "export",
    description = {
      "Writes documents of the published run for a division and below: letters, cards, books, lists,"
          + " each kind of schemas/documents, or all of a county as a pack. `cases` is a command of"
          + " its own.",
      "The files are personal: they are stamped with who, when and what for, looked through for what"
          + " they may not hold, locked by a password, and kept in ops.audit. The folder appears when"
          + " it is complete."
    })
final class ExportCommand implements Callable<Integer> {
  private static final String PACK = "pack";

  private final Terminal terminal;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "KIND",
      arity = "0..*",
      description = "Kinds of documents, such as letter or village_book; pack: all of a county.")
  private List<String> kinds = new ArrayList<>();

  @Option(
      names = "--division",
      paramLabel = "CODE",
      description =
          "The division, or the beginning of codes; 2 to 12 digits. Rows without a known division are"
              + " left out and counted. 'unknown': only these.")
  private String division;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "The folder to write; it must not be there yet.")
  private Path output;

  @Option(
      names = "--id-numbers",
      paramLabel = "HOW",
      defaultValue = "masked",
      description =
          "masked, or whole in those documents that law lets officers have so; these are locked.")
  private Numbers numbers;

  @Option(
      names = "--hotline",
      paramLabel = "NUMBER",
      defaultValue = "",
      description = "Telephone for complaints, on paper; a public notice needs one.")
  private String hotline;

  @Option(
      names = "--font",
      paramLabel = "FILE",
      description = "TrueType font of paper; a known Chinese one of the system if none is named.")
  private Path font;

  @Mixin private HandoutOptions handout = new HandoutOptions();
  @Mixin private PasswordOptions lock = new PasswordOptions();
  @Mixin private SettingsOptions options = new SettingsOptions();

  /** How ID numbers are shown. */
  enum Numbers {
    MASKED,
    WHOLE
  }

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Without a kind: the help. */
  @Override
  public Integer call() throws IOException {
    if (kinds.isEmpty()) {
      spec.commandLine().usage(terminal.err());
      return ExitCodes.WRONG_USE;
    }
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    List<Document> documents =
        documents(SchemasLoader.require(settings.schemas()).documents().values());
    check(documents);
    Optional<Password> password = lock.password(terminal);
    if (numbers == Numbers.WHOLE && password.isEmpty()) {
      throw usage("Whole ID numbers are always locked: leave --unlocked out.");
    }
    Path part = output.resolveSibling(output.getFileName() + ".part");
    refuseIfThere(output);
    refuseIfThere(part);
    OwnerOnly.folder(part);
    try {
      Handover.Written written = hand(settings, documents, password, part);
      Files.move(part, output);
      tell(written);
    } finally {
      // Nothing leaves the lake without an entry in the audit, and nothing is handed out by halves.
      FileUtils.deleteQuietly(part.toFile());
    }
    return ExitCodes.DONE;
  }

  private List<Document> documents(Collection<Document> known) {
    List<String> unknown =
        kinds.stream()
            .filter(kind -> !kind.equals(PACK))
            .filter(kind -> known.stream().noneMatch(document -> document.name().equals(kind)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new HeduiException(
          "KIND_UNKNOWN",
          ExitCodes.WRONG_USE,
          "There is no kind %s; there are cases, pack, %s."
              .formatted(
                  String.join(", ", unknown),
                  known.stream().map(Document::name).sorted().collect(Collectors.joining(", "))));
    }
    return known.stream()
        .filter(
            document ->
                kinds.contains(document.name()) || (kinds.contains(PACK) && document.pack()))
        .sorted(Comparator.comparing(Document::name))
        .toList();
  }

  private void check(List<Document> documents) {
    boolean placed = division != null && division.matches("\\d{2,12}|" + DocumentRows.UNKNOWN);
    if (output == null || !placed) {
      throw usage(
          "Name --division, 2 to 12 digits or 'unknown', and --output, a folder that is not there"
              + " yet.");
    }
    boolean isPublic = documents.stream().anyMatch(one -> one.form() == Document.Form.NOTICE);
    if (isPublic && hotline.isBlank()) {
      throw usage("A public notice says where to complain: name --hotline.");
    }
    if (!hotline.isEmpty() && !hotline.matches("[\\d -]{3,20}")) {
      throw usage("--hotline is a telephone number.");
    }
    boolean whole =
        numbers == Numbers.MASKED || documents.stream().anyMatch(Document::mayHoldIdNumbers);
    if (!whole) {
      throw usage("These documents never hold whole ID numbers; leave --id-numbers out.");
    }
  }

  private static HeduiException usage(String message) {
    return new HeduiException("USAGE", ExitCodes.WRONG_USE, message);
  }

  private static void refuseIfThere(Path folder) {
    if (Files.exists(folder)) {
      throw new HeduiException(
          "OUTPUT_EXISTS",
          ExitCodes.WRONG_USE,
          "The folder " + folder + " is there already; name another, or remove it.");
    }
  }

  private Handover.Written hand(
      Settings settings, List<Document> documents, Optional<Password> password, Path part)
      throws IOException {
    PublishedLake lake = PublishedLake.open(settings, "hedui export", Optional.empty());
    PseudonymKey key = LocalKey.require(settings, terminal, lake.lake().spark());
    Order order =
        new Order(
            documents,
            division,
            UUID.randomUUID().toString().substring(0, 13),
            handout.by(),
            LocalDateTime.now(ZoneId.systemDefault()),
            handout.purpose(),
            lake.businessDate(),
            hotline.strip(),
            numbers == Numbers.WHOLE,
            password,
            Optional.ofNullable(font),
            WorkingDays.of(lake.lake().schemas()));
    DocumentRows rows = new DocumentRows(new RunViews(lake.publication()).withPublished());
    Handover.Written written = new Handover(rows, lake.lake().schemas(), order, part).write();
    audit(lake, key, order, written);
    return written;
  }

  private void audit(PublishedLake lake, PseudonymKey key, Order order, Handover.Written written) {
    new AuditLog(lake.lake(), key)
        .add(
            AuditEntry.ofFile(
                order.number(),
                "export documents",
                order.who(),
                Optional.of(
                    order
                        .purpose()
                        .orElseGet(
                            () ->
                                order.documents().stream()
                                    .map(Document::purpose)
                                    .distinct()
                                    .collect(Collectors.joining("；")))),
                lake.businessDate(),
                written.index().getFileName().toString(),
                Sha256.of(written.index()),
                written.rows(),
                "documents %s, division %s, ID numbers %s, %s, %d files, %d rows left out"
                    .formatted(
                        order.documents().stream()
                            .map(Document::name)
                            .collect(Collectors.joining(" ")),
                        division,
                        numbers.name().toLowerCase(Locale.ROOT),
                        order.password().isPresent() ? "locked" : "unlocked",
                        written.files(),
                        written.leftOut().values().stream().mapToLong(Long::longValue).sum())));
  }

  private void tell(Handover.Written written) {
    terminal
        .out()
        .printf(
            "%,d files with %,d rows in %s; %s lists them.%n",
            written.files(), written.rows(), output, written.index().getFileName());
    if (!written.empty().isEmpty()) {
      terminal.out().printf("Without rows: %s.%n", String.join(", ", written.empty()));
    }
    if (!written.leftOut().isEmpty()) {
      terminal
          .out()
          .printf(
              "Left out, as their division is not known: %s; --division %s exports these rows.%n",
              written.leftOut().entrySet().stream()
                  .map(left -> "%s %,d".formatted(left.getKey(), left.getValue()))
                  .collect(Collectors.joining(", ")),
              DocumentRows.UNKNOWN);
    }
    if (written.missing() > 0) {
      terminal
          .err()
          .printf(
              "hedui: %,d characters are in no font and stand as 〓 on paper: apt-get install"
                  + " fonts-hanazono.%n",
              written.missing());
    }
  }
}
