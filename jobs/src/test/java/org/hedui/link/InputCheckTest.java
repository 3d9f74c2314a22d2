package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hedui.SparkTest;
import org.hedui.contract.HeduiException;
import org.hedui.contract.LinkConfigReader;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an input is told in words. */
@ExtendWith(SparkTest.class)
class InputCheckTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "all, id, name, none.csv, INPUT_MISSING, none.csv",
    "all, id, surname, people.csv, COLUMN_MISSING, no column surname; it has id",
    "all, key, name, people.csv, COLUMN_MISSING, no column key",
    "between, id, name, people.csv, INPUTS_TOO_FEW, another --input",
    "all, id, name, people.csv, ID_NOT_UNIQUE, 'Input 1 has 4 records, 3 with an id, and 2'"
  })
  void faultsOfInputs(
      String scope, String id, String field, String file, String code, String message)
      throws IOException {
    Files.writeString(folder.resolve("people.csv"), "id,name\n1,anna\n1,berta\n2,carl\n,dora\n");
    String config =
        "id: %s\nscope: %s\nfields: [{name: %s, kind: name}]\n".formatted(id, scope, field);

    assertThatThrownBy(
            () ->
                new LinkJob(SparkTest.session(), LinkConfigReader.read("test.yaml", config))
                    .run(
                        List.of(folder.resolve(file).toString()),
                        folder.resolve("out"),
                        Optional.empty(),
                        false,
                        Optional.empty()))
        .isInstanceOfSatisfying(
            HeduiException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.exitCode()).isEqualTo(2);
            })
        .hasMessageContaining(message);
  }
}
