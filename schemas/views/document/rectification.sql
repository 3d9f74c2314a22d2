-- The ledger of what has to be put right: one row a case that is not yet settled, or was put right or closed. case_no is
-- the beginning of its id, in groups, lest twelve digits look like a telephone number.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       cases.division_code, coalesce(line.town, '县本级') AS town, concat_ws(' ', line.town, line.village) AS place,
       concat_ws('-', substring(cases.exception_id, 1, 4), substring(cases.exception_id, 5, 4), substring(cases.exception_id, 9, 4)) AS case_no,
       rule.title_zh AS title, severity.zh AS severity,
       coalesce(person.name, concat('户 ', household.household_no)) AS subject, person.id18 AS id_no, person.birth_date,
       programme.zh AS programme,
       coalesce(department.zh, cases.owner) AS owner, cases.assigned_to, state.zh AS state, verdict.zh AS verdict,
       cases.opened_on, cases.due_date, if(cases.overdue, '逾期', NULL) AS overdue,
       rule.guidance AS guidance, 1 AS cases
FROM gold_exception_case AS cases
JOIN gold_rule AS rule ON rule.code = cases.rule_code -- one row a rule
LEFT JOIN person ON person.person_id = cases.person_id -- one person an id
LEFT JOIN household ON household.household_id = cases.household_id AND cases.person_id IS NULL -- one household an id
LEFT JOIN division_line AS line ON line.code = cases.division_code -- one row a division
LEFT JOIN codes_severity AS severity ON severity.code = cases.severity -- one row a code
LEFT JOIN codes_programme AS programme ON programme.code = cases.programme_code -- one row a code
LEFT JOIN (
  SELECT owner, array_join(collect_list(department.zh), '、') AS zh
  FROM (SELECT owner, explode(split(owner, '[+]')) AS code FROM (SELECT DISTINCT owner FROM gold_exception_case))
  JOIN codes_department AS department USING (code) -- one row a code
  GROUP BY owner
) AS department ON department.owner = cases.owner -- one row an owner
LEFT JOIN codes_case_state AS state ON state.code = cases.state -- one row a code
LEFT JOIN codes_case_verdict AS verdict ON verdict.code = cases.verdict -- one row a code
WHERE cases.open OR cases.state IN ('RECTIFIED', 'CLOSED')
