package org.hedui.report;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.at;
import static org.hedui.page.Html.tag;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hedui.contract.Bilingual;
import org.hedui.page.Html;

/** How a report writes words and numbers: Chinese first, English beside it. */
final class Words {
  static final String UNKNOWN = "—";

  private Words() {}

  /** Both languages, one after the other. */
  static Html both(String zh, String en) {
    return zh.isEmpty() || zh.equals(en)
        ? Html.text(en)
        : all(Html.text(zh), " ", tag("span", at("class", "en"), at("lang", "en"), en));
  }

  /** Both languages, one after the other. */
  static Html both(Bilingual words) {
    return both(words.zh(), words.en());
  }

  /** Both languages as plain text, for what stands in a drawing. */
  static String plain(Bilingual words) {
    return words.zh().equals(words.en()) ? words.en() : words.zh() + " " + words.en();
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String number(Optional<Long> number) {
    return number.map(Words::number).orElse(UNKNOWN);
  }

  /** A difference with its sign. */
  static String change(long now, Optional<Long> before) {
    return before
        .map(then -> now - then)
        .map(more -> more == 0 ? "0" : String.format(Locale.ROOT, "%+,d", more).replace('-', '−'))
        .orElse(UNKNOWN);
  }

  static String percent(Optional<Double> share) {
    return share.map(value -> String.format(Locale.ROOT, "%.2f %%", 100 * value)).orElse(UNKNOWN);
  }

  /** Numbers over time, for those who do not see the line. */
  static String series(List<RunFacts.Point> points) {
    return points.stream()
        .map(point -> point.date() + " " + number(point.value()))
        .collect(Collectors.joining(", "));
  }

  /** A number that is zero most of the time, and matters if it is not. */
  static Html alarming(long number) {
    return number == 0 ? Html.text("0") : tag("strong", at("class", "bad"), number(number));
  }

  /** A word that says that something is well. */
  static Html good(String zh, String en) {
    return tag("span", at("class", "good"), "✓ ", both(zh, en));
  }

  /** A word that says that something is not. */
  static Html bad(String zh, String en) {
    return tag("strong", at("class", "bad"), "✗ ", both(zh, en));
  }

  /** A sentence or two in both languages. */
  static Html note(String zh, String en) {
    return tag("p", at("class", "note"), both(zh, en));
  }

  /** What stands in the place of what a run cannot tell. */
  static Html unpublished() {
    return note(
        "本次运行没有发布，此部分无内容；读者看到的仍是上次发布的数据。",
        "The run was not published, so there is nothing to tell here; readers see what was"
            + " published before.");
  }

  /** A section with its heading. */
  static Html section(String id, String zh, String en, Object... parts) {
    return tag("section", at("id", id), "\n", tag("h2", both(zh, en)), all(parts));
  }

  /** A drawing with its title. */
  static Html figure(String zh, String en, Html drawing) {
    return tag("figure", tag("figcaption", both(zh, en)), drawing);
  }
}
