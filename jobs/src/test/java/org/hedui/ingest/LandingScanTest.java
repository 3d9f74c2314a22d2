package org.hedui.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.hedui.contract.Contract;
import org.hedui.contract.HeduiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingScanTest {
  private static final List<Contract> CONTRACTS =
      List.of(TestContracts.payroll(Contract.Load.INCREMENT), TestContracts.assistance());

  @TempDir Path landing;

  private void put(String path) throws IOException {
    Path file = landing.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }

  private Landing scan(String date) {
    return scan(date, Map.of());
  }

  private Landing scan(String date, Map<String, LocalDate> historyFrom) {
    return LandingScan.scan(
        landing.toString(), CONTRACTS, LocalDate.parse(date), historyFrom, new Configuration());
  }

  @Test
  void earlierSnapshotsAreTakenInFromTheDayThatIsAskedFor() throws IOException {
    for (String date : List.of("2023-08-31", "2023-09-30", "2023-10-31", "2023-12-31")) {
      put("assistance/" + date + "/a.csv");
    }
    Map<String, LocalDate> september = Map.of("assistance", LocalDate.of(2023, 9, 1));
    assertThat(scan("2023-11-30", september).deliveries())
        .isEqualTo(
            Map.of(
                "assistance",
                new TreeSet<>(Set.of(LocalDate.of(2023, 9, 30), LocalDate.of(2023, 10, 31)))));
    // Without a delivery since then the newest before it counts.
    assertThat(scan("2023-09-15", september).deliveries())
        .isEqualTo(Map.of("assistance", new TreeSet<>(Set.of(LocalDate.of(2023, 8, 31)))));
  }

  @Test
  void aContractWantsSomeEarlierSnapshots() throws IOException {
    for (String date : List.of("2023-08-31", "2023-09-30", "2023-10-31", "2023-12-31")) {
      put("assistance/" + date + "/a.csv");
    }
    LocalDate september = LocalDate.of(2023, 9, 30);
    LocalDate october = LocalDate.of(2023, 10, 31);
    assertThat(scan("2023-11-30", TestContracts.assistance(1), Map.of()))
        .containsExactly(september, october);
    // There are not so many.
    assertThat(scan("2023-09-30", TestContracts.assistance(12), Map.of()))
        .containsExactly(LocalDate.of(2023, 8, 31), september);
    // The contract and a policy: whichever goes further back.
    Map<String, LocalDate> fromOctober = Map.of("assistance", LocalDate.of(2023, 10, 1));
    assertThat(scan("2023-11-30", TestContracts.assistance(1), fromOctober))
        .containsExactly(september, october);
    assertThat(scan("2023-11-30", TestContracts.assistance(), fromOctober))
        .containsExactly(october);
  }

  private SortedSet<LocalDate> scan(
      String date, Contract assistance, Map<String, LocalDate> historyFrom) {
    return LandingScan.scan(
            landing.toString(),
            List.of(assistance),
            LocalDate.parse(date),
            historyFrom,
            new Configuration())
        .deliveries()
        .get("assistance");
  }

  @Test
  void theNewestSnapshotAndEveryIncrementNotAfterTheBusinessDateCount() throws IOException {
    for (String registry : List.of("payroll", "assistance")) {
      put(registry + "/2023-09-30/a.csv");
      put(registry + "/2023-11-30/a.csv");
      put(registry + "/2023-11-30/县(1).XLSX");
      put(registry + "/2023-12-31/a.csv");
    }
    Landing found = scan("2023-11-30");
    assertThat(found.files())
        .extracting(LandedFile::sourceFile)
        .containsExactlyInAnyOrder(
            "payroll/2023-09-30/a.csv",
            "payroll/2023-11-30/a.csv",
            "payroll/2023-11-30/县(1).XLSX",
            "assistance/2023-11-30/a.csv",
            "assistance/2023-11-30/县(1).XLSX");
    LocalDate september = LocalDate.of(2023, 9, 30);
    LocalDate november = LocalDate.of(2023, 11, 30);
    assertThat(found.deliveries())
        .isEqualTo(
            Map.of(
                "payroll",
                new TreeSet<>(Set.of(september, november)),
                "assistance",
                new TreeSet<>(Set.of(november))));
    assertThat(found.refused()).isEmpty();
    assertThat(scan("2023-09-29").deliveries()).isEmpty();
  }

  @Test
  void nothingIsPassedOverInSilence() throws IOException {
    put("stray.csv");
    put("upload/2023-11-30/a.csv");
    put("payroll/a.csv");
    put("payroll/2023-02-30/a.csv");
    put("payroll/2023-11/a.csv");
    put("payroll/2023-11-30/a.csv");
    put("payroll/2023-11-30/~$a.xlsx");
    put("payroll/2023-11-30/.DS_Store");
    put("payroll/2023-11-30/a.docx");
    put("payroll/2023-11-30/sub/a.csv");
    put("reference/other.csv");
    Files.createDirectories(landing.resolve("assistance/2023-11-30"));
    assertThat(scan("2023-11-30").refused())
        .extracting(facts -> facts.file().sourceFile() + " " + facts.reason())
        .containsExactlyInAnyOrder(
            "stray.csv NOT_A_DELIVERY",
            "upload/2023-11-30/a.csv UNKNOWN_REGISTRY",
            "payroll/a.csv NOT_A_DELIVERY",
            "payroll/2023-02-30 FOLDER_WITHOUT_DATE",
            "payroll/2023-11 FOLDER_WITHOUT_DATE",
            "payroll/2023-11-30/~$a.xlsx NOT_A_DELIVERY",
            "payroll/2023-11-30/.DS_Store NOT_A_DELIVERY",
            "payroll/2023-11-30/a.docx UNKNOWN_EXTENSION",
            "payroll/2023-11-30/sub NOT_A_DELIVERY",
            "reference/other.csv NOT_A_DELIVERY",
            "assistance/2023-11-30 NOT_A_DELIVERY");
  }

  @Test
  void aMissingOrForeignLandingFolderIsExplained() throws IOException {
    assertThatThrownBy(
            () ->
                LandingScan.scan(
                    landing.resolve("none").toString(),
                    CONTRACTS,
                    LocalDate.of(2023, 11, 30),
                    Map.of(),
                    new Configuration()))
        .isInstanceOfSatisfying(
            HeduiException.class, e -> assertThat(e.code()).isEqualTo("LANDING_MISSING"));
    put("pictures/a.png");
    assertThatThrownBy(() -> scan("2023-11-30"))
        .isInstanceOfSatisfying(
            HeduiException.class, e -> assertThat(e.code()).isEqualTo("LANDING_EMPTY"));
  }

  @Test
  void aCopyComesAfterItsOriginal() {
    LocalDate date = LocalDate.of(2023, 11, 30);
    assertThat(new LandedFile("r", date, "r/d/名单.xlsx", "").order())
        .isLessThan(new LandedFile("r", date, "r/d/名单(1).xlsx", "").order())
        .isLessThan(new LandedFile("r", date, "r/d/名单_补报.csv", "").order());
  }
}
