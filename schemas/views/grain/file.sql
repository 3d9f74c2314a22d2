-- Grain file: one row a file of this run, and one row a record with damaged text (level = row).
SELECT 'file' AS level, 'FILE' AS subject_type, concat_ws('|', registry, source_file) AS subject_key,
       coalesce(CAST(feed.delivery_date AS STRING), '') AS period,
       CAST(NULL AS STRING) AS person_id, CAST(NULL AS STRING) AS household_id, CAST(NULL AS STRING) AS division_code,
       CAST(NULL AS STRING) AS programme_code, CAST(NULL AS STRING) AS term,
       feed.registry, feed.state, feed.reason, feed.detail, feed.missing_columns,
       coalesce(damage.damaged_rows, 0) AS damaged_rows, CAST(NULL AS STRING) AS damaged_columns,
       array(named_struct('record_id', md5(concat_ws('|', 'file', registry, source_file)), 'registry', registry,
             'source_file', source_file, 'source_row', CAST(NULL AS INT), 'role', 'subject')) AS records
FROM (SELECT * FROM feed WHERE NOT coalesce(earlier, false)) AS feed -- earlier deliveries were judged in their time
LEFT JOIN (
  SELECT source_file, count(*) AS damaged_rows FROM any_record
  WHERE exists(issues, issue -> issue LIKE 'DAMAGED:%') GROUP BY source_file
) AS damage USING (source_file) -- one count a file
UNION ALL
SELECT 'row', 'RECORD', fn.pseudonym('record', concat_ws('|', registry, record_key, source_file, source_row)),
       CAST(delivery_date AS STRING), NULL, NULL, NULL, NULL, NULL,
       registry, 'LOADED', NULL, NULL, NULL, 1,
       array_join(filter(issues, issue -> issue LIKE 'DAMAGED:%'), ' '),
       array(named_struct('record_id', record_id, 'registry', registry,
             'source_file', source_file, 'source_row', source_row, 'role', 'subject'))
FROM any_record
WHERE exists(issues, issue -> issue LIKE 'DAMAGED:%')
