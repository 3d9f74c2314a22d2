package org.hedui.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hedui.contract.Bilingual;

/** Facts of invented runs. */
public final class TestFacts {
  /** A name that a file might have, to do harm. */
  static final String SCRIPT = "<script>alert('1')</script> & \"co\".csv";

  private static final LocalDate DATE = LocalDate.of(2023, 11, 30);
  private static final LocalDate BEFORE = LocalDate.of(2023, 10, 31);

  private TestFacts() {}

  /** A run that was published, with one before it. */
  public static RunFacts published() {
    RunFacts.Run before = run("20231031-1-aaaaaa", BEFORE, "COMPLETED", Optional.empty());
    return new RunFacts(
        run("20231130-1-bbbbbb", DATE, "COMPLETED", Optional.empty()),
        Optional.of(before),
        List.of(
            new RunFacts.StageTime(
                "ingest", "COMPLETED", Optional.of(75L), Map.of("rows_in", 1207L))),
        List.of(
            new RunFacts.Delivery(
                "poverty_register",
                "扶贫开发人员登记",
                Optional.of(DATE),
                Optional.of(false),
                Map.of("LOADED", 2L),
                1200,
                1190,
                4,
                6,
                0,
                Optional.of(1100L),
                points(1100, 1200)),
            new RunFacts.Delivery(
                "school",
                "学校",
                Optional.empty(),
                Optional.of(true),
                Map.of("UNKNOWN_REGISTRY", 1L),
                7,
                6,
                0,
                0,
                0,
                Optional.of(0L),
                points(0, 7)),
            new RunFacts.Delivery(
                "work_task",
                "目标任务台账",
                Optional.empty(),
                Optional.of(false),
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                Optional.of(0L),
                points(0, 0))),
        List.of(new RunFacts.RefusedFile("school", SCRIPT, "REJECTED", "HEADER_UNMAPPED", SCRIPT)),
        List.of(
            new RunFacts.Quality(
                "poverty_register", "扶贫开发人员登记", 30, 1, 1, 2, Optional.of(1L), points(1, 2))),
        List.of(
            new RunFacts.Flaw(
                "poverty_register.id_no.usable",
                "poverty_register",
                Optional.of("id_no"),
                "conformity",
                "error",
                "error",
                Optional.empty(),
                Optional.empty(),
                "Numbers can be used.",
                true),
            new RunFacts.Flaw(
                "poverty_register.name.complete",
                "poverty_register",
                Optional.of("name"),
                "completeness",
                "warning",
                "failed",
                Optional.of(7.5),
                Optional.of("<= 5%"),
                "At most 5 % may be blank.",
                false)),
        Optional.of(
            new RunFacts.Links(
                1101,
                Optional.of(1000L),
                320,
                Optional.of(321L),
                List.of(
                    new RunFacts.Count(
                        "ID_EQUAL",
                        new Bilingual("身份证号相同", "the same number"),
                        987,
                        Optional.of(900L))),
                List.of(
                    new RunFacts.Count(
                        "AUTO", new Bilingual("系统自动", "by the engine"), 42, Optional.of(40L)),
                    new RunFacts.Count(
                        "REVIEW", new Bilingual("待人工复核", "waits"), 5, Optional.of(0L))),
                List.of(
                    new RunFacts.Count(
                        "CREATED", new Bilingual("编号启用", "new id"), 102, Optional.of(1000L))),
                List.of(
                    new RunFacts.Bin(0.5, Map.of("REVIEW", 5L)),
                    new RunFacts.Bin(0.95, Map.of("AUTO", 42L))),
                Optional.of("0123456789ab"))),
        Optional.of(cases()),
        List.of(rate("MISSED", 0.0345, 0.0311, "MISSED"), rate("WRONG_EXIT", 0.01, 0.002, "MET")),
        Optional.of(
            new RunFacts.Changes(
                List.of(new RunFacts.Setting(new Bilingual("程序版本", "Program"), "0.1", "0.2")),
                List.of(
                    new RunFacts.RuleChange(
                        "MIS-01", new Bilingual("漏享", "Missed"), Optional.of(1), Optional.of(2))),
                List.of("school"),
                List.of(),
                List.of(new RunFacts.TableRows("gold.person", "人员", 1101, 1000)))));
  }

  /** A run that a quality gate refused, with none before it. */
  public static RunFacts refused() {
    RunFacts full = published();
    return new RunFacts(
        run("20231130-2-cccccc", DATE, "REFUSED", Optional.of("[GATE_CLOSED] " + SCRIPT)),
        Optional.empty(),
        List.of(),
        full.deliveries().stream().map(TestFacts::alone).toList(),
        full.refused(),
        List.of(),
        full.flaws(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** A run that ended before it did anything. */
  public static RunFacts nothing() {
    return new RunFacts(
        run("r1", DATE, "FAILED", Optional.of("[SOMETHING] Mend it.")),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static RunFacts.Delivery alone(RunFacts.Delivery feed) {
    return new RunFacts.Delivery(
        feed.registry(),
        feed.titleZh(),
        feed.arrived(),
        Optional.empty(),
        feed.files(),
        feed.rowsIn(),
        feed.rowsLoaded(),
        feed.rowsQuarantined(),
        feed.rowsDuplicate(),
        feed.rowsErased(),
        Optional.empty(),
        List.of());
  }

  static RunFacts.Run run(String id, LocalDate date, String state, Optional<String> message) {
    return new RunFacts.Run(
        id,
        date,
        1,
        state,
        state.equals("COMPLETED"),
        Instant.parse("2023-12-01T00:00:00Z"),
        Optional.of(Instant.parse("2023-12-01T00:12:05Z")),
        "0.2",
        "abcdef0123456789abcdef",
        Optional.of(false),
        message);
  }

  private static RunFacts.Cases cases() {
    RunFacts.Flow high = new RunFacts.Flow(12, 10, 5, 1, 3, 1, 2, 4);
    RunFacts.Flow low = new RunFacts.Flow(400, 401, 0, 0, 1, 0, 0, 0);
    return new RunFacts.Cases(
        high.plus(low),
        List.of(
            new RunFacts.RuleCases("MIS-01", "HIGH", new Bilingual("漏享", "Missed"), high),
            new RunFacts.RuleCases("IDQ-15", "LOW", new Bilingual("电话无效", "Phone"), low)),
        List.of(
            new RunFacts.DivisionCases("", "", Map.of("LOW", 400L), low),
            new RunFacts.DivisionCases("529921100", "青岚县 下桥镇", Map.of("HIGH", 12L), high)),
        List.of(
            new RunFacts.SeverityCases("HIGH", new Bilingual("高", "High"), high),
            new RunFacts.SeverityCases("LOW", new Bilingual("低", "Low"), low)),
        IntStream.range(0, 12)
            .mapToObj(
                month ->
                    new RunFacts.OpenOn(
                        DATE.minusMonths(11L - month), Map.of("HIGH", 5L + month, "LOW", 400L)))
            .toList());
  }

  private static RunFacts.Rate rate(String code, double value, double lower, String verdict) {
    return new RunFacts.Rate(
        code,
        new Bilingual(code.equals("MISSED") ? "漏评率" : "错退率", code),
        new Bilingual("户", "Households"),
        "SAMPLE",
        new Bilingual("抽样核查", "Sample"),
        "529921",
        "青岚县",
        3,
        Optional.of(value),
        Optional.of(lower),
        Optional.of(2 * value - lower),
        code.equals("MISSED") ? 0.03 : 0.02,
        Optional.of(verdict),
        true,
        false);
  }

  private static List<RunFacts.Point> points(long... values) {
    LocalDate first = DATE.minusMonths(values.length - 1L);
    List<Long> all = LongStream.of(values).boxed().toList();
    return IntStream.range(0, all.size())
        .mapToObj(place -> new RunFacts.Point(first.plusMonths(place), all.get(place)))
        .toList();
  }
}
