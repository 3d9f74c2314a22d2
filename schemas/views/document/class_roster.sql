-- The aided pupils of a class: one row a pupil who was paid in the term.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.school_folder, concat(paid.school_code, '-', paid.school), '学校不详') AS school_folder,
       line.division_code, paid.school, paid.class, paid.grade,
       paid.person_id, paid.name, paid.id_no, paid.birth_date, concat('****', right(paid.student_no, 4)) AS student_no,
       boarding.zh AS boarding, paid.guardian_name, paid.programmes, paid.amount, paid.last_paid_on, 1 AS pupils
FROM (
  SELECT person_id, school_code, school, class, grade, name, id_no, birth_date, student_no, boarding, guardian_name,
         array_join(array_sort(collect_set(programme)), '、') AS programmes, sum(amount) AS amount, max(pay_date) AS last_paid_on
  FROM term_payment
  GROUP BY person_id, school_code, school, class, grade, name, id_no, birth_date, student_no, boarding, guardian_name
) AS paid
LEFT JOIN school_line AS line ON line.school_code = paid.school_code -- one row a school
LEFT JOIN codes_boarding AS boarding ON boarding.code = paid.boarding -- one row a code
