-- Grain household: one row a household number of the poverty register; its subject record is its first row.
SELECT 'HOUSEHOLD' AS subject_type,
       household.household_id AS subject_key,
       '' AS period,
       CAST(NULL AS STRING) AS person_id,
       household.household_id,
       household.division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       household.household_type,
       household.declared_size,
       household.member_count,
       member.heads,
       member.unknown_relations,
       concat(
         array(named_struct('record_id', first.record_id, 'registry', 'poverty_register',
               'source_file', first.source_file, 'source_row', first.source_row, 'role', 'subject')),
         filter(member.rows, row -> row.record_id <> first.record_id)) AS records
FROM household
JOIN poverty_register AS first ON first.record_id = household.first_record_id -- one first row a household
JOIN (
  SELECT household_no,
         count_if(relation = '02') AS heads,
         count_if(relation IS NULL) AS unknown_relations,
         sort_array(collect_list(named_struct('record_id', record_id, 'registry', 'poverty_register',
                    'source_file', source_file, 'source_row', source_row, 'role', 'evidence'))) AS rows
  FROM poverty_register
  GROUP BY household_no
) AS member ON member.household_no = household.household_no -- one count a household
WHERE household.kind = 'POVERTY'
