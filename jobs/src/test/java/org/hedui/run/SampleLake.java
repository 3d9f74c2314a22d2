package org.hedui.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;

/**
 * A lake with 44 households of two to four persons in the poverty register on 2023-11-30: 30 in one
 * township, 11 in another, 3 whose division is unknown. Eight of the first are 一般农户; every other
 * household is out of poverty. In the household registration stand eight more households.
 */
final class SampleLake {
  private static final String RUN = "20231130-1-sample";

  private final Lake lake;
  private final Map<String, Long> versions = new TreeMap<>();

  private SampleLake(Lake lake) {
    this.lake = lake;
  }

  /** Makes the lake in a folder. */
  static Lake make(Path folder) {
    Lake lake = new Lake(SparkTest.session(), folder.toString(), Fixtures.schemas());
    new SampleLake(lake).make();
    return lake;
  }

  private void make() {
    write(
        "silver.poverty_register",
        """
        SELECT concat('v', h, '-', m) AS record_id, concat('v', h, '-', m) AS record_key, 'poverty.xlsx' AS source_file,
               CAST(10 * h + m AS INT) AS source_row, DATE '2023-11-30' AS delivery_date, array() AS issues,
               concat('户', h) AS household_no, if(m = 0, '张晓明', '张浩然') AS name, if(m = 0, '02', '20') AS relation,
               CASE WHEN h < 30 THEN concat('52992110000', h % 3) WHEN h < 41 THEN '529921101002' END AS village_code,
               CASE WHEN h < 8 THEN 'ORDINARY' WHEN h % 3 = 0 THEN 'MONITORED' ELSE 'EXITED' END AS household_type,
               if(h % 2 = 0, 'EXITED', 'UNEXITED') AS poverty_status, if(h % 3 = 0, 'MARGINAL', '') AS monitor_class,
               '529921199003070012' AS id_no
        FROM range(44) AS t(h) LATERAL VIEW explode(sequence(0, 1 + CAST(h % 3 AS INT))) AS m
        """);
    // 0 to 3 live as they should, of 4 one stands in the poverty register, 5 is urban, 6 has moved,
    // 7 is unreadable.
    write(
        "silver.household_registration",
        """
        SELECT concat('k', h) AS record_id, concat('k', h) AS record_key, 'hukou.csv' AS source_file,
               CAST(h AS INT) AS source_row, DATE '2023-11-30' AS delivery_date, array() AS issues,
               concat('K', h) AS hukou_no, '李小龙' AS name, '02' AS relation, '529921100001' AS village_code,
               CASE WHEN h = 5 THEN 'URBAN' WHEN h < 7 THEN 'RURAL' END AS hukou_kind,
               CASE WHEN h = 6 THEN DATE '2020-01-01' END AS moved_out_date, h <> 6 AS moved_out_date_blank
        FROM range(8) AS t(h)
        """);
    write(
        "silver.household",
        """
        SELECT md5(household_no) AS household_id, 'POVERTY' AS kind, household_no, min(village_code) AS division_code,
               min(household_type) AS household_type, min(poverty_status) AS poverty_status,
               min(monitor_class) AS monitor_class, CAST(count(*) AS INT) AS member_count,
               min(record_id) AS first_record_id
        FROM poverty_register GROUP BY household_no
        UNION ALL
        SELECT md5(hukou_no), 'HUKOU', hukou_no, village_code, NULL, NULL, NULL, 1, record_id
        FROM household_registration
        """);
    write(
        "silver.membership",
        """
        SELECT md5(household_no) AS household_id, record_id AS person_id, record_id, 'poverty_register' AS source,
               CAST(NULL AS DATE) AS to_date
        FROM poverty_register
        UNION ALL
        SELECT md5(hukou_no), if(hukou_no = 'K4', 'v1-0', record_id), record_id, 'household_registration', moved_out_date
        FROM household_registration
        """);
    write(
        "silver.division",
        """
        SELECT concat('x', code) AS record_id, code AS record_key, 'division.csv' AS source_file, 1 AS source_row,
               DATE '2023-11-30' AS delivery_date, array() AS issues, code, name, parent_code
        FROM VALUES ('520000', '样例省', NULL), ('529900', '样例市', '520000'), ('529921', '样例县', '529900'),
                    ('529921100', '东乡', '529921'), ('529921101', '西乡', '529921'), ('529921100001', '一村', '529921100')
          AS d(code, name, parent_code)
        """);
    lake.replaceWhere(
        lake.definition(TableName.of("ops.feed")),
        filled(
            lake.definition(TableName.of("ops.feed")).schema(),
            """
            SELECT '%s' AS run_id, 'poverty.xlsx' AS source_file, DATE '2023-11-30' AS business_date,
                   'poverty_register' AS registry, 'LOADED' AS state, 1L AS rows_in, 1L AS rows_loaded,
                   0L AS rows_quarantined, 0L AS rows_duplicate, array() AS unknown_columns, array() AS missing_columns
            """
                .formatted(RUN)),
        "run_id = '" + RUN + "'");
    audit();
    lake.publish(RUN, Fixtures.DATE, versions);
  }

  /** An entry of a version of the program that knew of exports only. */
  private void audit() {
    TableName audit = TableName.of("ops.audit");
    lake.append(
        audit,
        filled(
            lake.definition(audit).schema(),
            """
            SELECT 'a' AS audit_id, 'export cases' AS command, '王老师' AS who, 'x' AS account, '核查办理' AS purpose,
                   DATE '2023-11-30' AS business_date, 'cases.xlsx' AS file_name, 'f' AS file_hash, 1L AS row_count,
                   '' AS detail, TIMESTAMP '2023-11-30 12:00:00' AS happened_at
            """));
    lake.spark()
        .sql(
            "ALTER TABLE delta.`%s` ADD CONSTRAINT old CHECK (command IN ('export cases'))"
                .formatted(lake.path(audit)));
  }

  private void write(String table, String sql) {
    TableName name = TableName.of(table);
    Dataset<Row> rows = filled(lake.slice(name, Fixtures.DATE).schema(), sql);
    lake.replace(name, rows, Fixtures.DATE);
    rows.createOrReplaceTempView(name.table());
    versions.put(table, lake.version(name));
  }

  /** The columns of a table; what {@code sql} does not select is NULL. */
  private Dataset<Row> filled(StructType schema, String sql) {
    Dataset<Row> rows = lake.spark().sql(sql);
    Column[] columns =
        Arrays.stream(schema.fields())
            .map(
                field ->
                    (Arrays.asList(rows.columns()).contains(field.name())
                            ? col(field.name())
                            : lit(null))
                        .cast(field.dataType())
                        .as(field.name()))
            .toArray(Column[]::new);
    return rows.select(columns);
  }
}
