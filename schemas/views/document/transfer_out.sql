-- Where pupils went who left a school for another: one row a school record in state 转出.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.division_code, gone.last.hukou_division) AS division_code,
       coalesce(line.school, gone.last.school_code, '学校不详') AS school, line.town,
       stage.zh AS stage, gone.record_key, person.name, person.id18 AS id_no, person.birth_date,
       concat('****', right(gone.last.student_no, 4)) AS student_no,
       gone.transfer_seen, home.name AS hukou_county,
       place.school AS school_now, place.class AS class_now,
       CASE WHEN place.school IS NOT NULL THEN '已转入' WHEN class.dead THEN '已死亡' WHEN cases.state IS NOT NULL THEN '未转入'
            ELSE '待查' END AS result,
       state.zh AS state, cases.due_date, 1 AS pupils, '' AS traced
FROM transferred AS gone
LEFT JOIN person ON person.person_id = gone.person_id -- one person an id
LEFT JOIN person_class AS class ON class.person_id = gone.person_id -- at most one class a person
LEFT JOIN class_place AS place ON place.person_id = gone.person_id -- at most one row a person
LEFT JOIN school_line AS line ON line.school_code = gone.last.school_code -- one row a school
LEFT JOIN division AS home ON home.code = gone.last.hukou_division -- a division's code is its key
LEFT JOIN codes_stage AS stage ON stage.code = gone.last.stage -- one row a code
LEFT JOIN (
  SELECT person_id, max_by(state, opened_on) AS state, max(due_date) AS due_date
  FROM gold_exception_case WHERE rule_code = 'DRP-09' AND open
  GROUP BY person_id
) AS cases ON cases.person_id = gone.person_id -- at most one row a person
LEFT JOIN codes_case_state AS state ON state.code = cases.state -- one row a code
