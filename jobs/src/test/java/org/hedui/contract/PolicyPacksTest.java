package org.hedui.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hedui.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house's policy packs against the table of policies.md. */
class PolicyPacksTest {
  private static final Collection<PolicyPack> PACKS = Fixtures.schemas().policies().values();

  /** A row as a pack holds it. */
  private record Held(String locality, String basis, boolean confirmed, Set<BigDecimal> numbers) {}

  private static List<Held> held() {
    Stream<Held> programmes =
        PACKS.stream()
            .flatMap(
                pack ->
                    pack.programmes().stream()
                        .map(
                            programme ->
                                new Held(
                                    pack.locality(),
                                    programme.basis(),
                                    pack.confirmed() && programme.confirmed(),
                                    programme.standards().stream()
                                        .map(PolicyPack.Standard::yuan)
                                        .collect(Collectors.toSet()))));
    Stream<Held> parameters =
        PACKS.stream()
            .flatMap(
                pack ->
                    pack.parameters().stream()
                        .map(
                            parameter ->
                                new Held(
                                    pack.locality(),
                                    parameter.basis(),
                                    pack.confirmed() && parameter.confirmed(),
                                    parameter.value().stream().collect(Collectors.toSet()))));
    return Stream.concat(programmes, parameters).toList();
  }

  @Test
  void everyRowOfTheTableHasAPack() {
    Set<String> rows = new TreeSet<>();
    held().forEach(row -> rows.add(row.basis()));
    assertThat(rows)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 39).mapToObj("P%02d"::formatted).toList());
  }

  @Test
  void everyLocalityIsOfAnInventedDivisionAndNamesItsDocument() {
    CodeList localities = Fixtures.schemas().codes().get("locality");
    assertThat(PACKS)
        .allSatisfy(
            pack -> {
              assertThat(pack.locality()).matches("529[89]\\d*");
              assertThat(localities.codes())
                  .filteredOn(code -> code.code().equals(pack.locality()))
                  .singleElement()
                  .satisfies(code -> assertThat(code.zh()).isEqualTo(pack.name().zh()));
            });
    assertThat(localities.codes()).hasSameSizeAs(PACKS);
  }

  @ParameterizedTest
  @CsvSource({
    "529803, P01, true, 1000",
    "529804, P02, true, 1000",
    "529841, P03, true, 50",
    "529815, P05, true, 1000",
    "529815, P05, true, 1250",
    "529803, P07, true, 800",
    "529842, P08, false, 1700",
    "529842, P09, false, 200",
    "529813, P10, true, 4",
    "529803, P11, true, 2000",
    "529815, P12, false, 2000",
    "529815, P13, false, 1600",
    "529803, P15, true, 1500",
    "529804, P16, true, 2000",
    "529815, P16, false, 2000",
    "529801, P19, true, 500",
    "529841, P20, true, 2000",
    "529803, P22, true, 6000",
    "529842, P24, true, 4000",
    "529842, P25, false, 5000",
    "529841, P26, true, 8000",
    "529842, P28, true, 8000",
    "529803, P30, true, 10",
    "529817, P33, true, 20000",
    "529843, P37, true, 500",
    "529804, P38, true, 50",
    "529832, P39, true, 55",
  })
  void theNumbersAreTheTables(String locality, String basis, boolean confirmed, String number) {
    assertThat(held())
        .filteredOn(row -> row.locality().equals(locality) && row.basis().equals(basis))
        .isNotEmpty()
        .allMatch(row -> row.confirmed() == confirmed)
        .anyMatch(row -> row.numbers().contains(new BigDecimal(number)));
  }

  @Test
  void masksAndRestoredLabelsAreNeverConfirmed() {
    assertThat(held())
        // The sample city has said its own number.
        .filteredOn(row -> !row.locality().equals("5299"))
        .filteredOn(row -> Set.of("P12", "P13", "P25").contains(row.basis()))
        .isNotEmpty()
        .noneMatch(Held::confirmed);
  }

  @Test
  void sharesAreThoseOfTheDocument() {
    assertThat(programme("529804", "PRE_FEE_WAIVER").shares())
        .isEqualTo(
            Map.of(
                PolicyPack.Level.PROVINCE, new BigDecimal(60),
                PolicyPack.Level.CITY, new BigDecimal(8),
                PolicyPack.Level.COUNTY, new BigDecimal(32)));
    assertThat(programme("529804", "VOC_FEE_WAIVER").shares())
        .isEqualTo(
            Map.of(
                PolicyPack.Level.COUNTY, new BigDecimal(20),
                PolicyPack.Level.REST, new BigDecimal(80)));
  }

  private static PolicyPack.Programme programme(String locality, String code) {
    return Fixtures.schemas().policies().get(locality).programmes().stream()
        .filter(programme -> programme.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "529844, ABSOLUTE, 2006-01-01, 683",
    "529844, LOW_INCOME, 2006-01-01, 944",
    "529817, STANDARD, 2009-01-01, 1196",
    "529806, STANDARD, 2010-01-01, 1500",
    "529806, EXIT, 2010-01-01, 2500",
    "529814, EXIT, 2018-01-01, 3300",
    "529814, POOR_VILLAGE, 2018-01-01, 4737",
    "529850, STANDARD, 2024-03-13, 7300",
    "529850, STANDARD, 2024-03-14, 8800",
    "5299, STANDARD, 2022-06-01, 6500",
    "5299, STANDARD, 2024-01-01, 8800",
  })
  void incomeLinesAreInForceByTheDay(
      String locality, PolicyPack.LineKind kind, LocalDate day, String yuan) {
    PolicyPack pack = Fixtures.schemas().policies().get(locality);
    assertThat(pack.incomeLine(kind, day)).isEqualTo(Optional.of(new BigDecimal(yuan)));
  }
}
