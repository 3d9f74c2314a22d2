package org.hedui.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import org.hedui.SparkTest;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.stage.RunContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkTest.class)
class SampleCountyTest {
  @TempDir Path folder;

  @Test
  void x() {
    Path home = Path.of(System.getenv("HEDUI_HOME"));
    Schemas schemas = SchemasLoader.require(home.resolve("schemas"));
    Lake lake = new Lake(SparkTest.session(), folder.resolve("lake").toString(), schemas);
    for (int i = 0; i < 3; i++) {
      long t = System.nanoTime();
      RunContext context =
          new RunContext(
              lake, LocalDate.of(2023, 11, 30), home.resolve("demo/landing").toString(), "run1");
      System.out.println(new IngestStage().run(context));
      System.out.println("seconds " + (System.nanoTime() - t) / 1e9);
    }
    lake.read(TableName.of("ops.feed")).drop("sha256", "run_id", "bytes").show(100, 60);
    lake.read(TableName.of("bronze.quarantine"))
        .groupBy("source_file", "reason")
        .count()
        .show(100, 60);
    lake.read(TableName.of("bronze.duplicate"))
        .groupBy("registry", "delivery_date", "source_file", "reason")
        .count()
        .show(100, 60);
  }
}
