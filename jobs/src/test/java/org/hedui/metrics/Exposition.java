package org.hedui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text format, strictly: each metric has help and type before its first sample,
 * samples of one metric stand together, none stands twice, and every line ends.
 */
public final class Exposition {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") \\S.*");
  private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") gauge");
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "((" + NAME + ")\\{" + LABEL + "(?:," + LABEL + ")*}) (-?[0-9.]+(?:E-?[0-9]+)?)");

  private Exposition() {}

  /** The values by metric and labels, such as {@code hedui_rows{lake="x",state="in"}}. */
  public static Map<String, Double> parse(String text) {
    assertThat(text).endsWith("\n");
    Map<String, Double> samples = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    String helped = "";
    String typed = "";
    for (String line : text.split("\n", -1)) {
      Matcher help = HELP.matcher(line);
      Matcher type = TYPE.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (help.matches()) {
        helped = help.group(1);
        assertThat(seen.add(helped)).as("metric twice: " + line).isTrue();
      } else if (type.matches()) {
        typed = type.group(1);
        assertThat(typed).isEqualTo(helped);
      } else if (sample.matches()) {
        assertThat(sample.group(2)).as(line).isEqualTo(typed);
        assertThat(samples.put(sample.group(1), Double.valueOf(sample.group(3))))
            .as("sample twice: " + line)
            .isNull();
      } else {
        assertThat(line).as("no line of the format").isEmpty();
      }
    }
    return samples;
  }

  /** The names of metrics in a text. */
  public static Set<String> names(String text) {
    Set<String> names = new HashSet<>();
    parse(text).keySet().forEach(sample -> names.add(sample.replaceFirst("\\{.*", "")));
    return names;
  }
}
