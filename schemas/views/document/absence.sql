-- Pupils who were absent without leave in the term: one row a row of the record of absence.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.school_folder, concat(coalesce(place.school_code, absence.school_code), '-', place.school), '学校不详') AS school_folder,
       line.division_code, coalesce(place.class, '班级不详') AS class, link.person_id,
       person.name, person.id18 AS id_no, person.birth_date, concat('****', right(place.student_no, 4)) AS student_no,
       place.guardian_name, absence.absent_days, absence.last_absence,
       watch.steps, 1 AS pupils, '' AS reason, '' AS contact
FROM school_attendance AS absence
JOIN identity_link AS link ON link.record_id = absence.record_id -- one link a record
JOIN person ON person.person_id = link.person_id -- one person an id
LEFT JOIN class_place AS place ON place.person_id = link.person_id -- at most one row a person
LEFT JOIN school_line AS line ON line.school_code = coalesce(place.school_code, absence.school_code) -- one row a school
LEFT JOIN (
  SELECT watch.person_id, array_join(array_sort(collect_set(step.zh)), '、') AS steps
  FROM gold_dropout_case AS watch
  LEFT JOIN codes_dropout_step AS step ON step.code = watch.step -- one row a code
  WHERE watch.step <> 'CLOSED'
  GROUP BY watch.person_id
) AS watch ON watch.person_id = link.person_id -- at most one row a person
WHERE absence.term = :term AND coalesce(absence.absent_days, 1) > 0
