package org.hedui.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a record of a contract that was checked. */
final class ContractReader {
  private ContractReader() {}

  /** Reads one contract; a reference loads like a snapshot: the newest replaces the whole. */
  static Contract read(YamlNode contract) {
    Optional<Contract.Load> load =
        Odcs.customText(contract, "load")
            .map(text -> text.equals("reference") ? "snapshot" : text)
            .map(text -> Required.constant(Contract.Load.class, text));
    Contract.Gate gate =
        Odcs.customText(contract, "gate")
            .map(text -> Required.constant(Contract.Gate.class, text))
            .orElse(Contract.Gate.WARN);
    return new Contract(
        Required.text(contract, "id"),
        Required.text(contract, "name"),
        Required.text(contract, "version"),
        Odcs.customText(contract, "titleZh").orElseThrow(),
        Required.text(contract.get("description").orElseThrow(), "purpose"),
        Odcs.customText(contract, "purposeZh").orElseThrow(),
        Required.text(contract, "domain"),
        Odcs.kind(contract).orElseThrow(),
        load,
        Odcs.customText(contract, "earlier").map(Integer::valueOf).orElse(0),
        gate,
        trust(contract),
        texts(contract, "footers"),
        Odcs.columns(contract).stream().map(ContractReader::column).toList(),
        quality(contract),
        texts(contract, "constraints"),
        texts(contract, "clusterBy"));
  }

  private static Column column(YamlNode column) {
    return new Column(
        Required.text(column, "name"),
        Required.text(column, "businessName"),
        texts(column, "aliases"),
        Required.text(column, "logicalType"),
        column.text("physicalType"),
        Odcs.customText(column, "semantic")
            .map(text -> Required.constant(Semantic.class, text))
            .orElse(Semantic.TEXT),
        Odcs.customText(column, "codes"),
        Odcs.customText(column, "unit"),
        Odcs.customText(column, "unitColumn"),
        Odcs.custom(column, "header").isPresent(),
        column.text("required").filter("true"::equals).isPresent(),
        column.text("primaryKeyPosition").map(Integer::valueOf).orElse(0),
        Odcs.custom(column, "blank").isPresent(),
        Odcs.custom(column, "fillDown").isPresent(),
        Odcs.customText(column, "mention").map(text -> Required.constant(MentionRole.class, text)),
        trust(column),
        Odcs.customText(column, "keyed").map(text -> Required.constant(Keyed.class, text)),
        Required.constant(Classification.class, Required.text(column, "classification")),
        Required.text(column, "description"),
        Odcs.customText(column, "descriptionZh").orElseThrow());
  }

  private static List<QualityRule> quality(YamlNode contract) {
    List<QualityRule> rules = new ArrayList<>();
    for (YamlNode column : Odcs.columns(contract)) {
      List<String> name = List.of(Required.text(column, "name"));
      column.items("quality").forEach(rule -> rules.add(QualityReader.read(rule, name)));
    }
    for (YamlNode table : Odcs.tables(contract)) {
      table.items("quality").forEach(rule -> rules.add(QualityReader.read(rule, List.of())));
    }
    return rules;
  }

  private static Optional<Integer> trust(YamlNode owner) {
    return Odcs.customText(owner, "trust").map(Integer::valueOf);
  }

  private static List<String> texts(YamlNode owner, String property) {
    return Odcs.customItems(owner, property).stream().map(Required::text).toList();
  }
}
