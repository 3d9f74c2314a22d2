package org.hedui.deliver.paper;

import java.io.IOException;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;

/** Draws the card of a household on one page. */
final class CardForm {
  private static final float LEFT = 50;
  private static final float WIDE = Paper.WIDTH - 2 * LEFT;
  private static final float ROOM = 330;
  private static final float LEAST = 6;
  private static final Table FACTS = new Table(LEFT, List.of(70f, 177f, 70f, 178f), 10.5f);
  private static final Table WIDE_FACTS = new Table(LEFT, List.of(70f, 425f), 10.5f);
  private static final Table MEMBERS =
      new Table(LEFT, List.of(30f, 90f, 80f, 175f, 60f, 60f), 10.5f);
  private static final List<String> HEADINGS =
      List.of("序号", "姓名", "与户主关系", "就读学校班级", "应享（元）", "已发（元）");

  private final Paper paper;
  private final Stamp stamp;

  CardForm(Paper paper, Stamp stamp) {
    this.paper = paper;
    this.stamp = stamp;
  }

  /** Draws a card. */
  void draw(Card card) throws IOException {
    paper.page(stamp.watermark());
    paper.title(70, 22, "户　卡（明白卡）");
    paper.fit(LEFT, 96, 210, 9.5f, "户编号：" + card.number());
    paper.right(LEFT + WIDE, 96, 9.5f, card.term() + "　数据截至" + Words.day(stamp.businessDate()));
    float y = facts(card, 104);
    y = members(card, y + 10) + 10;
    y = WIDE_FACTS.row(paper, y, List.of("帮扶措施", blank(card.measures())), false);
    y = FACTS.row(paper, y, List.of("帮扶责任人", blank(card.helper()), "责任人电话", ""), false);
    y =
        FACTS.row(
            paper,
            y,
            List.of(
                "最近走访",
                card.visited().map(Date::toLocalDate).map(Words::day).orElse(""),
                "下次走访",
                "　　年　　月　　日"),
            false);
    FACTS.row(paper, y, List.of("监督投诉电话", stamp.hotline(), "备注", ""), false);
    float foot = Paper.HEIGHT - 70;
    paper.text(LEFT, foot, 10.5f, "户主签字：＿＿＿＿＿＿");
    paper.text(LEFT + 175, foot, 10.5f, "帮扶责任人签字：＿＿＿＿＿");
    paper.right(LEFT + WIDE, foot, 10.5f, "村委会（盖章）　　年　　月　　日");
    paper.fit(LEFT, Paper.HEIGHT - 24, WIDE, 7, stamp.line());
  }

  private float facts(Card card, float top) throws IOException {
    float y =
        FACTS.row(paper, top, List.of("户主", card.head(), "家庭人口", card.persons() + "人"), false);
    y = FACTS.row(paper, y, List.of("住址", card.place(), "类别", card.kind()), false);
    y = FACTS.row(paper, y, List.of("户类型", blank(card.type()), "主要原因", blank(card.cause())), false);
    return FACTS.row(
        paper,
        y,
        List.of("本学期应享", Words.money(card.owed()) + "元", "本学期已发", Words.money(card.paid()) + "元"),
        false);
  }

  private float members(Card card, float top) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Card.Member member : card.members()) {
      rows.add(
          List.of(
              String.valueOf(rows.size() + 1),
              member.name(),
              member.relation(),
              member.school(),
              Words.money(member.owed()),
              Words.money(member.paid())));
    }
    Table table = MEMBERS;
    while (table.heights(paper, rows) > ROOM && table.size() > LEAST) {
      table = table.sized(table.size() - 0.5f);
    }
    float y = table.row(paper, top, HEADINGS, true);
    for (List<String> row : rows) {
      if (y + table.height(paper, row) > top + ROOM + 60) {
        return table.row(paper, y, List.of("", "其余见村册", "", "", "", ""), false);
      }
      y = table.row(paper, y, row, false);
    }
    return y;
  }

  private static String blank(String text) {
    return text.isEmpty() ? "—" : text;
  }
}
