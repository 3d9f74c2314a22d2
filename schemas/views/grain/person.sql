-- Grain person: one row a person that a registry mentions. households are those of the poverty register that list it.
SELECT 'PERSON' AS subject_type,
       link.person_id AS subject_key,
       '' AS period,
       link.person_id,
       CAST(NULL AS STRING) AS household_id,
       coalesce(min(member.village_code), min(mention.division_code)) AS division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       count(member.record_id) AS poverty_rows,
       size(collect_set(member.household_no) FILTER (WHERE member.registered)) AS households,
       count_if(member.record_id IS NOT NULL AND (member.household_no IS NULL OR member.registered IS NULL)) AS unknown_rows,
       size(collect_set(mention.id18) FILTER (WHERE mention.id18_own)) AS numbers,
       sort_array(collect_list(named_struct('record_id', member.record_id, 'registry', 'poverty_register',
                  'source_file', member.source_file, 'source_row', member.source_row, 'role', 'subject'))
                  FILTER (WHERE member.registered)) AS records,
       -- Two rows with different numbers prove it; a person may have hundreds.
       array(min_by(mention.record, mention.id18) FILTER (WHERE mention.id18_own),
             max_by(mention.record, mention.id18) FILTER (WHERE mention.id18_own)) AS number_records
FROM (
  SELECT record_id, division_code, id18, id18_own,
         named_struct('record_id', record_id, 'registry', registry,
                      'source_file', source_file, 'source_row', source_row, 'role', 'subject') AS record
  FROM mention
) AS mention
JOIN identity_link AS link ON link.record_id = mention.record_id -- one link a record
LEFT JOIN (
  SELECT *, household_type IN ('EXITED', 'MONITORED') AS registered FROM poverty_register
) AS member ON member.record_id = mention.record_id -- the row itself, if it is of the poverty register
GROUP BY link.person_id
