package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A small schemas folder: contracts of the tables that a test writes. */
final class TestSchemas {
  private static final Map<String, String> TABLES =
      Map.of(
          "ops.audit",
          "audit_id string!, happened_at timestamp!, command string!, who string!, account string!,"
              + " purpose string, business_date date, file_name string, file_hash string, row_count"
              + " bigint!, detail string!, sequence bigint, previous_hash string, entry_hash string,"
              + " seal string, key_fingerprint string",
          "ops.run",
          "run_id string!, business_date date!, attempt int!, state string!, started_at timestamp!,"
              + " ended_at timestamp, code_version string!, schemas_hash string!, model string, use_unconfirmed boolean,"
              + " message string",
          "ops.feed",
          "run_id string!, registry string!, state string!, rows_in bigint!, rows_loaded bigint!,"
              + " rows_quarantined bigint!, rows_duplicate bigint!,"
              + " earlier boolean",
          "ops.quality_result",
          "run_id string!, quality_id string!, severity string!, state string!, value double,"
              + " threshold string",
          "ops.publication",
          "run_id string!, business_date date!, published_at timestamp!, versions"
              + " map<string,bigint>!",
          "silver.person",
          "person_id string!, name string, business_date date!",
          "silver.household",
          "household_id string!, business_date date!",
          "gold.person",
          "person_id string!, sex_code string, business_date date!",
          "gold.exception_case",
          "exception_id string!, rule_code string!, severity string!, state string!, business_date"
              + " date!");

  private TestSchemas() {}

  /** Writes the folder below {@code folder} and gives it back. */
  static Path write(Path folder) throws IOException {
    Path schemas = folder.resolve("schemas");
    Path contracts = Files.createDirectories(schemas.resolve("contracts"));
    for (String part : new String[] {"codes", "rules", "policies", "views"}) {
      Files.createDirectories(schemas.resolve(part));
    }
    Files.writeString(
        schemas.resolve("codes").resolve("department.csv"),
        "code,zh,en,aliases,source\nSYS,系统,System,,\n");
    for (Map.Entry<String, String> table : TABLES.entrySet()) {
      Files.writeString(
          contracts.resolve(table.getKey() + ".odcs.yaml"),
          contract(table.getKey(), table.getValue()));
    }
    return schemas;
  }

  private static String contract(String table, String columns) {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: urn:hedui:contract:%1$s
            name: %1$s
            version: 1.0.0
            status: active
            domain: SYS
            description:
              purpose: A table of the tests.
            customProperties:
              - {property: titleZh, value: 测试}
              - {property: purposeZh, value: 测试用表。}
              - {property: kind, value: table}
            schema:
              - name: %2$s
                logicalType: object
                physicalType: table
                businessName: 测试
                properties:
            """
                .formatted(table, table.substring(table.indexOf('.') + 1)));
    String key = ", primaryKey: true, primaryKeyPosition: 1";
    for (String column : columns.split(", ", -1)) {
      String name = column.substring(0, column.indexOf(' '));
      String type = column.substring(column.indexOf(' ') + 1).replace("!", "");
      yaml.append(
          ("      - {name: %s, businessName: 列%s, logicalType: %s, physicalType: '%s', required: %s,"
                  + " classification: internal, description: A column., customProperties:"
                  + " [{property: descriptionZh, value: 一列。}]%s}\n")
              .formatted(name, name, logical(type), type, column.endsWith("!"), key));
      key = "";
    }
    return yaml.toString();
  }

  private static String logical(String type) {
    return switch (type) {
      case "date", "string", "timestamp" -> type;
      case "int", "bigint" -> "integer";
      case "double" -> "number";
      default -> "object";
    };
  }
}
