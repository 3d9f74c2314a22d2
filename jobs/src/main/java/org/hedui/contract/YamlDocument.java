package org.hedui.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML into nodes with lines. Plain scalars are read by the YAML 1.2 core schema, so that
 * {@code no} stays a text, {@code 2023-01-01} a text and {@code 01} keeps its zero.
 */
final class YamlDocument {
  private YamlDocument() {}

  /**
   * Reads one document.
   *
   * @param file path below the schemas folder, for faults
   * @param text the file's text
   * @param faults receives YAML_SYNTAX, YAML_ANCHOR and DUPLICATE_KEY
   * @return the root value, unless the text cannot be read at all
   */
  static Optional<YamlNode> parse(String file, String text, Faults faults) {
    LoaderOptions options = new LoaderOptions();
    try {
      Node root =
          new Composer(new ParserImpl(new StreamReader(text), options), new CoreResolver(), options)
              .getSingleNode();
      if (root == null) {
        faults.add("YAML_SYNTAX", file, 1, "The file is empty; write it or remove it.");
        return Optional.empty();
      }
      return isPlain(file, root, faults) ? Optional.of(new YamlNode(file, root)) : Optional.empty();
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      faults.add("YAML_SYNTAX", file, line, "This is not YAML: " + reason(e) + ".");
    } catch (ReaderException e) {
      int line =
          1
              + Math.toIntExact(
                  text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count());
      faults.add(
          "YAML_SYNTAX",
          file,
          line,
          "The character U+%04X may not stand in YAML; remove it.".formatted(e.getCodePoint()));
    }
    return Optional.empty();
  }

  private static String reason(MarkedYAMLException e) {
    String problem = e.getProblem().replaceAll("\\s+", " ");
    return problem.contains("\\t") ? "a tab; indent with spaces" : problem;
  }

  /** Notes shared values and odd keys; false if the document is not worth reading on. */
  private static boolean isPlain(String file, Node node, Faults faults) {
    if (node.getAnchor() != null) {
      faults.add(
          "YAML_ANCHOR",
          file,
          node.getStartMark().getLine() + 1,
          "Anchors and aliases (&, *) are not read here; write the value out.");
      return false;
    }
    if (node instanceof SequenceNode sequence) {
      return allPlain(file, sequence.getValue(), faults);
    }
    if (node instanceof MappingNode mapping) {
      boolean plainKeys = hasPlainKeys(file, mapping, faults);
      List<Node> values = mapping.getValue().stream().map(NodeTuple::getValueNode).toList();
      return allPlain(file, values, faults) && plainKeys;
    }
    return true;
  }

  private static boolean allPlain(String file, List<Node> nodes, Faults faults) {
    boolean plain = true;
    for (Node node : nodes) {
      plain &= isPlain(file, node, faults);
    }
    return plain;
  }

  private static boolean hasPlainKeys(String file, MappingNode mapping, Faults faults) {
    boolean plain = true;
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = tuple.getKeyNode().getStartMark().getLine() + 1;
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        faults.add("YAML_SYNTAX", file, line, "A key must be one word, not a list or a mapping.");
        plain = false;
      } else if (!seen.add(key.getValue())) {
        faults.add(
            "DUPLICATE_KEY",
            file,
            line,
            "Key '" + key.getValue() + "' stands twice here; keep one of the two.");
      }
    }
    return plain;
  }

  /** The YAML 1.2 core schema, as far as JSON needs it. */
  private static final class CoreResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.NULL, Pattern.compile("^(?:~|null|)$"), "~n\0");
      addImplicitResolver(Tag.BOOL, Pattern.compile("^(?:true|false)$"), "tf");
      addImplicitResolver(Tag.INT, Pattern.compile("^-?(?:0|[1-9][0-9]*)$"), "-0123456789");
      addImplicitResolver(
          Tag.FLOAT,
          Pattern.compile("^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$"),
          "-0123456789");
    }
  }
}
