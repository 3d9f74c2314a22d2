package org.hedui.deliver.paper;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the card of a household on one page; a long family goes on over the page. */
final class CardForm {
  private static final float LEFT = 50;
  private static final float WIDE = Paper.WIDTH - 2 * LEFT;
  private static final float TOP = 104;

  /** Here the signatures begin, and nothing else comes below. */
  private static final float FOOT = Paper.HEIGHT - 88;

  private static final float GAP = 8;
  private static final float SIZE = 10;
  private static final float LEAST = 7.5f;
  private static final float PHOTO_WIDTH = 96;
  private static final float PHOTO_HEIGHT = 124;
  private static final Table FACTS = new Table(LEFT, List.of(66f, 132f, 68f, 129f), SIZE);
  private static final Table PLACE = new Table(LEFT, List.of(66f, 329f), SIZE);
  private static final Table PAIRS = new Table(LEFT, List.of(78f, 170f, 78f, 169f), SIZE);
  private static final Table NOTE = new Table(LEFT, List.of(78f, 417f), SIZE);

  private static final Table MEMBERS =
      new Table(LEFT, List.of(24f, 58f, 60f, 54f, 102f, 85f, 56f, 56f), SIZE);
  private static final List<String> HEADINGS =
      List.of("序号", "姓名", "与户主关系", "类别", "就读学校班级", "资助项目", "应享（元）", "已发（元）");

  private final Paper paper;
  private final Stamp stamp;

  CardForm(Paper paper, Stamp stamp) {
    this.paper = paper;
    this.stamp = stamp;
  }

  /** Draws a card. */
  void draw(Card card) throws IOException {
    begin(card, "户　卡（明白卡）");
    float y = facts(card);
    y = members(card, y + GAP);
    if (y + GAP + closingHeight(card) > FOOT) {
      y = goOn(card);
    }
    closing(card, y + GAP);
    float foot = Paper.HEIGHT - 62;
    paper.text(LEFT, foot, SIZE, "户主签字：＿＿＿＿＿＿");
    paper.text(LEFT + 175, foot, SIZE, "帮扶责任人签字：＿＿＿＿＿");
    paper.right(LEFT + WIDE, foot, SIZE, "村委会（盖章）　　年　　月　　日");
  }

  private void begin(Card card, String title) throws IOException {
    paper.page(stamp);
    paper.title(70, 22, title);
    paper.fit(LEFT, 96, 210, 9.5f, "户编号：" + card.number());
    paper.right(LEFT + WIDE, 96, 9.5f, card.term() + "　数据截至" + Words.day(stamp.businessDate()));
  }

  /** Begins another page of the same card. */
  private float goOn(Card card) throws IOException {
    begin(card, "户　卡（明白卡）续页");
    return PAIRS.row(paper, TOP, List.of("户主", card.head(), "住址", card.place()), false);
  }

  private float facts(Card card) throws IOException {
    float y = row(FACTS, TOP, "户主", card.head(), "家庭人口", card.persons() + "人");
    y = row(PLACE, y, "住址", card.place());
    y = row(FACTS, y, "类别", card.kind(), "户类型", blank(card.type()));
    y = row(FACTS, y, "主要原因", blank(card.cause()), "人均纯收入", yuan(card.income()));
    y = row(FACTS, y, "本学期应享", yuan(card.owed()), "本学期已发", yuan(card.paid()));
    // No registry tells what an income is made of: it is written in by hand.
    y = row(FACTS, y, "工资性收入", "", "生产经营收入", "");
    y = row(FACTS, y, "财产性收入", "", "转移性收入", "");
    float left = LEFT + WIDE - PHOTO_WIDTH;
    paper.box(left, TOP, PHOTO_WIDTH, PHOTO_HEIGHT);
    paper.text(left + PHOTO_WIDTH / 2 - 20, TOP + PHOTO_HEIGHT / 2, SIZE, "照　片");
    return Math.max(y, TOP + PHOTO_HEIGHT);
  }

  private float members(Card card, float top) throws IOException {
    List<List<String>> rows = lines(card.members());
    Table table = fitting(rows, FOOT - top - 2 * GAP - closingHeight(card));
    float y = table.row(paper, top, HEADINGS, true);
    for (List<String> row : rows) {
      if (y + table.height(paper, row) > FOOT) {
        y = table.row(paper, goOn(card) + GAP, HEADINGS, true);
      }
      y = table.row(paper, y, row, false);
    }
    return y;
  }

  /** The largest text in which all lines stay on the page; the usual one if none does. */
  private Table fitting(List<List<String>> rows, float room) {
    for (Table table = MEMBERS; table.size() >= LEAST; table = table.sized(table.size() - 0.5f)) {
      if (table.height(paper, HEADINGS) + table.heights(paper, rows) <= room) {
        return table;
      }
    }
    return MEMBERS;
  }

  /** A line a member and programme. */
  private static List<List<String>> lines(List<Card.Member> members) {
    List<List<String>> lines = new ArrayList<>();
    for (int place = 1; place <= members.size(); place++) {
      Card.Member member = members.get(place - 1);
      List<Card.Aid> aids =
          member.aids().isEmpty() ? List.of(new Card.Aid("", null, null)) : member.aids();
      for (int i = 0; i < aids.size(); i++) {
        Card.Aid aid = aids.get(i);
        List<String> who =
            i > 0
                ? List.of("", "", "", "", "")
                : List.of(
                    String.valueOf(place),
                    member.name(),
                    member.relation(),
                    member.standing(),
                    member.school());
        List<String> line = new ArrayList<>(who);
        line.addAll(List.of(aid.programme(), Words.money(aid.owed()), Words.money(aid.paid())));
        lines.add(line);
      }
    }
    return lines;
  }

  private void closing(Card card, float top) throws IOException {
    float y = NOTE.row(paper, top, measures(card), false);
    y = row(PAIRS, y, "帮扶责任人", blank(card.helper()), "责任人电话", "");
    y = row(PAIRS, y, "最近走访", day(card.visited()), "下次走访不迟于", day(card.nextVisit()));
    row(PAIRS, y, "监督投诉电话", stamp.hotline(), "备注", "");
  }

  private float closingHeight(Card card) {
    return NOTE.height(paper, measures(card))
        + PAIRS.height(paper, List.of("", blank(card.helper()), "", ""))
        + 2 * PAIRS.height(paper, List.of("", "", "", ""));
  }

  private static List<String> measures(Card card) {
    return List.of("帮扶措施", blank(card.measures()));
  }

  private float row(Table table, float y, String... cells) throws IOException {
    return table.row(paper, y, List.of(cells), false);
  }

  /** A day, or a line to write it on. */
  private static String day(Optional<Date> day) {
    return day.map(Date::toLocalDate).map(Words::day).orElse("　　　　年　　月　　日");
  }

  private static String yuan(BigDecimal amount) {
    return amount == null ? "" : Words.money(amount) + "元";
  }

  private static String blank(String text) {
    return text.isEmpty() ? "—" : text;
  }
}
