package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Schemas;
import org.hedui.contract.TableName;
import org.hedui.ingest.IngestStage;
import org.hedui.lake.Lake;
import org.hedui.lake.SparkSessions;
import org.hedui.link.registry.LinkStage;
import org.hedui.link.registry.PersonModel;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.hedui.standardise.StandardiseStage;
import org.hedui.synth.ErrorLevel;
import org.hedui.synth.SynthSettings;
import org.hedui.synth.SyntheticCounty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code hedui train} on the published run of a small county. */
@ExtendWith(SparkTest.class)
class TrainTest {
  private static final TableName MENTION = TableName.of("silver.mention");

  @TempDir private Path folder;

  @Tag("slow") // A minute.
  @Test
  void theModelFitsTheConfigurationAndIsExplained() throws IOException {
    Path county = Files.createDirectory(folder.resolve("county"));
    SyntheticCounty.write(
        new SynthSettings(300, 31, ErrorLevel.MID, "529922", Fixtures.DATE), county, any -> {});
    String landing = county.resolve("landing").toString();
    Path root = folder.resolve("lake");
    SparkSession session = SparkTest.session().newSession();
    SparkSessions.fit(session, landing);
    Lake lake = new Lake(session, root.toString(), Fixtures.schemas());
    RunContext run = new RunContext(lake, Fixtures.DATE, landing, "test");
    List<Stage> stages = List.of(new IngestStage(), new StandardiseStage(), new LinkStage());
    stages.forEach(stage -> stage.run(run));
    lake.publish("run-1", Fixtures.DATE, Map.of(MENTION.toString(), lake.version(MENTION)));
    Path output = folder.resolve("model");
    TestTerminal terminal =
        new TestTerminal(
            Map.of(
                "HEDUI_LAKE", root.toString(),
                "HEDUI_SCHEMAS", Fixtures.home().resolve("schemas").toString()));

    int exitCode = terminal.execute(List.of(), "train", "--output=" + output);

    assertThat(exitCode).as("%s", terminal.err()).isZero();
    String text = Files.readString(output.resolve("model.json"));
    assertThat(terminal.out()).contains("of 2023-11-30", "person.model.json");
    assertThat(text).contains(terminal.out().split(" ", 3)[1]);
    // It is thrown out if it fits another configuration.
    Schemas.PersonLink house = Fixtures.schemas().personLink().orElseThrow();
    PersonModel.check(
        run, new Schemas.PersonLink(house.config(), Optional.of(text)), PersonModel.records(run));
    try (var pages = Files.list(output)) {
      assertThat(pages.filter(page -> page.toString().endsWith(".html"))).isNotEmpty();
    }
  }
}
