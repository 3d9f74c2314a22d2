-- In which class a person is: one row a person with a school record in state 在读; of several the one of the highest stage.
SELECT person_id, one.*
FROM (
  SELECT link.person_id,
         max_by(
           struct(student.school_code, coalesce(school.name, student.school_name) AS school, student.stage, student.grade,
                  student.boarding, student.student_no, student.guardian_name, student.class_name,
                  concat_ws(' ', coalesce(grade.zh, stage.zh), student.class_name) AS class),
           struct(array_position(array('PRE', 'PRI', 'JUN', 'SEN', 'VOC', 'HVOC', 'UG'), student.stage), student.record_id)) AS one
  FROM student_register AS student
  JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
  LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
  LEFT JOIN codes_grade AS grade ON grade.code = student.grade -- one row a code
  LEFT JOIN codes_stage AS stage ON stage.code = student.stage -- one row a code
  WHERE student.status = '01'
  GROUP BY link.person_id
)
