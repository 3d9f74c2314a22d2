-- Grain enrolment: one row a school record in state 在读.
SELECT 'ENROLMENT' AS subject_type,
       fn.pseudonym('record', concat_ws('|', 'student_register', student.record_key, nullif(student.place, 1))) AS subject_key,
       :term AS period,
       link.person_id,
       CAST(NULL AS STRING) AS household_id,
       coalesce(school.town_code, student.hukou_division) AS division_code,
       CAST(NULL AS STRING) AS programme_code,
       :term AS term,
       student.stage,
       student.grade,
       student.boarding,
       class.registered,
       class.dibao,
       class.tekun,
       class.orphan,
       class.disabled,
       -- Without a list for the school year nobody knows who is on it.
       CASE WHEN (SELECT count(*) FROM aid_target_list WHERE year = year(:school_year_start)) > 0
            THEN class.listed END AS listed,
       coalesce(owed.amount, 0) AS entitled,
       owed.programmes,
       coalesce(paid.paid_rows, 0) AS paid_rows,
       coalesce(paid.unknown_rows, 0) AS unknown_rows,
       array(named_struct('record_id', student.record_id, 'registry', 'student_register',
             'source_file', student.source_file, 'source_row', student.source_row, 'role', 'subject')) AS records
FROM (
  SELECT *, row_number() OVER (PARTITION BY record_key ORDER BY source_file, source_sheet, source_row) AS place
  FROM student_register
) AS student
JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
JOIN person_class AS class ON class.person_id = link.person_id -- one class a person
LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
LEFT JOIN (
  SELECT person_id, sum(amount) AS amount, array_join(sort_array(collect_list(programme_code)), ' ') AS programmes
  FROM entitlement WHERE term = :term AND confirmed GROUP BY person_id
) AS owed ON owed.person_id = link.person_id -- one sum a person
LEFT JOIN (
  SELECT person_id, sum(paid_rows) AS paid_rows, sum(unknown_rows) AS unknown_rows
  FROM paid WHERE term = :term GROUP BY person_id
) AS paid ON paid.person_id = link.person_id -- one sum a person
WHERE student.status = '01'
