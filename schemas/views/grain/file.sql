-- Grain file: one row a file of this run, and one row a record with damaged text (level = row). The rows of all
-- registries are read once.
SELECT level, subject_type, subject_key, period,
       CAST(NULL AS STRING) AS person_id, CAST(NULL AS STRING) AS household_id, CAST(NULL AS STRING) AS division_code,
       CAST(NULL AS STRING) AS programme_code, CAST(NULL AS STRING) AS term,
       registry, state, reason, detail, missing_columns,
       CASE level WHEN 'file' THEN count_if(level = 'row') OVER (PARTITION BY source_file) ELSE 1 END AS damaged_rows,
       damaged_columns,
       array(named_struct('record_id', record_id, 'registry', registry,
             'source_file', source_file, 'source_row', source_row, 'role', 'subject')) AS records
FROM (
  SELECT 'file' AS level, 'FILE' AS subject_type, concat_ws('|', registry, source_file) AS subject_key,
         coalesce(CAST(delivery_date AS STRING), '') AS period,
         registry, state, reason, detail, missing_columns, CAST(NULL AS STRING) AS damaged_columns,
         md5(concat_ws('|', 'file', registry, source_file)) AS record_id,
         source_file, CAST(NULL AS INT) AS source_row
  FROM feed
  WHERE NOT coalesce(earlier, false) -- earlier deliveries were judged in their time
  UNION ALL
  SELECT 'row', 'RECORD', fn.pseudonym('record', concat_ws('|', registry, record_key, source_file, source_row)),
         CAST(delivery_date AS STRING),
         registry, 'LOADED', NULL, NULL, NULL, array_join(filter(issues, issue -> issue LIKE 'DAMAGED:%'), ' '),
         record_id, source_file, source_row
  FROM any_record
  WHERE exists(issues, issue -> issue LIKE 'DAMAGED:%')
)
