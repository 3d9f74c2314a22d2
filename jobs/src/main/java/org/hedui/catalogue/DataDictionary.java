package org.hedui.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.hedui.contract.CodeList;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.Schemas;

/**
 * The data dictionary in words: every table with its columns, their meaning, their codes and the
 * delivered columns that they come from; then the registries, and the code lists.
 */
public final class DataDictionary {
  private final Schemas schemas;
  private final ColumnOrigins origins;

  /**
   * Of what {@code schemas/} says.
   *
   * @param origins where values come from
   */
  public DataDictionary(Schemas schemas, ColumnOrigins origins) {
    this.schemas = schemas;
    this.origins = origins;
  }

  /** The whole of it as Markdown (CommonMark with tables). */
  public String markdown(Language language) {
    StringBuilder text = new StringBuilder("# " + language.title + "\n\n" + language.about + "\n");
    Map<String, List<Contract>> parts = new TreeMap<>(Comparator.comparingInt(Layers::place));
    for (Contract contract : schemas.contracts().values()) {
      String part =
          contract.kind() == Contract.Kind.TABLE
              ? contract.name().substring(0, contract.name().indexOf('.'))
              : Layers.REGISTRIES;
      parts.computeIfAbsent(part, name -> new ArrayList<>()).add(contract);
    }
    parts.forEach(
        (part, contracts) -> {
          text.append("\n## ").append(language.part(part)).append("\n");
          contracts.stream()
              .sorted(Comparator.comparing(Contract::name))
              .forEach(contract -> text.append(table(contract, language)));
        });
    text.append("\n## ").append(language.codeLists).append("\n");
    schemas.codes().values().stream()
        .sorted(Comparator.comparing(CodeList::name))
        .forEach(list -> text.append(codes(list)));
    return text.toString();
  }

  /** The same as one page of HTML that needs nothing else. */
  public String html(Language language) {
    List<Extension> extensions = List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    String body =
        HtmlRenderer.builder()
            .extensions(extensions)
            .escapeHtml(true)
            .build()
            .render(Parser.builder().extensions(extensions).build().parse(markdown(language)));
    return """
        <!DOCTYPE html>
        <html lang="%s"><head><meta charset="utf-8"><title>%s</title><style>
        body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; }
        table { border-collapse: collapse; width: 100%%; margin-bottom: 2em; }
        th, td { border: 1px solid #ccc; padding: .3em .6em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        th { background: #f2f2f2; } code { white-space: nowrap; } h3 { margin-top: 2em; }
        @media print { body { max-width: none; font-size: 11px; } tr { break-inside: avoid; } }
        </style></head><body>
        %s</body></html>
        """
        .formatted(language.tag, language.title, body);
  }

  private String table(Contract contract, Language language) {
    boolean published = contract.kind() == Contract.Kind.TABLE;
    String view = contract.name().replace('.', '/');
    StringBuilder text =
        new StringBuilder(
            "\n### %s · %s\n\n%s\n\n"
                .formatted(
                    contract.name(),
                    contract.titleZh(),
                    language == Language.EN ? contract.purpose() : contract.purposeZh()));
    text.append(row(List.of(published ? language.tableHeader : language.registryHeader)));
    text.append(row(List.of("---", "---", "---", "---", "---")));
    for (Column column : contract.columns()) {
      boolean traced = published && schemas.views().containsKey(view);
      text.append(
          row(
              List.of(
                  "`" + column.name() + "`" + (column.keyPosition() > 0 ? " 🔑" : ""),
                  escaped(column.label()),
                  published
                      ? column.physicalType().map(type -> "`" + type + "`").orElse("")
                      : escaped(String.join("、", column.aliases())),
                  meaning(column, language),
                  traced ? from(origins.of(view, column.name())) : classification(column))));
    }
    return text.toString();
  }

  private static String meaning(Column column, Language language) {
    String words = language == Language.EN ? column.description() : column.descriptionZh();
    return escaped(words)
        + column
            .codes()
            .map(list -> " [%s](#%s)".formatted(list, list.replace('_', '-')))
            .orElse("")
        + column.unit().map(unit -> " (" + unit + ")").orElse("");
  }

  private static String classification(Column column) {
    return column.classification().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String from(Set<String> columns) {
    return String.join(", ", columns.stream().map(column -> "`" + column + "`").toList());
  }

  private static String codes(CodeList list) {
    StringBuilder text = new StringBuilder("\n### " + list.name().replace('_', '-') + "\n\n");
    text.append(row(List.of("code", "中文", "English"))).append(row(List.of("---", "---", "---")));
    list.codes()
        .forEach(
            code ->
                text.append(
                    row(List.of("`" + code.code() + "`", escaped(code.zh()), escaped(code.en())))));
    return text.toString();
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_").replace("\n", " ");
  }

  /** The order of the parts. */
  private static final class Layers {
    static final String REGISTRIES = "registries";
    private static final List<String> ORDER =
        List.of("gold", "restricted", "ops", "silver", "bronze", REGISTRIES);

    static int place(String part) {
      return ORDER.indexOf(part);
    }
  }

  /** In which language it is written. */
  public enum Language {
    /** English. */
    EN(
        "en",
        "Data dictionary",
        "Every table of Hedui with its columns. *From* names the delivered columns that a value is made of"
            + " (registry.column), the registry where a row as such counts, or the table of a stage; what only"
            + " chooses rows is not told. 🔑 marks the key.",
        "Code lists",
        "column | label | type | meaning | from",
        "column | header | other headers | meaning | sensitivity"),
    /** Chinese. */
    ZH(
        "zh",
        "数据字典",
        "核对系统的全部数据表和字段。“来源”列出取值所依据的报送字段（登记库.字段）；以整行为依据的只列登记库，"
            + "由处理阶段写出的列出中间表。仅用于筛选行的字段不列。🔑 为主键。",
        "代码表",
        "字段 | 中文名 | 类型 | 含义 | 来源",
        "字段 | 表头 | 其他表头 | 含义 | 敏感级别");

    private final String tag;
    private final String title;
    private final String about;
    private final String codeLists;
    private final String tableHeader;
    private final String registryHeader;

    Language(
        String tag,
        String title,
        String about,
        String codeLists,
        String tableHeader,
        String registryHeader) {
      this.tag = tag;
      this.title = title;
      this.about = about;
      this.codeLists = codeLists;
      this.tableHeader = tableHeader;
      this.registryHeader = registryHeader;
    }

    /** The ending of its files, such as {@code en}. */
    public String tag() {
      return tag;
    }

    private String part(String part) {
      boolean english = this == EN;
      return switch (part) {
        case "gold" -> english ? "gold: published, pseudonymous" : "gold：发布层，假名化";
        case "restricted" -> english ? "restricted: names and numbers" : "restricted：受限层，含姓名和号码";
        case "ops" -> english ? "ops: runs and quality" : "ops：运行与质量";
        case "silver" -> english ? "silver: between the stages" : "silver：中间层";
        case "bronze" -> english ? "bronze: what was not loaded" : "bronze：未载入的行";
        default -> english ? "Registries as delivered" : "各部门登记库";
      };
    }
  }
}
