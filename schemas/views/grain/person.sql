-- Grain person: one row a person of the poverty register.
SELECT 'PERSON' AS subject_type,
       link.person_id AS subject_key,
       '' AS period,
       link.person_id,
       CAST(NULL AS STRING) AS household_id,
       min(member.village_code) AS division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       size(collect_set(member.household_no) FILTER (WHERE member.registered)) AS households,
       count_if(member.household_no IS NULL OR member.registered IS NULL) AS unknown_rows,
       sort_array(collect_list(named_struct('record_id', member.record_id, 'registry', 'poverty_register',
                  'source_file', member.source_file, 'source_row', member.source_row, 'role', 'subject'))
                  FILTER (WHERE member.registered)) AS records
FROM (SELECT *, household_type IN ('EXITED', 'MONITORED') AS registered FROM poverty_register) AS member
JOIN identity_link AS link ON link.record_id = member.record_id -- one link a record
GROUP BY link.person_id
