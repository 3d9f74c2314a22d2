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
       member.relation,
       member.golden_birth,
       member.golden_sex,
       CASE WHEN member.heads = 1 THEN member.head_birth END AS head_birth,
       CASE WHEN member.heads = 1 THEN member.head_sex END AS head_sex,
       member.health,
       member.labour,
       member.dead,
       CASE WHEN member.disabled OR array_contains((SELECT registries FROM delivered), 'disability_certificate')
            THEN member.disabled END AS disabled,
       coalesce(word.severe_limb, false) AS severe_limb,
       coalesce(word.away, false) AS away,
       -- Without a record of visits nobody knows who was visited.
       array_contains((SELECT registries FROM delivered), 'home_visit') AS visits_known,
       word.last_visit,
       resident.village_code AS hukou_village,
       concat(
         array(named_struct('record_id', member.record_id, 'registry', 'poverty_register',
               'source_file', member.source_file, 'source_row', member.source_row, 'role', 'subject')),
         coalesce(schooling.records, array())) AS records
FROM (
  -- Two rows of one key with different content are two subjects.
  SELECT *, row_number() OVER (PARTITION BY record_key ORDER BY source_file, source_sheet, source_row) AS place,
         count_if(relation = '02') OVER (PARTITION BY household_no) AS heads,
         max(CASE WHEN relation = '02' THEN golden_birth END) OVER (PARTITION BY household_no) AS head_birth,
         max(CASE WHEN relation = '02' THEN golden_sex END) OVER (PARTITION BY household_no) AS head_sex
  FROM poverty_member
) AS member
LEFT JOIN schooling ON schooling.person_id = member.person_id -- at most one row a person
LEFT JOIN person_word AS word ON word.person_id = member.person_id -- at most one row a person
LEFT JOIN resident ON resident.person_id = member.person_id -- at most one row a person
