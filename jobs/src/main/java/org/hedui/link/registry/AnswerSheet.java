package org.hedui.link.registry;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hedui.contract.Fault;

/** The sheet that a reviewer fills in: one row a pair, read with all its faults at once. */
public final class AnswerSheet {
  /** Columns that a sheet must have; others are for the reviewer's eye. */
  public static final List<String> REQUIRED = List.of("lasting_id_l", "lasting_id_r", "answer");

  private static final Map<String, Answer.Verdict> WORDS =
      Map.of(
          "YES", Answer.Verdict.YES,
          "Y", Answer.Verdict.YES,
          "是", Answer.Verdict.YES,
          "NO", Answer.Verdict.NO,
          "N", Answer.Verdict.NO,
          "否", Answer.Verdict.NO);

  private final String file;
  private final List<Answer> answers = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private int blank;

  private AnswerSheet(String file) {
    this.file = file;
  }

  /**
   * Reads a sheet.
   *
   * @param file name of the sheet, for faults
   * @param bytes CSV in UTF-8, with or without byte order mark
   */
  public static AnswerSheet read(String file, byte[] bytes) {
    AnswerSheet sheet = new AnswerSheet(file);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      sheet.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      sheet.fault("SHEET_ENCODING", 1, "The file is not UTF-8; save it as CSV UTF-8.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      sheet.fault("SHEET_FORM", 1, "The file is no CSV with a header row.");
    }
    return sheet;
  }

  /** The answers given, in the order of the rows. */
  public List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** Rows that have no answer yet. */
  public int blank() {
    return blank;
  }

  /** What is wrong, by row. */
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  private void parse(String text) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    try (CSVParser rows = CSVParser.parse(new StringReader(text), format)) {
      for (String column : REQUIRED) {
        if (!rows.getHeaderMap().containsKey(column)) {
          fault("COLUMN_MISSING", 1, "There is no column " + column + "; export the sheet again.");
        }
      }
      if (faults.isEmpty()) {
        Map<Set<String>, Integer> seen = new HashMap<>();
        for (CSVRecord row : rows) {
          read(row, seen);
        }
      }
    }
  }

  private void read(CSVRecord record, Map<Set<String>, Integer> seen) {
    // The header is row 1, as a spreadsheet shows it.
    int row = (int) record.getRecordNumber() + 1;
    if (!record.isConsistent() && record.size() < REQUIRED.size()) {
      fault("SHEET_FORM", row, "The row has fewer cells than the header.");
      return;
    }
    String word = record.get("answer").toUpperCase(Locale.ROOT);
    if (word.isEmpty()) {
      blank++;
      return;
    }
    String left = record.get("lasting_id_l");
    String right = record.get("lasting_id_r");
    if (!WORDS.containsKey(word)) {
      fault("ANSWER_WRONG", row, "The answer is YES, NO, or blank; nothing else is understood.");
    } else if (left.equals(right)) {
      fault("PAIR_UNKNOWN", row, "Both ids are the same; a pair has two.");
    } else {
      Integer first = seen.putIfAbsent(Set.of(left, right), row);
      if (first != null) {
        fault("ANSWERED_TWICE", row, "Row " + first + " answers the same pair; keep one.");
        return;
      }
      Optional<String> note =
          record.isMapped("note") && record.isSet("note")
              ? Optional.of(record.get("note")).filter(text -> !text.isEmpty())
              : Optional.empty();
      answers.add(Answer.of(row, left, right, WORDS.get(word), note));
    }
  }

  private void fault(String code, int row, String message) {
    faults.add(new Fault(code, file, row, message));
  }
}
