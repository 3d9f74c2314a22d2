package org.hedui.link.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PageTest {
  private static final String SCRIPT = "<script>alert('1')</script> & \"co\" \u0000";

  private static final LinkReport REPORT =
      new LinkReport(
          "0123456789ab",
          List.of(
              new LinkReport.Comparison(
                  "name",
                  List.of(
                      new LinkReport.Level("equal", 0.9, 0.01, 6.4919),
                      new LinkReport.Level("different", 0.1, 0.99, -3.3074)),
                  List.of("u of 'equal': no random pair showed it"))),
          new LinkReport.Related(0.5, "first differs", List.of(List.of(0.3456, 0.6544))),
          new LinkReport.Training(
              1234,
              5678,
              910,
              1,
              0.98765,
              List.of(
                  new LinkReport.Round(10, 0.5, List.of(List.of(0.8, 0.2))),
                  new LinkReport.Round(20, 0.25, List.of(List.of(0.9, 0.1))))),
          new LinkReport.Run(
              "trained",
              List.of(new LinkReport.Input(SCRIPT, 1234)),
              LinkReport.Odds.of(-8),
              LinkReport.Odds.of(0),
              List.of(new LinkReport.Rule("name & town", 11, 222, 33, 4, 5555)),
              List.of(
                  new LinkReport.Bin(8, 0.125, 100),
                  new LinkReport.Bin(0, 0.125, 10),
                  new LinkReport.Bin(-4, 0.125, 1000)),
              222,
              1110,
              77,
              6),
          List.of(
              new LinkReport.Example(
                  LinkReport.Kind.ABOVE,
                  "a-1",
                  SCRIPT,
                  List.of(new LinkReport.Part("name", SCRIPT, "王伟", "equal", 6.5, 2.25)),
                  -1.75,
                  -0.5)),
          List.of(
              new LinkReport.Copies(List.of(), 1000, 0, 5, 9),
              new LinkReport.Copies(List.of("name", "town"), 234, 34, -6, 1)));

  private static final Map<String, String> PAGES = Page.of(REPORT);

  @Test
  void everyPageIsWellFormedAndNeedsNothingElse() throws Exception {
    assertThat(PAGES)
        .containsOnlyKeys(
            "index.html",
            "parameters.html",
            "weights.html",
            "pairs.html",
            "blocking.html",
            "unlinkable.html",
            "training.html");
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      Document document = parse(page.getValue());
      assertThat(document.getElementsByTagName("h1").getLength()).as(page.getKey()).isEqualTo(1);
      for (String outside : List.of("script", "img", "link", "iframe", "object")) {
        assertThat(document.getElementsByTagName(outside).getLength()).isZero();
      }
      assertThat(page.getValue()).doesNotContain("src=", "url(", "@import");
      nodes(document, "a").forEach(link -> assertThat(PAGES).containsKey(attribute(link, "href")));
      nodes(document, "svg")
          .forEach(drawing -> assertThat(attribute(drawing, "aria-label")).isNotBlank());
      int tables = document.getElementsByTagName("table").getLength();
      assertThat(document.getElementsByTagName("caption").getLength()).isEqualTo(tables);
    }
  }

  @Test
  void valuesAreEscapedAndShownWhole() throws Exception {
    String shown = SCRIPT.replace('\u0000', '\uFFFD');
    assertThat(PAGES.values()).noneMatch(text -> text.contains("<script"));
    assertThat(text("pairs.html")).contains(shown, "王伟");
    assertThat(text("index.html")).contains(shown);
  }

  @Test
  void pagesHoldTheNumbers() throws Exception {
    assertThat(text("index.html")).contains("1,234", "1,110", "77", "0123456789ab", "−8.00");
    assertThat(text("parameters.html")).contains("0.9000", "0.0100", "+6.49", "−3.31");
    assertThat(text("parameters.html")).contains("no random pair showed it");
    assertThat(text("blocking.html")).contains("name & town", "222", "33", "5,555", "98.77 %");
    assertThat(text("unlinkable.html")).contains("34 of 1,234 records", "2.76 %", "name, town");
    assertThat(text("training.html")).contains("5,678 random pairs", "0.2500000", "20.0");
    assertThat(text("pairs.html")).contains("+6.50", "+2.25", "−1.75", "−0.50", "−1.50 bits");
    assertThat(text("weights.html")).contains("1,000", "logarithmic", "threshold 0.00");
  }

  @Test
  void relatedPairsAreToldOf() throws Exception {
    assertThat(text("training.html")).contains("about 617 among all records", "first differs");
    assertThat(text("parameters.html")).contains("0.3456", "r, among related");
    assertThat(text("pairs.html")).contains("could be a relative");
  }

  @Test
  void whatToExpectOfAThreshold() {
    List<WeightsPage.Expected> expected = WeightsPage.expected(REPORT.run().histogram());
    double high = 100 / (1 + Math.pow(2, -8.0625));
    double middle = 10 / (1 + Math.pow(2, -0.0625));
    double low = 1000 / (1 + Math.pow(2, 3.9375));
    assertThat(expected.get(1).pairs()).isEqualTo(110);
    assertThat(expected.get(1).precision()).isCloseTo((high + middle) / 110, within(1e-12));
    assertThat(expected.get(1).recall())
        .isCloseTo((high + middle) / (high + middle + low), within(1e-12));
  }

  @Test
  void aRunThatFoundNothingHasPagesToo() throws Exception {
    LinkReport nothing =
        new LinkReport(
            "0",
            List.of(),
            new LinkReport.Related(0, "there are no pairs", List.of()),
            new LinkReport.Training(0, 0, 0, 1, Double.NaN, List.of()),
            new LinkReport.Run(
                "model.json",
                List.of(new LinkReport.Input("a.csv", 0)),
                LinkReport.Odds.of(0),
                LinkReport.Odds.of(0),
                List.of(),
                List.of(),
                0,
                0,
                0,
                0),
            List.of(),
            List.of());
    for (String page : Page.of(nothing).values()) {
      assertThat(parse(page).getDocumentElement().getTextContent()).doesNotContain("NaN");
    }
  }

  private static String text(String page) throws Exception {
    return parse(PAGES.get(page)).getElementsByTagName("body").item(0).getTextContent();
  }

  private static Document parse(String page) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(new InputSource(new StringReader(page)));
  }

  private static List<org.w3c.dom.Node> nodes(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).toList();
  }

  private static String attribute(org.w3c.dom.Node node, String name) {
    return node.getAttributes().getNamedItem(name).getNodeValue();
  }
}
