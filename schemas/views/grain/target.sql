-- Grain target: one row a row of the target list of the business date's school year.
SELECT 'RECORD' AS subject_type,
       fn.pseudonym('record', concat_ws('|', 'aid_target_list', target.record_key, nullif(target.place, 1))) AS subject_key,
       CAST(target.year AS STRING) AS period,
       link.person_id,
       CAST(NULL AS STRING) AS household_id,
       person.division_code,
       CAST(NULL AS STRING) AS programme_code,
       :term AS term,
       target.stage,
       class.enrolled,
       array_contains(schooling.names, target.name_norm) AS same_name,
       CASE WHEN size(schooling.numbers) > 0 THEN array_contains(schooling.numbers, target.id_no_18) END AS same_number,
       array_contains(schooling.school_names, replace(target.school_name, ' ', '')) AS same_school,
       coalesce(paid.paid_rows, 0) AS paid_rows,
       coalesce(paid.unknown_rows, 0) AS unknown_rows,
       concat(
         array(named_struct('record_id', target.record_id, 'registry', 'aid_target_list',
               'source_file', target.source_file, 'source_row', target.source_row, 'role', 'subject')),
         coalesce(schooling.records, array())) AS records
FROM (
  -- Two rows of one key with different content are two subjects.
  SELECT *, row_number() OVER (PARTITION BY record_key ORDER BY source_file, source_sheet, source_row) AS place
  FROM aid_target_list
  WHERE year = year(:school_year_start)
) AS target
JOIN identity_link AS link ON link.record_id = target.record_id -- one link a record
JOIN person_class AS class ON class.person_id = link.person_id -- one class a person
JOIN person ON person.person_id = link.person_id -- one person an id
LEFT JOIN schooling ON schooling.person_id = link.person_id -- at most one row a person
LEFT JOIN (
  SELECT person_id, sum(paid_rows) AS paid_rows, sum(unknown_rows) AS unknown_rows
  FROM paid WHERE term = :term GROUP BY person_id
) AS paid ON paid.person_id = link.person_id -- one sum a person
