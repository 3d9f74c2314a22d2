package org.hedui.synth;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The answer key: persons, households, and of every delivered row who it is about. */
final class Truth implements Closeable {
  private final Path folder;
  private final TableFile mentions;
  private final TableFile persons;
  private final TableFile households;

  Truth(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    mentions = table("mention", "registry,source_file,source_sheet,source_row,person,errors");
    persons =
        table(
            "person",
            "person,name,id_number,birth_date,sex,people,household,relation,village,school,twin,"
                + "registered,death_date");
    households =
        table(
            "household",
            "household,village,members,poor,assisted,hukou_no,poverty_no,assistance_no");
  }

  private TableFile table(String name, String header) throws IOException {
    CsvFile file = new CsvFile(folder.resolve(name + ".csv"), CsvFile.Dialect.UTF_8);
    file.write(List.of(header.split(",", -1)));
    return file;
  }

  /** Writes a household and its members. */
  void household(Household household) throws IOException {
    households.write(
        List.of(
            household.id(),
            household.village().code(),
            String.valueOf(household.members().size()),
            String.valueOf(household.poor()),
            String.valueOf(household.assisted()),
            household.hukouNumber(household.head()),
            household.poor() ? household.povertyNumber(household.head()) : "",
            household.assisted() ? household.assistanceNumber() : ""));
    for (Person person : household.members()) {
      persons.write(
          List.of(
              person.id(),
              person.name().text(),
              person.idNumber(),
              person.birth().toString(),
              person.sex().label(),
              person.name().people().label(),
              household.id(),
              person.relation().police(),
              household.village().code(),
              person.study().map(study -> study.school().code()).orElse(""),
              String.valueOf(person.twin()),
              String.valueOf(person.registered()),
              person.death().map(Object::toString).orElse("")));
    }
  }

  /**
   * Writes who a delivered row is about; of a file delivered twice, both rows.
   *
   * @param person nobody for rows of registries without persons
   */
  void mention(DeliveredFile file, int row, Optional<Person> person, Set<ErrorKind> errors)
      throws IOException {
    mention(file, file.path(), row, person, errors);
    if (file.copy().isPresent()) {
      Collection<ErrorKind> both = new ArrayList<>(errors);
      both.add(ErrorKind.SAME_FILE);
      mention(file, file.copy().get(), row, person, both);
    }
  }

  private void mention(
      DeliveredFile file,
      String path,
      int row,
      Optional<Person> person,
      Collection<ErrorKind> errors)
      throws IOException {
    mentions.write(
        List.of(
            file.form().registry(),
            path,
            file.sheet(),
            String.valueOf(row),
            person.map(Person::id).orElse(""),
            errors.stream().map(Enum::name).collect(Collectors.joining(";"))));
  }

  /** Writes the rates: stated for the level, rows that could have a kind, rows that do. */
  void errors(ErrorLevel level, Tally tally) throws IOException {
    try (TableFile file = table("error", "kind,rate,possible,made")) {
      for (ErrorKind kind : ErrorKind.values()) {
        file.write(
            List.of(
                kind.name(),
                "%.5f".formatted(level.rate(kind)),
                String.valueOf(tally.possible(kind)),
                String.valueOf(tally.made(kind))));
      }
    }
  }

  @Override
  public void close() throws IOException {
    mentions.close();
    persons.close();
    households.close();
  }
}
