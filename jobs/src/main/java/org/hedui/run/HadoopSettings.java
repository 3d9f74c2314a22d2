package org.hedui.run;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's settings for commands that list folders without a Spark session. */
final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /** What Spark would hand to Hadoop of the settings. */
  static Configuration of(Settings settings) {
    Configuration conf = new Configuration();
    for (Map.Entry<String, String> setting : settings.sparkConf().entrySet()) {
      if (setting.getKey().startsWith(PREFIX)) {
        conf.set(setting.getKey().substring(PREFIX.length()), setting.getValue());
      }
    }
    return conf;
  }
}
