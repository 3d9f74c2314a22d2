package org.hedui.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of a YAML file that knows its line. Asked for what is not there or has another form, it
 * answers with nothing: the structure is checked elsewhere, and a check that goes on after a fault
 * must not stumble over it.
 */
final class YamlNode {
  private final String file;
  private final Node node;

  /** Wraps a value of {@code file}. */
  YamlNode(String file, Node node) {
    this.file = file;
    this.node = node;
  }

  /** Path of the file below the schemas folder. */
  String file() {
    return file;
  }

  /** Line on which the value begins, from 1. */
  int line() {
    return lineOf(node);
  }

  /** Line on which {@code key} stands; the line of this mapping if it has no such key. */
  int lineOfKey(String key) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .map(NodeTuple::getKeyNode)
          .filter(keyNode -> key.equals(textOf(keyNode)))
          .findFirst()
          .map(YamlNode::lineOf)
          .orElse(line());
    }
    return line();
  }

  /** The value of {@code key}, unless it is absent or has no value. */
  Optional<YamlNode> get(String key) {
    return Optional.ofNullable(entries().get(key))
        .filter(value -> !value.node.getTag().equals(Tag.NULL));
  }

  /** The values of a mapping by key, in file order; of a key that stands twice, the first. */
  Map<String, YamlNode> entries() {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      mapping
          .getValue()
          .forEach(
              tuple ->
                  entries.putIfAbsent(
                      textOf(tuple.getKeyNode()), new YamlNode(file, tuple.getValueNode())));
    }
    return entries;
  }

  /** The entries of a list. */
  List<YamlNode> items() {
    return node instanceof SequenceNode sequence
        ? sequence.getValue().stream().map(item -> new YamlNode(file, item)).toList()
        : List.of();
  }

  /** The entries of the list under {@code key}. */
  List<YamlNode> items(String key) {
    return get(key).map(YamlNode::items).orElse(List.of());
  }

  /** A scalar as it is written, without quotes. */
  Optional<String> text() {
    return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /** The scalar under {@code key} as it is written. */
  Optional<String> text(String key) {
    return get(key).flatMap(YamlNode::text);
  }

  /** The value as JSON, for the check of its structure. */
  JsonNode json() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (node instanceof MappingNode) {
      ObjectNode object = json.objectNode();
      entries().forEach((key, value) -> object.set(key, value.json()));
      return object;
    }
    if (node instanceof SequenceNode) {
      ArrayNode array = json.arrayNode();
      items().forEach(item -> array.add(item.json()));
      return array;
    }
    String text = textOf(node);
    if (node.getTag().equals(Tag.NULL)) {
      return json.nullNode();
    }
    if (node.getTag().equals(Tag.BOOL)) {
      return json.booleanNode(Boolean.parseBoolean(text));
    }
    if (node.getTag().equals(Tag.INT)) {
      return json.numberNode(new BigInteger(text));
    }
    if (node.getTag().equals(Tag.FLOAT)) {
      return json.numberNode(new BigDecimal(text));
    }
    return json.textNode(text);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static String textOf(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
