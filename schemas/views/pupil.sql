-- Pupils as policies see them: one row a school record in state 在读.
SELECT student.record_id,
       link.person_id,
       student.source_file,
       student.source_row,
       student.stage,
       student.grade,
       student.boarding,
       student.entry_month,
       student.hukou_kind,
       class.class,
       class.registered,
       class.dibao,
       class.tekun,
       class.orphan,
       class.disabled,
       class.hardship,
       substring(:term, 6, 1) = '1' AS first_term,
       coalesce(school.county_code, substring(student.hukou_division, 1, 6)) AS county_code
FROM student_register AS student
JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
JOIN person_class AS class ON class.person_id = link.person_id -- one class a person
LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
WHERE student.status = '01'
