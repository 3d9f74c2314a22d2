package org.hedui.ingest.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedui.contract.HeaderText;

/**
 * Finds the header among the first rows of a sheet: the row that names the most columns of the
 * layout, at least two and at least half of the required ones.
 */
public final class HeaderResolver {
  private static final Pattern UNIT = Pattern.compile("[十百千万亿]*元");
  private static final Pattern BRACKETS = Pattern.compile("[(\\[【]([^)\\]】]*)[)\\]】]");
  private static final Pattern TITLE_UNIT = Pattern.compile("单位:([十百千万亿]+元)");

  private final Layout layout;

  /** A resolver for one registry. */
  public HeaderResolver(Layout layout) {
    this.layout = layout;
  }

  /**
   * The header among {@code rows}, the first rows of a sheet that are not blank.
   *
   * @return empty if no row will do; the first of several that are equally good
   */
  public Optional<Header> find(List<SourceRow> rows) {
    Optional<Header> best = Optional.empty();
    for (SourceRow row : rows) {
      Header header = resolve(row);
      if (isEnough(header) && header.found() > best.map(Header::found).orElse(0)) {
        best = Optional.of(header);
      }
    }
    return best.map(header -> withTitleUnits(header, rows));
  }

  private boolean isEnough(Header header) {
    int required = layout.requiredCount();
    return header.found() >= 2 && 2 * (required - header.missing().size()) >= required;
  }

  /**
   * Reads a row as a header: exact labels first, then aliases; a second cell of a name is extra.
   */
  Header resolve(SourceRow row) {
    List<String> labels = row.cells();
    List<String> keys = labels.stream().map(HeaderText::normalise).toList();
    Integer[] columns = new Integer[labels.size()];
    Arrays.fill(columns, Header.EXTRA);
    List<String> missing = new ArrayList<>();
    Map<String, String> units = new HashMap<>();
    int[] cells = cells(keys);
    for (int i = 0; i < cells.length; i++) {
      Layout.Field field = layout.columns().get(i);
      if (cells[i] >= 0) {
        columns[cells[i]] = i;
        unit(labels.get(cells[i])).ifPresent(unit -> units.put(field.name(), unit));
      } else if (field.required()) {
        missing.add(field.labels().get(0));
      }
    }
    List<String> unknown = new ArrayList<>();
    for (int cell = 0; cell < columns.length; cell++) {
      if (columns[cell] == Header.EXTRA && !SourceRow.isBlank(labels.get(cell))) {
        unknown.add(labels.get(cell).strip());
      }
    }
    return new Header(
        row.number(),
        labels,
        names(labels),
        labels.size(),
        List.of(columns),
        missing,
        unknown,
        units);
  }

  /** Labels told apart: one that is blank or stood before gets the number of its column. */
  private static List<String> names(List<String> labels) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>(Set.of(""));
    for (String label : labels) {
      String name = label.strip();
      names.add(taken.add(name) ? name : name + "#" + (names.size() + 1));
    }
    return names;
  }

  /** For each column of the layout the cell that names it, or -1. */
  private int[] cells(List<String> keys) {
    int[] cells = new int[layout.columns().size()];
    Arrays.fill(cells, -1);
    boolean[] taken = new boolean[keys.size()];
    int aliases =
        layout.columns().stream().mapToInt(field -> field.labels().size()).max().orElse(0);
    for (int alias = 0; alias < aliases; alias++) {
      for (int i = 0; i < cells.length; i++) {
        List<String> labels = layout.columns().get(i).labels();
        int cell =
            cells[i] < 0 && alias < labels.size() ? free(keys, labels.get(alias), taken) : -1;
        if (cell >= 0) {
          cells[i] = cell;
          taken[cell] = true;
        }
      }
    }
    return cells;
  }

  private static int free(List<String> keys, String label, boolean[] taken) {
    for (int cell = 0; cell < keys.size(); cell++) {
      if (!taken[cell] && keys.get(cell).equals(label)) {
        return cell;
      }
    }
    return -1;
  }

  /** The unit of money that a label holds in brackets. */
  private static Optional<String> unit(String label) {
    Matcher brackets = BRACKETS.matcher(HeaderText.compact(label));
    while (brackets.find()) {
      Matcher unit = UNIT.matcher(brackets.group(1));
      if (unit.find()) {
        return Optional.of(unit.group());
      }
    }
    return Optional.empty();
  }

  /** A title such as 单位：万元 holds for the amounts whose label gives no unit. */
  private Header withTitleUnits(Header header, List<SourceRow> rows) {
    for (SourceRow row : rows) {
      for (String cell : row.number() < header.row() ? row.cells() : List.<String>of()) {
        Matcher unit = TITLE_UNIT.matcher(HeaderText.compact(cell));
        if (unit.find()) {
          layout.columns().stream()
              .filter(Layout.Field::headerUnit)
              .forEach(field -> header.units().putIfAbsent(field.name(), unit.group(1)));
        }
      }
    }
    return header;
  }
}
