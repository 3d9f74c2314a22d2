package org.hedui.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hedui.function.PseudonymKey;
import org.hedui.sheet.FrontSheet;
import org.hedui.sheet.Seal;
import org.hedui.sheet.SheetLock;
import org.hedui.sheet.SheetText;
import org.hedui.stage.RunContext;

/** Writes a sample as a workbook: how to fill it in, how it was drawn, and the households. */
public final class SampleWorkbook {
  /** What stands before the number of the workbook. */
  static final String NUMBER = "样本编号";

  /** The sheet that tells how the sample was drawn. */
  static final String DESIGN = "抽样设计";

  /** What a row of the sheet of households is about. */
  static final String ROW = "household";

  private static final String HOUSEHOLDS = "入户核查";

  /** Rows above the first household. */
  private static final int HEAD = 4;

  private static final List<Integer> FRONT_WIDTHS = List.of(20, 44, 60);
  private static final List<Integer> DESIGN_WIDTHS = List.of(16, 40, 16, 16, 16);

  private final Sample sample;
  private final AnswerWords words;
  private final Seal seal;
  private final Map<String, SampleList.Shown> shown;
  private final Map<String, String> towns;
  private final Map<String, SampleBook.Standing> standing;

  /**
   * A workbook.
   *
   * @param context the published business date that the sample was drawn from
   * @param population rows of {@code rated_household} of its rate
   * @param book knows what was answered before
   * @param key the lake's key, which seals it
   */
  public SampleWorkbook(
      Sample sample,
      RunContext context,
      Dataset<Row> population,
      SampleBook book,
      PseudonymKey key) {
    this.sample = sample;
    this.words = AnswerWords.of(sample.design().rate(), context.schemas());
    this.seal = new Seal(key, sample.id(), sample.design().date());
    SampleList list = new SampleList(context);
    this.shown = list.of(sample, population);
    this.towns = list.towns(sample);
    this.standing = book.standing(sample.id());
  }

  /**
   * Writes it.
   *
   * @param purpose what for, as the front sheet says
   * @param out receives the file; it is not closed
   */
  public void write(String purpose, OutputStream out) throws IOException {
    Workbook workbook = new Workbook(out, "Hedui", null);
    try (FrontSheet sheet = new FrontSheet(workbook, FrontSheet.NAME, seal, FRONT_WIDTHS)) {
      front(sheet, purpose);
    }
    try (FrontSheet sheet = new FrontSheet(workbook, DESIGN, seal, DESIGN_WIDTHS)) {
      design(sheet);
    }
    try (Worksheet sheet = workbook.newWorksheet(HOUSEHOLDS)) {
      households(sheet);
    }
    workbook.finish();
  }

  private void front(FrontSheet sheet, String purpose) {
    ErrorRate rate = sample.design().rate();
    String wrong = rate.wrong();
    sheet.title("入户核查抽样表（%s）  Households to be visited".formatted(rate.zh()));
    sheet.which(NUMBER);
    sheet.line("用途", purpose, "Purpose");
    sheet.line("抽中户数", String.valueOf(sample.size()), "Households drawn");
    sheet.gap();
    sheet.title("怎样填写  How to answer");
    List.of(
            "1. “%s”表中每行一户，均须入户核查；不得以其他户替换。".formatted(HOUSEHOLDS),
            "   One row a household; each has to be visited. None may be exchanged for another.",
            "2. 只填写黄色各列。在“核查结论”列用下拉框选一项：%s。".formatted(String.join("、", words.choices())),
            "   Fill in the yellow columns only. Choose an answer; leave a row blank to answer it"
                + " later.",
            "3. 结论为“%s”的，“涉及人数”填受影响的家庭成员数；不填即全部成员。其他结论不填。".formatted(wrong),
            "   If it is %s, write how many members are concerned; blank means all."
                .formatted(wrong),
            "4. 查不到、无人在家等填“无法核实”，不计为正确；核查日期如2023-12-05。",
            "   Who cannot be found counts as unanswered, not as right.",
            "5. 不得改动其他单元格，不得增加或复制行；备注中不得写证件号码和电话号码，不得写公式。",
            "   Change nothing else, add or copy no row; no ID or telephone number and no formula in"
                + " a note.",
            "6. 可分批导入；有一处错误则该次全部不导入，并逐格指出。",
            "   It may be imported as it fills; with one fault nothing is taken, and every fault is"
                + " told by its cell.",
            "本文件含个人信息，仅限上述用途，用后删除。",
            "This file holds personal information: use it for the stated purpose only, then delete"
                + " it.")
        .forEach(sheet::note);
  }

  private void design(FrontSheet sheet) {
    SampleDesign design = sample.design();
    sheet.title("抽样设计  Design");
    sheet.line("错误率", design.rate().zh(), design.rate().code());
    sheet.line("业务日期", design.date().toString(), "Business date");
    sheet.line("区划范围", design.division().isEmpty() ? "全部" : design.division(), "Division");
    sheet.line(
        "样本量依据",
        design
            .size()
            .map(size -> "指定" + size + "户")
            .orElseGet(
                () ->
                    "误差限±%s个百分点（95%%，错误率约%s%%，有限总体校正）"
                        .formatted(
                            SampleText.number(design.marginPercent()),
                            SampleText.number(design.rate().bar() * 100))),
        "Size");
    sheet.line("随机种子", String.valueOf(design.seed()), "Seed");
    sheet.line("总体户数", String.valueOf(sample.population()), "Households");
    sheet.line("抽中户数", String.valueOf(sample.size()), "Drawn");
    sheet.note("按乡镇分层，比例分配（最大余数法，每层至少2户，不足的至少1户）；层内按种子与家庭编号的散列排序，依次抽取。");
    sheet.note(
        "Stratified by township: shares by largest remainder, at least two each where they fit.");
    sheet.note("Within a township, in the order of a hash of seed and household.");
    sheet.gap();
    sheet.headings(
        List.of("乡镇代码\nTown", "乡镇\nName", "总体户数\nHouseholds", "抽中户数\nDrawn", "权数\nWeight"));
    for (Stratum stratum : sample.strata()) {
      sheet.line(
          stratum.town(),
          stratum.town().isEmpty() ? "区划不详" : towns.getOrDefault(stratum.town(), ""),
          String.valueOf(stratum.households()),
          String.valueOf(stratum.drawn()),
          SampleText.number(stratum.weight()));
    }
  }

  private void households(Worksheet sheet) throws IOException {
    List<SampleHeading> headings = new ArrayList<>(SampleHeading.GIVEN);
    headings.addAll(SampleHeading.ASKED);
    List<Integer> widths = headings.stream().map(SampleHeading::width).toList();
    for (int column = 0; column < widths.size(); column++) {
      sheet.width(column, widths.get(column));
    }
    int given = SampleHeading.GIVEN.size();
    int columns = headings.size();
    int last = HEAD + sample.size() - 1;
    SheetText.put(sheet, 0, 0, sample.design().rate().zh() + "入户核查");
    sheet.range(0, 0, 0, 0).style().bold().fontSize(13).set();
    SheetText.put(sheet, 1, 0, "只填写黄色各列；填写说明见“%s”。".formatted(FrontSheet.NAME));
    SheetText.put(sheet, 2, 0, "Fill in the yellow columns only; the first sheet tells how.");
    SheetText.put(sheet, HEAD - 1, headings.stream().map(SampleHeading::text).toList(), widths);
    SheetText.heading(sheet.range(HEAD - 1, 0, HEAD - 1, columns - 1)).set();
    int row = HEAD;
    for (Household household : sample.households()) {
      List<String> texts =
          SampleHeading.GIVEN.stream().map(heading -> text(heading, household)).toList();
      SheetText.put(sheet, row, texts, widths);
      SheetText.given(sheet.range(row, 0, row, given - 1)).set();
      SheetText.asked(sheet.range(row, given, row, columns - 1)).set();
      row++;
    }
    int answer = headings.indexOf(SampleHeading.ANSWER);
    SheetText.choose(
        sheet.range(HEAD, answer, last, answer), SampleHeading.ANSWER, words.choices());
    sheet.hideColumn(headings.indexOf(SampleHeading.VERSION));
    sheet.hideColumn(headings.indexOf(SampleHeading.SEAL));
    sheet.freezePane(headings.indexOf(SampleHeading.HEAD) + 1, HEAD);
    sheet.setAutoFilter(HEAD - 1, 0, last, columns - 1);
    SheetText.page(sheet, PaperSize.A3_PAPER);
    sheet.repeatRows(0, HEAD - 1);
    SheetLock.lock(sheet, seal);
  }

  private String text(SampleHeading heading, Household household) {
    String version = SampleText.version(Optional.ofNullable(standing.get(household.id())));
    SampleList.Shown of = shown.get(household.id());
    return switch (heading) {
      case HOUSEHOLD -> household.id();
      case VERSION -> version;
      case SEAL -> seal.ofRow(ROW, household.id(), version);
      case PLACE -> String.valueOf(household.place());
      case DIVISION -> of.division();
      case NUMBER -> of.number();
      case HEAD -> of.head();
      case CLASS -> of.group();
      case MEMBERS -> String.valueOf(household.members());
      case EARLIER ->
          Optional.ofNullable(standing.get(household.id()))
              .map(known -> words.labels().get(known.answer().finding()))
              .orElse("");
      default -> throw new IllegalArgumentException(heading + " is filled in by the checker.");
    };
  }
}
