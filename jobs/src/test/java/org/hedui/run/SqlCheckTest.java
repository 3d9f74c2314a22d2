package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hedui.SparkTest;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkTest.class)
class SqlCheckTest {

  @Test
  void theHousesOwnSqlFitsTheDeclaredColumns() {
    Schemas schemas = SchemasLoader.require(Path.of(System.getenv("HEDUI_HOME"), "schemas"));

    assertThat(SqlCheck.faults(SparkTest.session(), schemas)).isEmpty();
  }
}
