-- Pupils who are on the province's list, or owed aid, and were not paid in the term, with the reason where a registry gives
-- one: one row a person.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.school_folder, concat(place.school_code, '-', place.school), '不在校') AS school_folder,
       coalesce(line.division_code, person.division_code) AS division_code,
       place.school, place.class, person.name, person.id18 AS id_no, person.birth_date,
       if(list.listed, '是', '否') AS listed,
       owed.programmes, coalesce(owed.amount, 0) AS owed,
       coalesce(reason.zh,
                if(list.unknown, '发放记录无法判断',
                   if(owed.amount > 0, '应享未享，待核实', if(place.school IS NULL, '不在校，待核实', '不符合本学期资助条件')))) AS reason,
       circumstance.zh AS circumstance,
       1 AS pupils,
       '' AS checked
FROM (
  SELECT person_id, max(list = 'ON_LIST') AS listed, max(outcome = 'UNKNOWN') AS unknown,
         min_by(reason, serial_no) AS reason, max(circumstance) AS circumstance
  FROM gold_target_result
  WHERE outcome <> 'AIDED'
  GROUP BY person_id
  UNION ALL
  -- Owed and not paid, and neither on the list nor beside it.
  SELECT gap.person_id, false, false, NULL, NULL
  FROM gold_subsidy_gap AS gap
  LEFT ANTI JOIN gold_target_result AS told ON told.person_id = gap.person_id -- removes rows only
  GROUP BY gap.person_id
  HAVING sum(entitled) > 0 AND sum(paid) = 0
) AS list
JOIN person ON person.person_id = list.person_id -- one person an id
LEFT JOIN class_place AS place ON place.person_id = list.person_id -- at most one row a person
LEFT JOIN school_line AS line ON line.school_code = place.school_code -- one row a school
LEFT JOIN (
  SELECT owed.person_id, array_join(array_sort(collect_set(programme.zh)), '、') AS programmes, sum(owed.amount) AS amount
  FROM entitlement AS owed
  LEFT JOIN codes_programme AS programme ON programme.code = owed.programme_code -- one row a code
  WHERE owed.confirmed AND owed.term = :term
  GROUP BY owed.person_id
) AS owed ON owed.person_id = list.person_id -- one row a person
LEFT JOIN codes_target_reason AS reason ON reason.code = list.reason -- one row a code
LEFT JOIN codes_dropout_circumstance AS circumstance ON circumstance.code = list.circumstance -- one row a code
WHERE owed.amount > 0 OR list.listed
