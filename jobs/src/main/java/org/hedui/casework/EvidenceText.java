package org.hedui.casework;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedui.contract.CodeList;
import org.hedui.contract.Contract;
import org.hedui.contract.Schemas;

/**
 * What a rule says of a case, in words: the code list {@code evidence} has the label of each name
 * (as {@code RULE.name} where a rule means something else by it) and in {@code codes} the lists
 * that its values are of. What has no label is shown as it is.
 */
final class EvidenceText {
  private final Schemas schemas;
  private final Map<String, CodeList.Code> names = new HashMap<>();
  private final Map<String, Map<String, String>> words = new HashMap<>();

  /** Labels from the code lists of {@code schemas}. */
  EvidenceText(Schemas schemas) {
    this.schemas = schemas;
    codes("evidence").forEach(code -> names.put(code.code(), code));
  }

  /** The evidence of a case of {@code rule}, a line a value. */
  String of(String rule, Map<String, String> evidence) {
    return new TreeMap<>(evidence)
        .entrySet().stream()
            .map(entry -> line(rule, entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("\n"));
  }

  private String line(String rule, String name, String value) {
    Optional<CodeList.Code> known =
        Optional.ofNullable(names.getOrDefault(rule + "." + name, names.get(name)));
    Map<String, String> labels =
        words.computeIfAbsent(known.map(code -> code.extra().get("codes")).orElse(""), this::words);
    // Several codes stand side by side.
    String text =
        Stream.of(Optional.ofNullable(value).orElse("").split(" "))
            .map(word -> labels.getOrDefault(word, word))
            .collect(Collectors.joining(" "));
    return known.map(CodeList.Code::zh).orElse(name) + "：" + text;
  }

  private Map<String, String> words(String lists) {
    Map<String, String> labels = new HashMap<>(Map.of("true", "是", "false", "否"));
    for (Contract registry : schemas.contracts(Contract.Kind.REGISTRY)) {
      labels.put(registry.name(), registry.titleZh());
    }
    for (String list : lists.split("\\|")) {
      codes(list).forEach(code -> labels.put(code.code(), code.zh()));
    }
    return labels;
  }

  private List<CodeList.Code> codes(String list) {
    return Optional.ofNullable(schemas.codes().get(list)).map(CodeList::codes).orElse(List.of());
  }
}
