package org.hedui.deliver.paper;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws a letter home on one page, with a slip to be sent back. */
final class LetterForm {
  private static final float LEFT = 62;
  private static final float WIDE = Paper.WIDTH - 2 * LEFT;
  private static final float SIZE = 11.5f;
  private static final float LEADING = 20;
  private static final float ROOM = 285;
  private static final float LEAST = 6.5f;
  private static final List<String> HEADINGS = List.of("序号", "资助项目", "金额（元）", "发放日期", "账号后四位");
  private static final Table AIDS = new Table(LEFT, List.of(34f, 197f, 80f, 94f, 66f), 10.5f);
  private static final float SLIP = 648;

  private final Paper paper;
  private final Stamp stamp;

  LetterForm(Paper paper, Stamp stamp) {
    this.paper = paper;
    this.stamp = stamp;
  }

  /** Draws a letter. */
  void draw(Letter letter) throws IOException {
    paper.page(stamp);
    paper.fit(LEFT, 50, 250, 9, letter.county() + "学生资助管理中心");
    paper.right(LEFT + WIDE, 50, 9, "数据截至" + Words.day(stamp.businessDate()));
    paper.line(LEFT, 56, LEFT + WIDE, 56);
    paper.title(92, 24, "一 封 家 书");
    paper.fit(LEFT, 124, WIDE, 12.5f, "尊敬的" + letter.name() + "同学家长：");
    float y =
        paper.paragraph(
            LEFT,
            146,
            WIDE,
            SIZE,
            LEADING,
            "　　您好！%s%s%s同学在%s获得以下资助，资金已拨付到所留账户，请您核对："
                .formatted(letter.school(), between(letter.place()), letter.name(), letter.term()));
    y = aids(letter, y - 8) + 20;
    y =
        paper.paragraph(
            LEFT, y, WIDE, 10.5f, 16, "　　资助资金属于学生本人，任何单位和个人不得截留、抵扣、代领。如有疑问或未收到资金，请与下列单位联系。");
    contacts(letter, y + 2);
    paper.right(LEFT + WIDE, SLIP - 34, 10.5f, fitted(letter.school()));
    paper.right(LEFT + WIDE, SLIP - 18, 10.5f, Words.day(stamp.when().toLocalDate()));
    slip(letter);
  }

  private static String between(String place) {
    return place.isEmpty() ? "" : "（" + place + "）";
  }

  private String fitted(String school) {
    return paper.wrap(school, WIDE - 20, 10.5f).get(0);
  }

  /**
   * The table, in the largest text that leaves room for the rest; at the last a line a programme.
   */
  private float aids(Letter letter, float top) throws IOException {
    List<List<String>> rows = rows(letter, letter.aids());
    Table table = fitting(rows).orElse(null);
    if (table == null) {
      rows = rows(letter, byProgramme(letter.aids()));
      table = fitting(rows).orElse(AIDS.sized(LEAST));
    }
    float y = table.row(paper, top, HEADINGS, true);
    for (List<String> row : rows) {
      y = table.row(paper, y, row, false);
    }
    return y;
  }

  private Optional<Table> fitting(List<List<String>> rows) {
    for (float size = AIDS.size(); size >= LEAST; size -= 0.5f) {
      Table table = AIDS.sized(size);
      if (table.heights(paper, rows) + table.height(paper, HEADINGS) <= ROOM) {
        return Optional.of(table);
      }
    }
    return Optional.empty();
  }

  private static List<List<String>> rows(Letter letter, List<Letter.Aid> aids) {
    List<List<String>> rows = new ArrayList<>();
    for (Letter.Aid aid : aids) {
      rows.add(
          List.of(
              String.valueOf(rows.size() + 1),
              aid.programme(),
              Words.money(aid.amount()),
              aid.day().map(Date::toLocalDate).map(Words::day).orElse(""),
              aid.account()));
    }
    rows.add(List.of("", "合计", Words.money(letter.amount()), "", ""));
    return rows;
  }

  private static List<Letter.Aid> byProgramme(List<Letter.Aid> aids) {
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    aids.forEach(aid -> sums.merge(aid.programme(), aid.amount(), BigDecimal::add));
    return sums.entrySet().stream()
        .map(sum -> new Letter.Aid(sum.getKey(), Optional.empty(), sum.getValue(), ""))
        .toList();
  }

  private void contacts(Letter letter, float top) throws IOException {
    Table table = new Table(LEFT, List.of(66f, 219f, 46f, 140f), 10);
    String line = "";
    float y = table.row(paper, top, List.of("学校", letter.schoolContact(), "电话", line), false);
    y = table.row(paper, y, List.of("乡镇", letter.townContact(), "电话", line), false);
    table.row(paper, y, List.of("监督投诉", "县学生资助管理中心", "电话", stamp.hotline()), false);
  }

  private void slip(Letter letter) throws IOException {
    paper.cut(SLIP);
    paper.text(LEFT, SLIP + 10, 7, "（请沿虚线剪下，签字后由学生交回学校）");
    paper.title(SLIP + 32, 15, "回　执");
    paper.fit(
        LEFT,
        SLIP + 58,
        WIDE,
        SIZE,
        "%s%s：".formatted(letter.school(), letter.place().isEmpty() ? "" : " " + letter.place()));
    paper.fit(
        LEFT,
        SLIP + 80,
        WIDE,
        SIZE,
        "　　%s同学%s资助情况的来信已收到，共计%s元。"
            .formatted(letter.name(), letter.term(), Words.money(letter.amount())));
    paper.text(LEFT, SLIP + 102, SIZE, "　　□ 核对无误　　□ 有疑问：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿");
    paper.right(LEFT + WIDE, SLIP + 134, SIZE, "家长签字：＿＿＿＿＿＿＿＿　　　　年　　月　　日");
  }
}
