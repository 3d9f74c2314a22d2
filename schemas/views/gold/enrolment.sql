SELECT fn.pseudonym('record', concat_ws('|', 'student_register', student.record_key, nullif(student.place, 1))) AS enrolment_id,
       link.person_id,
       student.school_code,
       student.stage,
       student.grade,
       student.boarding,
       student.status,
       :term AS term
FROM (
  SELECT *, row_number() OVER (PARTITION BY record_key ORDER BY source_file, source_sheet, source_row) AS place
  FROM student_register
) AS student
JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
