-- The pupils of a school who were paid in the term: one row a pupil and payment line; pupils is 1 on the first line of one.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.school_folder, concat(paid.school_code, '-', paid.school), '学校不详') AS school_folder,
       line.division_code, paid.school, paid.class,
       paid.person_id, paid.name, paid.id_no, paid.birth_date,
       concat('****', right(paid.student_no, 4)) AS student_no,
       boarding.zh AS boarding, class.zh AS class_type,
       paid.programme, paid.amount, paid.pay_date, paid.account_tail, paid.guardian_name,
       if(row_number() OVER (PARTITION BY paid.person_id ORDER BY paid.programme, paid.pay_date, paid.account_tail) = 1, 1, NULL) AS pupils,
       '' AS remark
FROM term_payment AS paid
JOIN person_class AS standing ON standing.person_id = paid.person_id -- one class a person
LEFT JOIN school_line AS line ON line.school_code = paid.school_code -- one row a school
LEFT JOIN codes_boarding AS boarding ON boarding.code = paid.boarding -- one row a code
LEFT JOIN codes_hh_class AS class ON class.code = standing.class -- one row a code
