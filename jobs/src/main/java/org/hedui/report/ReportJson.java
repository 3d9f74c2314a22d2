package org.hedui.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hedui.contract.Bilingual;

/**
 * The facts of a run as JSON: the records of {@link RunFacts} with their names in snake_case, dates
 * and times as ISO 8601, and null for what is not known. The key figures and the sentences come
 * first.
 */
public final class ReportJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(
              new SimpleModule()
                  .addSerializer(LocalDate.class, ToStringSerializer.instance)
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(new OptionalSerializer()))
          .build();

  private ReportJson() {}

  @JsonPropertyOrder({"key", "headlines"})
  private record Report(KeyFigures key, List<Bilingual> headlines, RunFacts facts) {}

  /** The JSON, a value a line. */
  public static String of(RunFacts facts) {
    try {
      return JSON.writeValueAsString(new Report(facts.key(), Headlines.of(facts), facts)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Records of plain values can always be written.", e);
    }
  }

  /**
   * The key figures of a report; the rest of it is not read.
   *
   * @param json what {@link #of} gave, in UTF-8
   */
  static JsonNode key(InputStream json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      // They are the first field.
      parser.nextToken();
      parser.nextToken();
      parser.nextToken();
      return JSON.readTree(parser);
    }
  }

  private static final class OptionalSerializer extends StdSerializer<Optional<?>> {
    OptionalSerializer() {
      super(Optional.class, false);
    }

    @Override
    public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(value.orElse(null), json);
    }
  }
}
