package org.hedui.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.evaluate.Evaluation;
import org.hedui.evaluate.Evaluator;
import org.hedui.ingest.IngestStage;
import org.hedui.lake.Lake;
import org.hedui.lake.SparkSessions;
import org.hedui.link.registry.LinkStage;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.hedui.standardise.StandardiseStage;
import org.hedui.synth.ErrorLevel;
import org.hedui.synth.SynthSettings;
import org.hedui.synth.SyntheticCounty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well the house's model links persons of counties that it was not trained on (seed 901). */
@ExtendWith(SparkTest.class)
class PersonLawTest {
  @TempDir private Path folder;

  @Tag("slow") // Minutes.
  @ParameterizedTest
  @CsvSource({
    // So few pairs are weighed in a small county that one of them is a hundredth.
    "1500, 17, MID,  .999, .985, .05",
    "5000, 23, MID,  .999, .985, .02",
    "5000, 29, HIGH, .998, .96,  .02",
  })
  void personsAreFoundAgain(
      int persons,
      long seed,
      ErrorLevel errors,
      double precision,
      double recall,
      double calibration)
      throws IOException {
    Evaluation found = evaluate(new SynthSettings(persons, seed, errors, "529922", Fixtures.DATE));

    assertThat(found.mentions().missing()).isZero();
    assertThat(found.clusters().twoNumbers()).isZero();
    assertThat(found.pairScore().precision()).isGreaterThanOrEqualTo(precision);
    assertThat(found.pairScore().recall()).isGreaterThanOrEqualTo(recall);
    assertThat(found.calibration().error()).isLessThanOrEqualTo(calibration);
  }

  private Evaluation evaluate(SynthSettings settings) throws IOException {
    Path county = Files.createDirectory(folder.resolve("county"));
    SyntheticCounty.write(settings, county, written -> {});
    String landing = county.resolve("landing").toString();
    SparkSession session = SparkTest.session().newSession();
    SparkSessions.fit(session, landing);
    Lake lake = new Lake(session, folder.resolve("lake").toString(), Fixtures.schemas());
    RunContext run = new RunContext(lake, settings.date(), landing, "test");
    List<Stage> stages = List.of(new IngestStage(), new StandardiseStage(), new LinkStage());
    stages.forEach(stage -> stage.run(run));
    return new Evaluator(lake, settings.date(), table -> lake.read(table, settings.date()))
        .evaluate(county.resolve("truth/mention.csv").toUri().toString());
  }
}
