package org.hedui.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.hedui.Fixtures;
import org.hedui.contract.Document;
import org.hedui.contract.WorkingDays;
import org.hedui.deliver.DocumentRows;
import org.hedui.deliver.Handover;
import org.hedui.deliver.Order;
import org.hedui.deliver.Password;
import org.hedui.lake.SparkSessions;
import org.hedui.stage.RunViews;

/** Letters of a large county, in a process of its own so that its memory can be bounded. */
final class LetterVolume {
  private static final String PAYMENTS =
      """
      SELECT concat('p', id) AS person_id,
             concat(substring('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨', 1 + id % 16, 1),
                    substring('晓明浩然子轩梓涵雨桐欣怡宇航思远佳慧', 1 + id % 18, 1),
                    substring('伟芳娜敏静丽强磊军洋勇艳杰娟涛超', 1 + (id DIV 7) % 16, 1)) AS name,
             concat('2529921', lpad(string(id DIV 1350), 3, '0')) AS school_code,
             concat('样例县第', id DIV 1350, '中心小学') AS school,
             concat('三年级 ', 1 + (id DIV 45) % 30, '班') AS class,
             concat('资助项目', aid) AS programme, DATE '2023-10-15' AS pay_date, CAST(100 * aid AS DECIMAL(18, 2)) AS amount,
             lpad(string(id % 10000), 4, '0') AS account_tail
      FROM range(LETTERS) AS pupil LATERAL VIEW explode(sequence(1, 3)) AS aid
      """;

  private static final String SCHOOLS =
      """
      SELECT concat('2529921', lpad(string(id), 3, '0')) AS school_code, concat('样例县第', id, '中心小学') AS school,
             '529921100' AS division_code, '529921-样例县' AS county_folder, '样例县' AS county, '东乡' AS town,
             '529921100-东乡' AS town_folder, concat('2529921', lpad(string(id), 3, '0'), '-中心小学') AS school_folder,
             CAST(NULL AS STRING) AS contact
      FROM range(1000)
      """;

  private LetterVolume() {}

  /** Writes as many letters as the first argument says into the folder of the second. */
  public static void main(String[] args) throws IOException {

    Path folder = Files.createDirectories(Path.of(args[1]));
    SparkSession spark = SparkSessions.open("letters", Map.of());
    RunViews views = new RunViews(Fixtures.context(folder.resolve("nowhere"))).withPublished();
    // Once opened by name a table is not opened again: what stands in its place stays.
    views.sql("SELECT 1 FROM term_payment JOIN school_line USING (school_code)").schema();
    spark.sql(PAYMENTS.replace("LETTERS", args[0])).createOrReplaceTempView("term_payment");
    spark.sql(SCHOOLS).createOrReplaceTempView("school_line");
    Document letter = Fixtures.schemas().documents().get("letter");
    Order order =
        new Order(
            List.of(letter),
            "5299",
            "volume",
            "王老师",
            LocalDateTime.of(2023, 12, 1, 8, 0),
            Optional.empty(),
            LocalDate.of(2023, 11, 30),
            "12345",
            false,
            Optional.of(new Password("a-long-password")),
            Optional.empty(),
            WorkingDays.of(Fixtures.schemas()));
    Instant start = Instant.now();
    Handover.Written written =
        new Handover(new DocumentRows(views), Fixtures.schemas(), order, folder).write();
    Duration took = Duration.between(start, Instant.now());
    System.out.printf(
        "%d letters in %d files in %d s; heap at most %d MB of %d MB%n",
        written.rows(),
        written.files(),
        took.toSeconds(),
        peak(),
        Runtime.getRuntime().maxMemory() >> 20);
    SparkSessions.stop();
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        >> 20;
  }
}
