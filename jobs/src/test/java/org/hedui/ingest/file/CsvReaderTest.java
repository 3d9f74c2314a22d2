package org.hedui.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
  private static List<SourceRow> read(String text) {
    return read(text, ',');
  }

  private static List<SourceRow> read(String text, char separator) {
    List<SourceRow> rows = new ArrayList<>();
    try (CsvReader reader = new CsvReader(new StringReader(text), separator)) {
      assertThat(reader.nextSheet()).isTrue();
      for (Optional<SourceRow> row = reader.nextRow(); row.isPresent(); row = reader.nextRow()) {
        rows.add(row.get());
      }
      assertThat(reader.nextSheet()).isFalse();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return rows;
  }

  private static SourceRow row(int number, String... cells) {
    return new SourceRow(number, List.of(cells));
  }

  @Test
  void endsOfLinesOfEverySystemEndARow() {
    assertThat(read("a,b\nc,d\r\ne,f\rg,h"))
        .containsExactly(row(1, "a", "b"), row(2, "c", "d"), row(3, "e", "f"), row(4, "g", "h"));
  }

  @Test
  void aRecordWithALineBreakInQuotesIsOneRow() {
    assertThat(read("1,\"南营镇\r\n牛塘村\",x\n2,y,z\n"))
        .containsExactly(row(1, "1", "南营镇\r\n牛塘村", "x"), row(2, "2", "y", "z"));
  }

  @Test
  void quotesHideSeparatorsAndDoubledQuotes() {
    assertThat(read("\"a,b\",\"say \"\"hi\"\"\" ,\"\"\n"))
        .containsExactly(row(1, "a,b", "say \"hi\"", ""));
  }

  @Test
  void blankLinesAndEmptyCellsCount() {
    assertThat(read("a,b\n\n,\nc,d\n"))
        .containsExactly(row(1, "a", "b"), row(2, ""), row(3, "", ""), row(4, "c", "d"));
  }

  @Test
  void aQuoteInsideACellIsACharacter() {
    assertThat(read("5\"屏,b\n=\"0529\",\"c\"d\n"))
        .containsExactly(row(1, "5\"屏", "b"), row(2, "=\"0529\"", "\"c\"d"));
  }

  @Test
  void aQuoteThatNeverClosesSwallowsNothing() {
    assertThat(read("h1,h2,h3\n\"a,b,c\nd,e,f\ng,h,i\n"))
        .containsExactly(
            row(1, "h1", "h2", "h3"),
            row(2, "\"a", "b", "c"),
            row(3, "d", "e", "f"),
            row(4, "g", "h", "i"));
  }

  @Test
  void twoStrayQuotesInTheSameColumnSwallowNothing() {
    String text = "h1,h2,h3,h4,h5\n\"a,b,c,d,e\nf,g,h,i,j\nk\",l,m,n,o\n";
    assertThat(read(text))
        .extracting(row -> row.cells().get(0))
        .containsExactly("h1", "\"a", "f", "k\"");
  }

  @Test
  void aQuoteThatClosesFarBelowSwallowsNothing() {
    String text = "a,\"b\n" + "c,d\n".repeat(Limits.RECORD_LINES + 10) + "e\",f\n";
    List<SourceRow> rows = read(text);
    assertThat(rows).hasSize(Limits.RECORD_LINES + 12);
    assertThat(rows.get(0)).isEqualTo(row(1, "a", "\"b"));
    assertThat(rows.get(rows.size() - 1)).isEqualTo(row(rows.size(), "e\"", "f"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstCell() {
    assertThat(read("\uFEFF\"姓名\";学段\n", ';')).containsExactly(row(1, "姓名", "学段"));
  }

  @Test
  void aLineWithoutEndIsRefused() {
    assertThatThrownBy(() -> read("x".repeat(Limits.LINE_CHARACTERS + 1)))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            e -> assertThat(e.reason()).isEqualTo(FileReason.TOO_LARGE));
  }
}
