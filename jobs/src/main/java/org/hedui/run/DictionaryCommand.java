package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.hedui.catalogue.ColumnOrigins;
import org.hedui.catalogue.DataDictionary;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.lake.Lake;
import org.hedui.lake.SparkSessions;
import org.hedui.publish.PublishStage;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.hedui.standardise.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hedui dictionary}: what every table and column means and where its values come from. */
@Command(
    name = "dictionary",
    description =
        "Writes the data dictionary of schemas/ as Markdown and HTML, in English and Chinese:"
            + " tables, columns, codes, and the delivered columns that each published one is made of.")
final class DictionaryCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Folder for dictionary.en.md, .zh.md, .en.html, .zh.html.")
  private Path output;

  @Option(
      names = "--schemas",
      paramLabel = "DIR",
      description = "What it is made from. Environment: HEDUI_SCHEMAS.")
  private Path schemas;

  DictionaryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Schemas found = SchemasLoader.require(SettingsOptions.schemas(schemas, terminal.environment()));
    SparkSession spark = SparkSessions.open("hedui dictionary", Map.of("spark.master", "local[1]"));
    DataDictionary dictionary = of(spark, found);
    Files.createDirectories(output);
    for (DataDictionary.Language language : DataDictionary.Language.values()) {
      write("dictionary." + language.tag() + ".md", dictionary.markdown(language));
      write("dictionary." + language.tag() + ".html", dictionary.html(language));
    }
    return ExitCodes.DONE;
  }

  /** Over a lake without tables: nothing is read. */
  static DataDictionary of(SparkSession spark, Schemas schemas) {
    Lake nowhere = new Lake(spark, "file:///nonexistent/hedui-dictionary", schemas);
    RunContext context = new RunContext(nowhere, LocalDate.of(2023, 11, 30), "", "dictionary");
    PublishStage.registerRules(context);
    History.register(context);
    return new DataDictionary(schemas, new ColumnOrigins(new RunViews(context)));
  }

  private void write(String name, String text) throws IOException {
    Path file = output.resolve(name);
    Files.writeString(file, text);
    terminal.out().println(file);
  }
}
