-- Children to be watched: one row a case of a child out of school that is not closed.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.town_folder, '乡镇不详') AS town_folder,
       watch.division_code, concat_ws(' ', line.town, line.village) AS place, line.town,
       person.name, person.id18 AS id_no, person.birth_date,
       CAST(floor(months_between(:business_date, person.birth_date) / 12) AS INT) AS age,
       last_school.school, last_school.class,
       rule.title_zh AS found, step.zh AS step, watch.step_since, watch.contacts, watch.last_contact,
       watch.due_date, if(watch.overdue, '逾期', NULL) AS overdue,
       array_join(transform(watch.responsible, one -> concat_ws(' ', one.unit, one.post)), '；') AS responsible,
       1 AS children,
       '' AS contact_log
FROM gold_dropout_case AS watch
JOIN person ON person.person_id = watch.person_id -- one person an id
LEFT JOIN division_line AS line ON line.code = watch.division_code -- one row a division
LEFT JOIN gold_rule AS rule ON rule.code = watch.rule_code -- one row a rule
LEFT JOIN codes_dropout_step AS step ON step.code = watch.step -- one row a code
LEFT JOIN (
  -- What the school register last said of a child, in whatever state.
  SELECT person_id, one.*
  FROM (
    SELECT link.person_id,
         max_by(struct(student.school_name AS school, concat_ws(' ', grade.zh, student.class_name) AS class),
                struct(student.delivery_date, student.record_id)) AS one
  FROM student_register AS student
  JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
  LEFT JOIN codes_grade AS grade ON grade.code = student.grade -- one row a code
  GROUP BY link.person_id)
) AS last_school ON last_school.person_id = watch.person_id -- at most one row a person
WHERE watch.step <> 'CLOSED'
