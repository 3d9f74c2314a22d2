-- The public notice of aided pupils: one row a pupil who was paid in the term, with what may be public and no more.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.school_folder, concat(paid.school_code, '-', paid.school), '学校不详') AS school_folder,
       coalesce(line.town_folder, '乡镇不详') AS town_folder,
       line.division_code, paid.name, paid.school, paid.grade, paid.grade_place, paid.class
FROM (
  SELECT DISTINCT payment.person_id, payment.name, payment.school_code, payment.school, coalesce(grade.zh, '') AS grade,
         array_position(array('PRE1', 'PRE2', 'PRE3', 'PRI1', 'PRI2', 'PRI3', 'PRI4', 'PRI5', 'PRI6', 'JUN1', 'JUN2', 'JUN3',
                              'SEN1', 'SEN2', 'SEN3', 'VOC1', 'VOC2', 'VOC3', 'HED1', 'HED2', 'HED3', 'HED4'),
                        payment.grade) AS grade_place,
         coalesce(payment.class_name, '') AS class
  FROM term_payment AS payment
  LEFT JOIN codes_grade AS grade ON grade.code = payment.grade -- one row a code
) AS paid
LEFT JOIN school_line AS line ON line.school_code = paid.school_code -- one row a school
