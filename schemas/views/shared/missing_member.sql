-- Rule MIS-10: who lives in the hukou household that is a poverty household's own, and is in no poverty household:
-- one row a poverty household that one hukou household matches and no other. The dead and who moved away do not count.
WITH poor AS (
  SELECT DISTINCT membership.person_id
  FROM membership
  JOIN household USING (household_id) -- one household an id
  WHERE household.kind = 'POVERTY'
)
SELECT family.household_id_a AS household_id,
       count_if(missing) AS missing_members,
       sort_array(collect_list(named_struct('record_id', record_id, 'registry', 'household_registration',
                  'source_file', source_file, 'source_row', source_row, 'role', 'evidence'))
                  FILTER (WHERE missing)) AS records
FROM household_match AS family
JOIN (
  SELECT membership.household_id, hukou.record_id, hukou.source_file, hukou.source_row,
         poor.person_id IS NULL AND NOT class.dead AS missing
  FROM membership
  JOIN household_registration AS hukou ON hukou.record_id = membership.record_id -- the row that says so
  JOIN person_class AS class ON class.person_id = membership.person_id -- one class a person
  LEFT JOIN poor ON poor.person_id = membership.person_id -- each person once
  WHERE (membership.from_date IS NULL OR membership.from_date <= :business_date)
    AND (membership.to_date IS NULL OR membership.to_date >= :business_date)
) AS resident ON resident.household_id = family.household_id_b -- the members of one household
WHERE family.kind_a = 'POVERTY' AND family.kind_b = 'HUKOU' AND family.best AND family.conflict = 'NONE'
GROUP BY family.household_id_a
