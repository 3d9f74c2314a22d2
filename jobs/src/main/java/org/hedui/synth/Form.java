package org.hedui.synth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How a department's files look.
 *
 * @param registry the registry they are delivered for
 * @param title what their names and title rows say
 * @param workbook whether they are workbooks; else separated values
 * @param titles rows above the header, the first with the title
 * @param modern whether values are always UTF-8
 * @param labels headers
 * @param roles what the columns mean, as many
 */
record Form(
    String registry,
    String title,
    boolean workbook,
    int titles,
    boolean modern,
    List<String> labels,
    List<Role> roles) {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Other headers that departments use for the same column. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "身份证件号", "身份证号码",
          "公民身份号码", "证件号码",
          "证件号", "身份证号",
          "学校标识码", "学校代码",
          "金额", "发放金额");

  /**
   * A workbook with so many title rows; columns are given as {@code label} or {@code label=ROLE}.
   */
  static Form workbook(String registry, String title, int titles, String columns) {
    return form(registry, title, true, titles, true, columns);
  }

  /** Separated values in whatever encoding. */
  static Form values(String registry, String title, String columns) {
    return form(registry, title, false, 0, false, columns);
  }

  /** Separated values in UTF-8. */
  static Form modernValues(String registry, String title, String columns) {
    return form(registry, title, false, 0, true, columns);
  }

  private static Form form(
      String registry, String title, boolean workbook, int titles, boolean modern, String columns) {
    List<String[]> cells = SPACE.splitAsStream(columns.strip()).map(c -> c.split("=", 2)).toList();
    return new Form(
        registry,
        title,
        workbook,
        titles,
        modern,
        cells.stream().map(cell -> cell[0]).toList(),
        cells.stream().map(cell -> cell.length == 1 ? Role.TEXT : Role.valueOf(cell[1])).toList());
  }

  /** The column with a role. */
  Optional<Integer> column(Role role) {
    int column = roles.indexOf(role);
    return column < 0 ? Optional.empty() : Optional.of(column);
  }

  /** The column with a label. */
  int column(String label) {
    int column = labels.indexOf(label);
    if (column < 0) {
      throw new IllegalArgumentException(registry + " has no column " + label);
    }
    return column;
  }

  /** The header as one file writes it: with aliases, stars, brackets and spaces. */
  List<String> header(Dice dice) {
    return IntStream.range(0, labels.size())
        .mapToObj(
            i -> {
              String label =
                  dice.chance(.3)
                      ? ALIASES.getOrDefault(labels.get(i), labels.get(i))
                      : labels.get(i);
              return switch (dice.below(16)) {
                case 0 -> label + "*";
                case 1 -> "\u3000" + label;
                case 2 -> label + "（必填）";
                default -> label;
              };
            })
        .toList();
  }
}
