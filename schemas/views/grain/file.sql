-- Grain file: one row a file of this run, and one row a record with damaged text or a value that its code list does not
-- know (level = row). The rows of all registries are read once. misdated: rows of the file have no as-of date, or one
-- before that of the delivery before. resent_from: the delivery that held this file of a snapshot, byte for byte, though
-- the one in between does not.
SELECT level, subject_type, subject_key, period,
       CAST(NULL AS STRING) AS person_id, CAST(NULL AS STRING) AS household_id, CAST(NULL AS STRING) AS division_code,
       CAST(NULL AS STRING) AS programme_code, CAST(NULL AS STRING) AS term,
       registry, state, reason, detail, missing_columns,
       CASE level WHEN 'file' THEN count_if(damaged_columns <> '') OVER (PARTITION BY source_file)
                  ELSE CAST(damaged_columns <> '' AS INT) END AS damaged_rows,
       damaged_columns,
       unknown_codes,
       misdated,
       resent_from,
       array(named_struct('record_id', record_id, 'registry', registry,
             'source_file', source_file, 'source_row', source_row, 'role', 'subject')) AS records
FROM (
  SELECT 'file' AS level, 'FILE' AS subject_type, concat_ws('|', registry, source_file) AS subject_key,
         coalesce(CAST(delivery_date AS STRING), '') AS period,
         registry, state, reason, detail, missing_columns, CAST(NULL AS STRING) AS damaged_columns, CAST(NULL AS STRING) AS unknown_codes,
         misdated,
         resent_from,
         md5(concat_ws('|', 'file', registry, source_file)) AS record_id,
         source_file, CAST(NULL AS INT) AS source_row
  FROM feed
  LEFT JOIN (
    SELECT source_file AS dated_file, max(undated OR coalesce(as_of_date < date_before, false)) AS misdated
    FROM (
      SELECT source_file, max(as_of_date) AS as_of_date, count_if(as_of_date IS NULL) > 0 AS undated,
             lag(max(as_of_date)) OVER (PARTITION BY county_code ORDER BY delivery_date, source_file) AS date_before
      FROM aid_budget
      GROUP BY source_file, county_code, delivery_date
    )
    GROUP BY source_file
  ) AS dated ON dated.dated_file = source_file -- at most one row a file
  LEFT JOIN (
    SELECT newest.source_file AS resent_file, max(older.delivery_date) AS resent_from
    FROM feed AS newest
    JOIN (
      SELECT registry, sha256, delivery_date, max(delivery_date) OVER (PARTITION BY registry) AS before_date
      FROM feed WHERE earlier AND state = 'LOADED'
    ) AS older ON older.registry = newest.registry AND older.sha256 = newest.sha256 -- some files a content
    WHERE NOT newest.earlier AND newest.state = 'LOADED' AND newest.rows_in > 0
    GROUP BY newest.source_file
    HAVING max(older.delivery_date) < max(older.before_date)
  ) AS resent ON resent.resent_file = feed.source_file -- at most one row a file
  WHERE NOT coalesce(earlier, false) -- earlier deliveries were judged in their time
  UNION ALL
  SELECT 'row', 'RECORD', fn.pseudonym('record', concat_ws('|', registry, record_key, source_file, source_row)),
         CAST(delivery_date AS STRING),
         registry, 'LOADED', NULL, NULL, NULL, array_join(filter(issues, issue -> issue LIKE 'DAMAGED:%'), ' '),
         -- A damaged code is damaged, not unknown.
         array_join(filter(issues, issue -> issue LIKE 'CODE_UNKNOWN:%'
           AND NOT array_contains(issues, replace(issue, 'CODE_UNKNOWN:', 'DAMAGED:'))), ' '),
         NULL,
         NULL,
         record_id, source_file, source_row
  FROM any_record
  WHERE exists(issues, issue -> issue LIKE 'DAMAGED:%' OR issue LIKE 'CODE_UNKNOWN:%')
)
