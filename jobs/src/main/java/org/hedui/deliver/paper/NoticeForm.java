package org.hedui.deliver.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Draws a public notice: who was aided, where to object, and until when it hangs. */
final class NoticeForm {
  private static final float LEFT = 56;
  private static final float WIDE = Paper.WIDTH - 2 * LEFT;
  private static final float TOP = 60;
  private static final float BOTTOM = Paper.HEIGHT - 60;
  private static final float CLOSING = 84;
  private static final float SIZE = 10.5f;

  private final Paper paper;
  private final Stamp stamp;
  private final String name;
  private final List<String> headings;
  private final Table table;

  /**
   * A form.
   *
   * @param name what is made public, such as {@code 学生资助公示}
   * @param headings of its columns
   */
  NoticeForm(Paper paper, Stamp stamp, String name, List<String> headings) {
    this.paper = paper;
    this.stamp = stamp;
    this.name = name;
    this.headings = headings;
    List<Float> widths = new ArrayList<>(List.of(36f));
    headings.forEach(heading -> widths.add((WIDE - 36) / headings.size()));
    this.table = new Table(LEFT, widths, SIZE);
  }

  /**
   * Draws a notice.
   *
   * @param place who puts it up
   * @param rows the texts below the headings
   */
  void draw(String place, List<List<String>> rows) throws IOException {
    List<List<List<String>>> pages = pages(rows);
    int number = 1;
    for (int page = 0; page < pages.size(); page++) {
      paper.page();
      float y = page == 0 ? opening(place) : TOP;
      y = table.row(paper, y, line("序号", headings), true);
      for (List<String> row : pages.get(page)) {
        y = table.row(paper, y, line(String.valueOf(number++), row), false);
      }
      if (page == pages.size() - 1) {
        closing(place, y + 24);
      }
      paper.right(
          LEFT + WIDE,
          Paper.HEIGHT - 30,
          8,
          "第%d页 共%d页 · 导出编号 %s".formatted(page + 1, pages.size(), stamp.number()));
    }
  }

  private float opening(String place) throws IOException {
    paper.title(TOP + 20, 20, place);
    paper.title(TOP + 48, 20, name);
    return paper.paragraph(LEFT, TOP + 80, WIDE, 11, 18, opening()) - 6;
  }

  private String opening() {
    return "　　现将本学期受资助学生名单予以公示，公示期自%s至%s。如有异议，请于%s前向就读学校或县学生资助管理中心反映，监督电话：%s。"
        .formatted(
            Words.day(stamp.when().toLocalDate()),
            Words.day(stamp.until()),
            Words.day(stamp.until()),
            stamp.hotline().isEmpty() ? "＿＿＿＿＿＿＿＿＿" : stamp.hotline());
  }

  private void closing(String place, float y) throws IOException {
    paper.fit(LEFT, y, WIDE, SIZE, "公示期满（%s）即撤下并销毁，不得留存、转发。".formatted(Words.day(stamp.until())));
    paper.right(LEFT + WIDE, y + 26, SIZE, paper.wrap(place, WIDE - 60, SIZE).get(0) + "（盖章）");
    paper.right(LEFT + WIDE, y + 44, SIZE, Words.day(stamp.when().toLocalDate()));
  }

  private List<List<List<String>>> pages(List<List<String>> rows) {
    float head = table.height(paper, line("序号", headings));
    float opened = TOP + 74 + paper.wrap(opening(), WIDE, 11).size() * 18;
    List<List<List<String>>> pages = new ArrayList<>(List.of(new ArrayList<>()));
    float used = opened + head;
    for (List<String> row : rows) {
      float height = table.height(paper, line("0000", row));
      if (used + height > BOTTOM) {
        pages.add(new ArrayList<>());
        used = TOP + head;
      }
      pages.get(pages.size() - 1).add(row);
      used += height;
    }
    if (used + CLOSING > BOTTOM) {
      pages.add(new ArrayList<>());
    }
    return pages;
  }

  private static List<String> line(String first, List<String> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }
}
