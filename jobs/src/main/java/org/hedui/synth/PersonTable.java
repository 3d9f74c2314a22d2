package org.hedui.synth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedui.contract.HeduiException;

/**
 * One table of invented persons, many of whom stand in it more than once and never quite alike: a
 * set to measure linking on, in the form of those that the FEBRL generator made known (Christen
 * 2005). {@code rec_id} tells the truth: {@code rec-7-org} is a person as first written down,
 * {@code rec-7-dup-0} the same one again. A row depends on the seed and its own number only, so
 * rows are made when they are written; held are eight bytes each, for their order.
 */
public final class PersonTable {
  /** Fewest rows. */
  public static final int FEWEST = 10;

  /** Most rows. */
  public static final int MOST = 20_000_000;

  private static final double DUPLICATED = 0.4;

  /** Duplicates of somebody who has any, by Zipf. */
  private static final Urn<Integer> DUPLICATES =
      Urn.weighted(List.of(1, 2, 3, 4, 5), 1, 1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0);

  /** Copies of one person are told apart in so many bits. */
  private static final int COPY_BITS = 3;

  private final long seed;

  private PersonTable(long seed) {
    this.seed = seed;
  }

  /**
   * Writes a table. Equal arguments give equal bytes.
   *
   * @param rows number of rows
   * @param seed what tells this table from others of its size
   * @param file the file; one that is there is replaced
   * @throws HeduiException SYNTH_ROWS, SYNTH_OUTPUT, exit code 2
   */
  public static void write(int rows, long seed, Path file) {
    if (rows < FEWEST || rows > MOST) {
      throw new HeduiException(
          "SYNTH_ROWS", 2, "A table has %,d to %,d rows.".formatted(FEWEST, MOST));
    }
    PersonTable table = new PersonTable(seed);
    try (CsvFile csv = new CsvFile(file, CsvFile.Dialect.UTF_8)) {
      csv.write(header());
      for (long row : table.order(rows)) {
        csv.write(table.row((int) row));
      }
    } catch (IOException e) {
      throw new HeduiException(
          "SYNTH_OUTPUT", 2, "The table cannot be written to " + file + ".", e);
    }
  }

  private static List<String> header() {
    return Stream.concat(Stream.of("rec_id"), PersonField.ALL.stream().map(PersonField::column))
        .collect(Collectors.toList());
  }

  /** The rows as they are to be written: person and copy below, what shuffles them above. */
  private long[] order(int rows) {
    long[] order = new long[rows];
    int row = 0;
    for (int person = 0; row < rows; person++) {
      Dice dice = Dice.of(seed, person, "copies");
      int copies = dice.chance(DUPLICATED) ? 1 + DUPLICATES.draw(dice) : 1;
      for (int copy = 0; copy < copies && row < rows; copy++) {
        long name = ((long) person << COPY_BITS) | copy;
        order[row++] = ((long) dice.below(Integer.MAX_VALUE) << Integer.SIZE) | name;
      }
    }
    Arrays.sort(order);
    return order;
  }

  private List<String> row(int name) {
    int person = name >>> COPY_BITS;
    int copy = name & ((1 << COPY_BITS) - 1);
    Dice dice = Dice.of(seed, person, "original");
    List<String> cells =
        PersonField.ALL.stream().map(field -> field.first(dice)).collect(Collectors.toList());
    if (copy == 0) {
      cells.add(0, "rec-%d-org".formatted(person));
      return cells;
    }
    List<String> again = PersonSlips.made(cells, Dice.of(seed, name, "duplicate"));
    again.add(0, "rec-%d-dup-%d".formatted(person, copy - 1));
    return again;
  }
}
