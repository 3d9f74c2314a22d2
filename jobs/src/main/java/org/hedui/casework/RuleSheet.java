package org.hedui.casework;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hedui.contract.CodeList;
import org.hedui.contract.Contract;
import org.hedui.contract.Rule;
import org.hedui.contract.Schemas;
import org.hedui.sheet.Seal;
import org.hedui.sheet.SheetLock;
import org.hedui.sheet.SheetText;

/** The sheet of one rule: its guidance, and a row a case. */
final class RuleSheet implements Closeable {
  /** What a row is about. */
  static final String ROW = "case";

  /** Rows above the first case. */
  private static final int HEAD = 4;

  /** Width of all registries' columns, and bounds of each. */
  private static final int REGISTRIES_WIDTH = 180;

  private static final int LEAST_WIDTH = 30;
  private static final int GREATEST_WIDTH = 90;
  private static final int KEPT_ROWS = 200;

  private final Worksheet sheet;
  private final Seal seal;
  private final List<String> registries;
  private final List<Integer> widths = new ArrayList<>();
  private final int asked;
  private final int columns;
  private int row = HEAD;

  /**
   * Begins the sheet.
   *
   * @param part what is handed out of the rule
   */
  RuleSheet(Workbook workbook, Schemas schemas, Seal seal, Handout.Part part) {
    this.sheet = workbook.newWorksheet(part.rule());
    this.seal = seal;
    this.registries = part.registries();
    this.asked = Heading.GIVEN.size() + registries.size();
    this.columns = asked + Heading.ASKED.size();
    Rule rule = schemas.rules().get(part.rule());
    describe(rule, schemas);
    headings(schemas);
    drop(Heading.ANSWER, labels(schemas, "case_verdict"), part);
    drop(Heading.STEP, labels(schemas, "case_step"), part);
    drop(Heading.REASON, Reasons.of(rule, schemas), part);
    sheet.hideColumn(Heading.GIVEN.indexOf(Heading.VERSION));
    sheet.hideColumn(Heading.GIVEN.indexOf(Heading.SEAL));
    sheet.freezePane(Heading.GIVEN.indexOf(Heading.SUBJECT) + 1, HEAD);
    sheet.setAutoFilter(HEAD - 1, 0, last(part), columns - 1);
    SheetText.page(sheet, PaperSize.A3_PAPER);
    sheet.repeatRows(0, HEAD - 1);
    SheetLock.lock(sheet, seal);
  }

  /** Adds a case. */
  void add(CaseRow given) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Heading heading : Heading.GIVEN) {
      texts.add(text(heading, given));
    }
    registries.forEach(registry -> texts.add(given.registries().getOrDefault(registry, "")));
    SheetText.put(sheet, row, texts, widths);
    SheetText.given(sheet.range(row, 0, row, asked - 1)).set();
    SheetText.asked(sheet.range(row, asked, row, columns - 1)).set();
    row++;
    if (row % KEPT_ROWS == 0) {
      sheet.flush();
    }
  }

  @Override
  public void close() throws IOException {
    sheet.finish();
  }

  private String text(Heading heading, CaseRow given) {
    return switch (heading) {
      case CASE -> given.exceptionId();
      case VERSION -> given.version();
      case SEAL -> seal.ofRow(ROW, given.exceptionId(), given.version());
      case SUBJECT -> given.subject();
      case STATE -> given.state();
      case DUE -> given.due();
      case DIVISION -> given.division();
      case EVIDENCE -> given.evidence();
      default -> throw new IllegalArgumentException(heading + " is filled in by the reviewer.");
    };
  }

  private void describe(Rule rule, Schemas schemas) {
    String severity =
        schemas.codes().get("severity").codes().stream()
            .filter(code -> code.code().equals(rule.severity().name()))
            .map(CodeList.Code::zh)
            .findFirst()
            .orElse(rule.severity().name());
    SheetText.put(
        sheet, 0, 0, "%s %s（严重程度：%s）".formatted(rule.code(), rule.title().zh(), severity));
    sheet.range(0, 0, 0, 0).style().bold().fontSize(13).set();
    SheetText.put(sheet, 1, 0, "办理指引：" + rule.guidance().zh());
    SheetText.put(sheet, 2, 0, rule.title().en() + ". " + rule.guidance().en());
  }

  private void headings(Schemas schemas) {
    List<String> texts = new ArrayList<>();
    for (Heading heading : Heading.GIVEN) {
      texts.add(heading.text());
      widths.add(heading.width());
    }
    int width = REGISTRIES_WIDTH / Math.max(1, registries.size());
    for (String registry : registries) {
      widths.add(Math.max(LEAST_WIDTH, Math.min(GREATEST_WIDTH, width)));
      texts.add(
          Optional.ofNullable(schemas.contracts().get(registry)).map(Contract::titleZh).orElse("")
              + "\n"
              + registry);
    }
    for (Heading heading : Heading.ASKED) {
      texts.add(heading.text());
      widths.add(heading.width());
    }
    for (int column = 0; column < columns; column++) {
      sheet.width(column, widths.get(column));
    }
    SheetText.put(sheet, HEAD - 1, texts, widths);
    SheetText.heading(sheet.range(HEAD - 1, 0, HEAD - 1, columns - 1)).set();
  }

  private void drop(Heading heading, List<String> choices, Handout.Part part) {
    if (choices.isEmpty()) {
      return;
    }
    int column = asked + Heading.ASKED.indexOf(heading);
    SheetText.choose(sheet.range(HEAD, column, last(part), column), heading, choices);
  }

  private static int last(Handout.Part part) {
    return HEAD + Math.toIntExact(part.cases()) - 1;
  }

  private static List<String> labels(Schemas schemas, String list) {
    return schemas.codes().get(list).codes().stream().map(CodeList.Code::zh).toList();
  }
}
