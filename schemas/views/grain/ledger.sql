-- Grain ledger: one row a row of the dropout ledger.
SELECT 'RECORD' AS subject_type,
       fn.pseudonym('record', concat_ws('|', 'dropout_ledger', excuse.record_key, nullif(excuse.place, 1))) AS subject_key,
       '' AS period,
       link.person_id,
       CAST(NULL AS STRING) AS household_id,
       excuse.village_code AS division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       excuse.circumstance,
       excuse.evidence_no IS NOT NULL AS documented,
       excuse.valid_to,
       array(named_struct('record_id', excuse.record_id, 'registry', 'dropout_ledger',
             'source_file', excuse.source_file, 'source_row', excuse.source_row, 'role', 'subject')) AS records
FROM (
  -- Two rows of one key with different content are two subjects.
  SELECT *, row_number() OVER (PARTITION BY record_key ORDER BY source_file, source_sheet, source_row) AS place
  FROM dropout_ledger
) AS excuse
JOIN identity_link AS link ON link.record_id = excuse.record_id -- one link a record
