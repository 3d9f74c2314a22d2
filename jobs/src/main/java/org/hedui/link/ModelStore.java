package org.hedui.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hedui.contract.HeduiException;
import org.hedui.contract.LinkConfig;
import org.hedui.link.page.LinkReport;

/** Writes models, and reads them again for a configuration that they fit. */
final class ModelStore {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private ModelStore() {}

  /** Writes a model and the run that used it; a file that is there is replaced. */
  static void write(Path file, Model model, LinkReport.Run run) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(ModelFile.of(model, run)) + "\n");
  }

  /**
   * Reads a model. Blocking rules that the configuration lists win over the model's.
   *
   * @throws HeduiException LINK_MODEL_MISSING if the file cannot be read; LINK_MODEL_WRONG if it is
   *     no model or one for another configuration; exit code 2
   */
  static Model read(Path file, LinkConfig config) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new HeduiException(
          "LINK_MODEL_MISSING", 2, "The model " + file + " cannot be read.", e);
    }
    return parse(file.toString(), text, config);
  }

  /** As {@link #read}, from text that is already at hand. */
  static Model parse(String file, String text, LinkConfig config) {
    Model model = parse(file, text);
    List<String> differences = ModelFit.differences(model, config);
    if (!differences.isEmpty()) {
      throw wrong(
          "The model "
              + file
              + " was made for another configuration; train a new one, or mend the configuration:\n"
              + String.join("\n", differences),
          null);
    }
    return config.blocking().isEmpty() ? model : model.with(BlockingRule.of(config));
  }

  private static Model parse(String file, String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      int format = tree.path("format").asInt();
      if (format != ModelFile.FORMAT) {
        throw wrong(
            "The file "
                + file
                + " is no model that this version of hedui link reads: \"format\" has to be "
                + ModelFile.FORMAT
                + ".",
            null);
      }
      if (tree instanceof ObjectNode model && !model.has("related")) {
        model.putPOJO(
            "related",
            new LinkReport.Related(
                0, "the model was made before there was such a class", List.of()));
      }
      return JSON.treeToValue(tree, ModelFile.class).model();
    } catch (JsonProcessingException e) {
      throw wrong("The file " + file + " is no whole model: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw wrong("The file " + file + " is no whole model: a hash is not hexadecimal.", e);
    }
  }

  private static HeduiException wrong(String message, Exception cause) {
    return new HeduiException("LINK_MODEL_WRONG", 2, message, cause);
  }
}
