-- The form by which households are verified that may have been missed: one row an open case. What is found at the door is
-- written in by hand.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.town_folder, '乡镇不详') AS town_folder,
       coalesce(line.village_folder, '村不详') AS village_folder,
       missed.division_code, line.village,
       household.household_no, coalesce(family.head, person.name) AS head, family.persons, family.people,
       rule.title_zh AS found,
       array_join(transform(array_sort(map_entries(missed.evidence)),
                            fact -> concat(coalesce(label.words[fact.key], fact.key), '：', fact.value)), '；') AS why,
       missed.opened_on, missed.due_date, 1 AS households,
       '' AS answer, '' AS reason, '' AS checked_on, '' AS signature
FROM missed_household AS missed
JOIN gold_rule AS rule ON rule.code = missed.rule_code -- one row a rule
LEFT JOIN person ON person.person_id = missed.person_id -- one person an id
LEFT JOIN household ON household.household_id = missed.household_id -- one household an id
LEFT JOIN (
  SELECT member.household_id,
         coalesce(min(person.name) FILTER (WHERE member.relation_code = '02'),
                  min(person.name) FILTER (WHERE member.relation_code = '01')) AS head,
         CAST(count(*) AS INT) AS persons,
         array_join(array_sort(collect_set(concat_ws(' ', person.name, relation.zh))), '；') AS people
  FROM membership AS member
  JOIN person ON person.person_id = member.person_id -- one person an id
  LEFT JOIN codes_relation AS relation ON relation.code = member.relation_code -- one row a code
  GROUP BY member.household_id
) AS family ON family.household_id = missed.household_id -- at most one row a household
LEFT JOIN division_line AS line ON line.code = missed.division_code -- one row a division
CROSS JOIN (SELECT map_from_entries(collect_list(struct(code, zh))) AS words FROM codes_evidence) AS label -- one row
