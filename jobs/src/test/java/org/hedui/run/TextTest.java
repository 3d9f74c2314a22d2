package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hedui.contract.HeduiException;
import org.hedui.lake.LakeAddress;
import org.hedui.report.TestFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** What people read: tables, the summary, messages, redacted text. */
class TextTest {

  @Test
  void aChineseCharacterIsTwoColumnsWide() {
    assertThat(TextTable.width("扶贫a")).isEqualTo(5);
    assertThat(TextTable.width("e\u0301")).isEqualTo(1);
    assertThat(TextTable.width("Ａ")).isEqualTo(2);
    assertThat(TextTable.width("\uD842\uDFB7")).isEqualTo(2);
  }

  @Test
  void columnsAreAlignedAndNumbersToTheRight() {
    assertThat(
            new TextTable(List.of("登记", "rows"))
                .row(List.of("扶贫", "1,234"))
                .row(List.of("a\n\u001b[31m", "5"))
                .lines())
        .containsExactly("登记      rows", "-------  -----", "扶贫     1,234", "a��[31m      5");
  }

  @Test
  void theSummaryTellsWhatWasFoundAndWhatToDoNext() {
    RunRequest request =
        new RunRequest(
            LocalDate.of(2023, 11, 30), new LakeAddress("/l"), 1, "/landing", "r1", "hash", false);
    String text =
        new Summary(request, TestFacts.published(), Map.of("gold", List.of("person"))).text();

    assertThat(text)
        .contains("poverty_register  扶贫开发人员登记      2    1,200   1,190            4          6")
        .contains("files: 2 loaded, 1 unknown_registry")
        .contains("rules: 1 error, 1 failed, 2 not_applicable, 30 passed")
        .contains("poverty_register.name.complete  warning    7.50  <= 5%")
        .contains("1,101 persons in 320 households")
        .contains("MIS-01  HIGH         12  漏享      Missed")
        .contains("漏评率 MISSED    529921  户 Households    3.45        3.11   3.00")
        .contains("gold       person")
        .contains("./hedui sql --lake '/l'");
  }

  @Test
  void aSummaryOfNothingIsShort() {
    RunRequest request =
        new RunRequest(
            LocalDate.of(2023, 11, 30), new LakeAddress("/l"), 1, "/landing", "r1", "hash", false);
    assertThat(new Summary(request, TestFacts.nothing(), Map.of()).text())
        .doesNotContain("Deliveries", "Quality", "Exceptions", "persons", "Rates");
  }

  @Test
  void redactedTextHoldsNoNameAndNoNumber() {
    String text =
        """
        The value '12O' of the type "STRING" cannot be cast
        CHECK constraint rule_1 (x > 0) violated by row with values:
         - name : John
        张三·李 529901199001011234 52990119900101123X 10012345678 19900101""";
    assertThat(Redaction.redact(text))
        .contains("cannot be cast", "rule_1 (x > 0)", "- name : …")
        .doesNotContain("12O", "John", "张", "李", "5299", "1001", "1990");
  }

  @Test
  void aStackTraceKeepsItsFrames() {
    String trace =
        Redaction.stackTrace(new IllegalStateException("张三", new IOException("李四 at home")));
    assertThat(trace)
        .contains("java.lang.IllegalStateException: …", "java.io.IOException: …")
        .contains("TextTest.aStackTraceKeepsItsFrames")
        .doesNotContain("张三", "李四");
  }

  @Test
  void aFailureIsKnownByWhatLiesBehindIt() {
    assertThat(Failure.of(new RuntimeException(new HeduiException("X", 3, "m"))))
        .isEqualTo(new Failure("X", 3, "m"));
    assertThat(Failure.of(new RuntimeException(new IOException("No space left on device"))).code())
        .isEqualTo("DISK_FULL");
    assertThat(
            Failure.of(
                    new RuntimeException(
                        "Job aborted: java.io.IOException: No space left on device"))
                .exitCode())
        .isEqualTo(1);
    assertThat(Failure.of(new AccessDeniedException("/lake")))
        .isEqualTo(Failure.of(new IOException("/lake: Read-only file system")));
    assertThat(Failure.of(new AccessDeniedException("/lake")).exitCode()).isEqualTo(2);
    // Why a folder could not be made, the file system says; that of processes has no room ever.
    assertThat(Failure.of(new IOException("Cannot create file:/proc/t/_delta_log")).code())
        .isEqualTo("DISK_FULL");
    assertThat(
            Failure.of(new IOException("Mkdirs failed to create file:/none/t (exists=false)"))
                .code())
        .isEqualTo("LAKE_UNWRITABLE");
    assertThat(Failure.of(new RuntimeException(new ConnectException("s3 refused"))).code())
        .isEqualTo("STORAGE_FAILED");
    assertThat(Failure.of(new SQLException(new ConnectException("db refused"))).code())
        .isEqualTo("REPOSITORY_FAILED");
    assertThat(Failure.of(new RuntimeException("ExecutorLostFailure (executor 3)")).code())
        .isEqualTo("EXECUTORS_LOST");
    assertThat(Failure.of(new IllegalStateException("张三")).message())
        .contains("IllegalStateException")
        .doesNotContain("张三");
  }

  @Test
  void bothFormsOfADateAreRead() {
    LocalDate date = LocalDate.of(2023, 11, 30);
    assertThat(new BusinessDate().convert("2023-11-30")).isEqualTo(date);
    assertThat(new BusinessDate().convert("20231130")).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2023-02-29", "20230229", "2023-1-1", "30.11.2023", "202311301"})
  void anythingElseIsNoDate(String text) {
    assertThatThrownBy(() -> new BusinessDate().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }
}
