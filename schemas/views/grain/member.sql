-- Grain member: one row a row of the poverty register.
SELECT 'RECORD' AS subject_type,
       fn.pseudonym('record', concat_ws('|', 'poverty_register', member.record_key, nullif(member.place, 1))) AS subject_key,
       '' AS period,
       member.person_id,
       substring(fn.pseudonym('household', concat('POVERTY|', member.household_no)), 1, 32) AS household_id,
       member.village_code AS division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       member.household_type,
       member.school_age,
       member.enrolled,
       member.out_of_school,
       -- 在校生状况 without the grade is named as the stages of the school register are.
       regexp_replace(member.school_status, '[0-9]', '') AS stated_stage,
       schooling.stages,
       concat(
         array(named_struct('record_id', member.record_id, 'registry', 'poverty_register',
               'source_file', member.source_file, 'source_row', member.source_row, 'role', 'subject')),
         coalesce(schooling.records, array())) AS records
FROM (
  -- Two rows of one key with different content are two subjects.
  SELECT *, row_number() OVER (PARTITION BY record_key ORDER BY source_file, source_sheet, source_row) AS place
  FROM poverty_member
) AS member
LEFT JOIN schooling ON schooling.person_id = member.person_id -- at most one row a person
