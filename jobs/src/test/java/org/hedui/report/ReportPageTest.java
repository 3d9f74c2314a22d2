package org.hedui.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.hadoop.conf.Configuration;
import org.hedui.deliver.scan.Detector;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page, the JSON and the index, of facts that are given. */
class ReportPageTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @TempDir private Path folder;

  @Test
  void everyPageIsWellFormedNeedsNothingElseAndRunsNoScript() throws Exception {
    for (RunFacts facts :
        List.of(TestFacts.published(), TestFacts.refused(), TestFacts.nothing())) {
      String page = ReportPage.of(facts, ZONE);
      Document document = parse(page);
      assertThat(elements(document, "h1")).hasSize(1);
      assertThat(elements(document, "h2")).hasSize(6);
      for (String outside : List.of("script", "img", "link", "iframe", "object", "image", "use")) {
        assertThat(elements(document, outside)).as(outside).isEmpty();
      }
      assertThat(page.replace("http://www.w3.org/", "")).doesNotContain("http:", "https:");
      assertThat(page).doesNotContain("src=", "@import", "<script", "NaN", "Optional");
      elements(document, "a")
          .forEach(
              link -> assertThat(link.getAttribute("href")).matches("\\.\\./index\\.html|#[a-z]+"));
      elements(document, "svg")
          .forEach(drawing -> assertThat(drawing.getAttribute("aria-label")).isNotBlank());
      Set<String> ids = new HashSet<>();
      elements(document, "*").stream()
          .map(element -> element.getAttribute("id"))
          .filter(id -> !id.isEmpty())
          .forEach(id -> assertThat(ids.add(id)).as(id).isTrue());
    }
  }

  @Test
  void whatADepartmentWroteIsShownAndDoesNothing() throws Exception {
    String text = text(ReportPage.of(TestFacts.refused(), ZONE));
    assertThat(text).contains(TestFacts.SCRIPT, "[GATE_CLOSED] " + TestFacts.SCRIPT);
    assertThat(LongNumbers.hidden("a 13800138000 529901199001011234.csv 20231130-1-abc 2023-11-30"))
        .isEqualTo("a ….csv 20231130-1-abc 2023-11-30");
  }

  @Test
  void theSameFactsGiveTheSameBytes() {
    assertThat(ReportPage.of(TestFacts.published(), ZONE))
        .isEqualTo(ReportPage.of(TestFacts.published(), ZONE));
    assertThat(ReportJson.of(TestFacts.published()))
        .isEqualTo(ReportJson.of(TestFacts.published()));
  }

  @Test
  void thePageTellsTheFactsInBothLanguages() throws Exception {
    String text = text(ReportPage.of(TestFacts.published(), ZONE));
    assertThat(text)
        .contains("核对运行报告", "Run report", "20231130-1-bbbbbb", "2023-12-01 08:00:00", "12 min 05 s")
        // Six of seven rows of schools are found again.
        .contains("行数对不上的登记库：学校（school）", "Registries whose rows do not add up")
        .contains("逾期未报送：学校", "✗ 不符 no", "目标任务台账")
        .contains("poverty_register.id_no.usable", "7.50", "<= 5%", "仍未通过")
        .contains("新增严重异常 5 件，最多的是 MIS-01 漏享（5 件）")
        .contains("3.45 %", "3.11 % – 3.79 %", "< 3.00 %", "✗ 未达标", "✓ 达标")
        .contains("+100", "−1", "0.95–1.00", "程序版本", "0.2", "青岚县 下桥镇 529921100");
    assertThat(text(ReportPage.of(TestFacts.refused(), ZONE)))
        .contains("质量闸门拒绝了本次运行", "没有更早的运行", "本次运行没有发布");
    assertThat(text(ReportPage.of(TestFacts.nothing(), ZONE)))
        .contains("本次运行失败", "[SOMETHING] Mend it.", "运行在读取报送文件之前就结束了");
  }

  @Test
  void theJsonHoldsTheFiguresOfThePage() throws Exception {
    JsonNode json = new ObjectMapper().readTree(ReportJson.of(TestFacts.published()));
    String text = text(ReportPage.of(TestFacts.published(), ZONE));
    assertThat(json.fieldNames()).toIterable().containsExactly("key", "headlines", "facts");
    for (String figure : List.of("rows_in", "rows_loaded", "persons", "open_cases", "new_cases")) {
      assertThat(text).contains(Words.number(json.at("/key/" + figure).asLong()));
    }
    assertThat(json.at("/key/adds_up").asBoolean(true)).isFalse();
    json.get("headlines").forEach(line -> assertThat(text).contains(line.get("zh").asText()));
    assertThat(json.at("/facts/run/started_at").asText()).isEqualTo("2023-12-01T00:00:00Z");
    assertThat(json.at("/facts/deliveries/0/files/LOADED").asLong()).isEqualTo(2);
    assertThat(json.at("/facts/flaws/0/value").isNull()).isTrue();
    assertThat(json.at("/facts/cases/by_rule/0/flow/reopened").asLong()).isEqualTo(1);
    JsonNode refused = new ObjectMapper().readTree(ReportJson.of(TestFacts.refused()));
    assertThat(refused.at("/key/open_cases").isNull()).isTrue();
    assertThat(refused.at("/facts/before").isNull()).isTrue();
  }

  @Test
  void noLineLooksLikeANumberOfAPerson() {
    Detector detector = new Detector(List.of(), List.of(), "");
    for (String text :
        List.of(ReportPage.of(TestFacts.published(), ZONE), ReportJson.of(TestFacts.published()))) {
      text.lines()
          .forEach(
              line -> assertThat(detector.in(line.replaceAll("<[^>]*>", ""))).as(line).isEmpty());
    }
  }

  @Test
  void theIndexListsRunsAndLinksThoseThatHaveAReport() throws Exception {
    Reports reports =
        new Reports(new LakeFiles(new LakeAddress(folder.toString()), new Configuration()), ZONE);
    RunFacts facts = TestFacts.published();
    Path page = Path.of(reports.write(facts));
    assertThat(page).isEqualTo(folder.resolve("2023-11-30/20231130-1-bbbbbb.html")).exists();
    reports.write(facts);
    String index =
        RunIndex.of(
            List.of(
                entry(TestFacts.nothing().run(), Optional.empty()),
                entry(
                    facts.run(),
                    Optional.of(
                        ReportJson.key(
                            Files.newInputStream(
                                folder.resolve("2023-11-30/20231130-1-bbbbbb.json")))))),
            ZONE);
    Document document = parse(index);
    assertThat(elements(document, "a"))
        .extracting(link -> link.getAttribute("href"))
        .containsExactly("2023-11-30/20231130-1-bbbbbb.html");
    assertThat(text(index)).contains("（无报告）", "✗ 失败", "1,207", "412");
    try (var files = Files.list(folder.resolve("2023-11-30"))) {
      assertThat(files).hasSize(2);
    }
  }

  private static RunIndex.Entry entry(RunFacts.Run run, Optional<JsonNode> key) {
    return new RunIndex.Entry(run, run.businessDate() + "/" + run.runId() + ".html", key);
  }

  private static String text(String page) throws Exception {
    return elements(parse(page), "body").get(0).getTextContent();
  }

  private static Document parse(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .map(Element.class::cast)
        .toList();
  }
}
