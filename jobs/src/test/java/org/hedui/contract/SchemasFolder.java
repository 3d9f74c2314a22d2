package org.hedui.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small schemas folder without faults, and the ways a test spoils it. */
final class SchemasFolder {
  static final String REGISTRY =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: urn:hedui:contract:roll
      name: roll
      version: 1.0.0
      status: active
      domain: EDU
      description:
        purpose: One row a pupil.
      customProperties:
        - {property: titleZh, value: 名册}
        - {property: purposeZh, value: 每生一行。}
        - {property: kind, value: registry}
        - {property: load, value: snapshot}
        - {property: earlier, value: 2}
        - {property: footers, value: [合计]}
        - {property: gate, value: block}
        - {property: trust, value: 40}
      schema:
        - name: roll
          logicalType: object
          physicalType: table
          businessName: 名册
          properties:
            - name: pupil_no
              businessName: 学籍号
              logicalType: string
              primaryKey: true
              primaryKeyPosition: 1
              classification: personal
              description: Number of the pupil.
              customProperties:
                - {property: descriptionZh, value: 学籍号。}
                - {property: header, value: required}
                - {property: mention, value: studentNumber}
                - {property: trust, value: 20}
              quality:
                - {id: roll.pupil_no.complete, metric: nullValues, unit: percent, mustBeLessOrEqualTo: 5, severity: error, dimension: completeness, description: Few blanks.}
            - name: sex
              businessName: 性别
              logicalType: string
              classification: personal
              description: Sex of the pupil.
              customProperties:
                - {property: descriptionZh, value: 性别。}
                - {property: aliases, value: [男女]}
                - {property: semantic, value: code}
                - {property: codes, value: sex}
            - name: fee
              businessName: 金额
              logicalType: number
              classification: internal
              description: Fee.
              customProperties:
                - {property: descriptionZh, value: 金额。}
                - {property: semantic, value: amount}
                - {property: unit, value: yuan}
                - {property: unitColumn, value: sex}
                - {property: blank, value: none}
                - {property: fillDown, value: true}
          quality:
            - {id: roll.key, metric: duplicateValues, arguments: {properties: [pupil_no]}, unit: percent, mustBe: 0, severity: warning, dimension: uniqueness, description: One row a pupil.}
            - {id: roll.rows, metric: rowCount, mustBeGreaterThan: 0, severity: error, dimension: completeness, description: Not empty.}
            - {id: roll.fee, type: custom, engine: deequ, implementation: fee >= 0, unit: percent, mustBeLessThan: 1, severity: warning, dimension: consistency, description: No negative fee.}
            - {id: roll.change, type: custom, engine: deequ-anomaly, implementation: "RelativeRateOfChange(0.9, 1.1)", severity: warning, dimension: coverage, description: Steady.}
      """;

  static final String TABLE =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: urn:hedui:contract:gold.pupil
      name: gold.pupil
      version: 1.0.0
      status: active
      domain: EDU
      description:
        purpose: One row a pupil.
      customProperties:
        - {property: titleZh, value: 学生}
        - {property: purposeZh, value: 每生一行。}
        - {property: kind, value: table}
        - {property: layer, value: gold}
        - {property: constraints, value: [fee > 0]}
        - {property: clusterBy, value: [fee]}
      schema:
        - name: pupil
          logicalType: object
          physicalType: table
          businessName: 学生
          properties:
            - name: fee
              businessName: 金额
              logicalType: number
              physicalType: decimal(18,2)
              required: true
              primaryKey: true
              primaryKeyPosition: 1
              classification: internal
              description: Fee.
              customProperties:
                - {property: descriptionZh, value: 金额。}
      """;

  static final String RULE =
      """
      code: IDQ-03
      version: 1
      since: 2023-01-01
      title: {zh: 身份证号校验位错误, en: ID check digit wrong}
      severity: HIGH
      owner: EDU+POV
      grain: record
      unit: record
      applies_to: registry = 'roll' AND note <> ':free'
      predicate: length(id) < :min_length AND day::date <= :business_date
      parameters: {min_length: 2}
      evidence: {id_masked: fn.mask_id(id)}
      exemptions: [MOVED]
      guidance: {zh: 更正, en: Correct it.}
      """;

  static final String POLICY =
      """
      locality: "5299"
      name: {zh: 样例市, en: Sample city}
      source: 办法
      confirmed: true
      poverty_lines: {2022: 6500, 2023: 7300.50}
      programmes:
        - code: SEN_GRANT
          policy_id: 5299-SEN_GRANT-2022
          basis: P11
          title: {zh: 普高助学金, en: Senior-high grant}
          from_term: 2022-1
          to_term: 2030-1
          eligible: stage = 'SEN'
          standards:
            - {when: "class = 'FPKF'", yuan: 2000, reason: {zh: 在册, en: Registered}}
            - {yuan: 1500, reason: {zh: 困难, en: Hardship}}
          period: year
          exclusive_group: living
          shares: {province: 60, city: 8, county: 32}
          confirmed: true
      """;

  private final Path directory;

  /** Writes the folder into {@code directory}. */
  SchemasFolder(Path directory) {
    this.directory = directory;
    write("contracts/roll.odcs.yaml", REGISTRY);
    write("contracts/gold.pupil.odcs.yaml", TABLE);
    write("rules/IDQ-03.yaml", RULE);
    write("policies/5299.yaml", POLICY);
    write("views/grain/record.sql", "SELECT 1 AS id\n");
    write(
        "codes/sex.csv", "code,zh,en,aliases,source,note\n1,男,Male,男性|男 生,GB,x\n2,女,Female,,GB,\n");
    write(
        "codes/department.csv",
        "code,zh,en,aliases,source\nEDU,教育,Education,,H\nPOV,扶贫,Poverty,,H\n");
    write("codes/programme.csv", "code,zh,en,aliases,source\nSEN_GRANT,助学金,Grant,,H\n");
  }

  /** The folder. */
  Path directory() {
    return directory;
  }

  /** Writes a file. */
  SchemasFolder write(String path, String text) {
    return write(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Writes a file of any bytes. */
  SchemasFolder write(String path, byte[] bytes) {
    try {
      Path file = directory.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the first {@code from} of a file, which must be there, by {@code to}. */
  SchemasFolder replace(String path, String from, String to) {
    try {
      String text = Files.readString(directory.resolve(path));
      int start = text.indexOf(from);
      if (start < 0) {
        throw new IllegalArgumentException("Nothing to spoil: " + from);
      }
      return write(path, text.substring(0, start) + to + text.substring(start + from.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line, from 1, on which {@code part} first stands in a file. */
  int line(String path, String part) {
    try {
      List<String> lines = Files.readAllLines(directory.resolve(path));
      for (int line = 1; line <= lines.size(); line++) {
        if (lines.get(line - 1).contains(part)) {
          return line;
        }
      }
      throw new IllegalArgumentException("No line holds " + part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
