package org.hedui.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Checks the structure of a document by a JSON Schema (draft 2020-12) of this package and says what
 * is wrong in words, at the line in the YAML. A schema's {@code description} is what people read as
 * "write …".
 */
final class StructureCheck {
  private final JsonSchema schema;
  private final JsonNode source;

  /** Reads the JSON Schema {@code resource} beside this class. */
  StructureCheck(String resource) {
    try (InputStream stream = StructureCheck.class.getResourceAsStream(resource)) {
      this.schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(
                  stream,
                  InputFormat.JSON,
                  SchemaValidatorsConfig.builder().locale(Locale.ENGLISH).build());
      this.source = schema.getSchemaNode();
    } catch (IOException e) {
      throw new UncheckedIOException("The JSON Schema " + resource + " cannot be read", e);
    }
  }

  /**
   * Checks one document.
   *
   * @param faults receives UNKNOWN_KEY, MISSING_KEY, VALUE_BLANK, WRONG_TYPE and WRONG_VALUE
   */
  void check(YamlNode document, Faults faults) {
    // A value of a wrong type breaks other keywords too; only the type is worth telling.
    Map<String, ValidationMessage> byPlace = new LinkedHashMap<>();
    schema.validate(document.json()).stream()
        .sorted(Comparator.comparing(message -> !message.getType().equals("type")))
        .forEach(
            message ->
                byPlace.putIfAbsent(
                    message.getInstanceLocation() + " " + message.getProperty(), message));
    byPlace.values().forEach(message -> report(document, message, faults));
  }

  private void report(YamlNode document, ValidationMessage message, Faults faults) {
    Place place = Place.of(document, message.getInstanceLocation());
    switch (message.getType()) {
      case "additionalProperties" -> {
        String key = message.getProperty();
        faults.add(
            "UNKNOWN_KEY",
            document.file(),
            place.node().lineOfKey(key),
            "Unknown key '%s'; %s".formatted(key, Suggestion.hint(key, knownKeys(message))));
      }
      case "false" ->
          faults.add(
              "UNKNOWN_KEY",
              document.file(),
              place.line(),
              "Key '%s' does not belong beside the others here; remove it."
                  .formatted(place.name()));
      case "required" ->
          faults.add(
              "MISSING_KEY",
              place.node(),
              "Key '%s' is missing here; add it.".formatted(message.getProperty()));
      default -> reportValue(document.file(), place, message, faults);
    }
  }

  private void reportValue(String file, Place place, ValidationMessage message, Faults faults) {
    JsonNode value = message.getInstanceNode();
    if (value.isNull() || (value.isTextual() && value.textValue().isBlank())) {
      faults.add(
          "VALUE_BLANK",
          file,
          place.line(),
          "'%s' has no value; write %s.".formatted(place.name(), wanted(message)));
    } else if (message.getType().equals("type")) {
      faults.add(
          "WRONG_TYPE",
          file,
          place.line(),
          "'%s' has the wrong form; write %s.".formatted(place.name(), wanted(message)));
    } else {
      String written = value.isValueNode() ? " is " + value.asText() : " does not fit";
      faults.add(
          "WRONG_VALUE",
          file,
          place.line(),
          "'%s'%s; %s".formatted(place.name(), written, correction(message)));
    }
  }

  private String correction(ValidationMessage message) {
    List<String> allowed = allowed(message);
    return allowed.isEmpty()
        ? "write " + wanted(message) + "."
        : Suggestion.hint(message.getInstanceNode().asText(), allowed);
  }

  private String wanted(ValidationMessage message) {
    List<String> allowed = allowed(message);
    if (!allowed.isEmpty()) {
      return "one of: " + String.join(", ", allowed);
    }
    JsonNode parent = parent(message);
    return Optional.ofNullable(parent.get("description"))
        .or(() -> Optional.ofNullable(parent.get("type")))
        .map(JsonNode::asText)
        .orElse(message.getMessage());
  }

  /** The values that the broken schema allows, if it lists them. */
  private List<String> allowed(ValidationMessage message) {
    JsonNode parent = parent(message);
    if (parent.has("const")) {
      return List.of(parent.get("const").asText());
    }
    return StreamSupport.stream(parent.path("enum").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private List<String> knownKeys(ValidationMessage message) {
    Iterable<String> names = parent(message).path("properties")::fieldNames;
    return StreamSupport.stream(names.spliterator(), false).toList();
  }

  /** The schema object whose keyword was broken. */
  private JsonNode parent(ValidationMessage message) {
    JsonNodePath keyword = message.getSchemaLocation().getFragment();
    JsonNode node = source;
    for (int depth = 0; depth < keyword.getNameCount() - 1; depth++) {
      node =
          keyword.getElement(depth) instanceof Integer index
              ? node.path(index)
              : node.path(keyword.getName(depth));
    }
    return node;
  }

  /**
   * A place in a document.
   *
   * @param node the value
   * @param line line of its key, or of the value itself in a list
   * @param name its key, or "entry n of" the list's key
   */
  private record Place(YamlNode node, int line, String name) {

    static Place of(YamlNode document, JsonNodePath path) {
      Place place = new Place(document, document.line(), document.file());
      for (int depth = 0; depth < path.getNameCount(); depth++) {
        if (path.getElement(depth) instanceof Integer index) {
          YamlNode item = place.node.items().get(index);
          place = new Place(item, item.line(), "entry " + (index + 1) + " of " + place.name);
        } else {
          String key = path.getName(depth);
          place = new Place(place.node.entries().get(key), place.node.lineOfKey(key), key);
        }
      }
      return place;
    }
  }
}
