-- Grain record: one row a registry row that mentions a person.
SELECT 'RECORD' AS subject_type,
       fn.pseudonym('record', concat_ws('|', mention.registry, mention.record_key, nullif(mention.place, 1))) AS subject_key,
       '' AS period,
       link.person_id,
       CAST(NULL AS STRING) AS household_id,
       mention.division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       mention.registry,
       mention.name AS name_text,
       mention.id_text,
       mention.id_kind,
       mention.id18,
       mention.id18 <=> mention.guardian_id18 AS id_of_guardian,
       mention.sex_code,
       mention.birth_date,
       class.dead,
       fact.active,
       fact.foreign_id,
       array(named_struct('record_id', mention.record_id, 'registry', mention.registry,
             'source_file', mention.source_file, 'source_row', mention.source_row, 'role', 'subject')) AS records
FROM (
  -- Two rows of one key with different content are two subjects.
  SELECT *, row_number() OVER (PARTITION BY registry, record_key ORDER BY source_file, source_sheet, source_row) AS place
  FROM mention
) AS mention
JOIN identity_link AS link ON link.record_id = mention.record_id -- one link a record
JOIN person_class AS class ON class.person_id = link.person_id -- one class a person
LEFT JOIN record_fact AS fact ON fact.record_id = mention.record_id -- at most one row a record
