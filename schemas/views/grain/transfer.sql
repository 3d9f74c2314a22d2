-- Grain transfer: one row a school record that is in state 转出 by the last delivery that has it, be it the newest or an
-- earlier one that the run took in. transfer_seen: the first delivery in which it is. enrolled: the person, or the school
-- number, is in state 在读 now.
WITH said AS (
  SELECT record_key, record_id, source_file, source_row, delivery_date, status, stage, school_code,
         student_no, coalesce(student_no_18, id_no_18) AS id18, hukou_division
  FROM student_register
  UNION ALL
  SELECT record_key, record_id, source_file, source_row, delivery_date, status, stage, school_code, student_no,
         id18, hukou_division
  FROM enrolment_history
), record AS (
  SELECT record_key,
         max(named_struct('delivery_date', delivery_date, 'source_file', source_file, 'source_row', -source_row,
                          'record_id', record_id, 'status', status, 'stage', stage, 'school_code', school_code,
                          'student_no', student_no, 'id18', id18, 'hukou_division', hukou_division)) AS last,
         min(delivery_date) FILTER (WHERE status = '10') AS transfer_seen,
         max(status <> '10') AS seen_otherwise
  FROM said
  GROUP BY record_key
)
SELECT 'ENROLMENT' AS subject_type,
       fn.pseudonym('record', concat_ws('|', 'student_register', record.record_key)) AS subject_key,
       :term AS period,
       coalesce(link.person_id, person.person_id) AS person_id,
       CAST(NULL AS STRING) AS household_id,
       coalesce(school.town_code, record.last.hukou_division) AS division_code,
       CAST(NULL AS STRING) AS programme_code,
       :term AS term,
       record.last.stage,
       record.transfer_seen,
       record.seen_otherwise,
       -- Who is at no school is known only of whom it would tell, from a register that was delivered whole.
       CASE WHEN class.enrolled OR taken.student_no IS NOT NULL THEN true
            WHEN array_contains(delivered.registries, 'student_register')
              AND (class.person_id IS NOT NULL OR record.last.id18 IS NOT NULL) THEN false END AS enrolled,
       coalesce(class.dead, false) AS dead,
       array(named_struct('record_id', record.last.record_id, 'registry', 'student_register',
             'source_file', record.last.source_file, 'source_row', -record.last.source_row, 'role', 'subject')) AS records
FROM record
LEFT JOIN identity_link AS link ON link.record_id = record.last.record_id -- one link a record of the newest delivery
LEFT JOIN person ON person.id18 = record.last.id18 -- at most one person a number
LEFT JOIN person_class AS class
  ON class.person_id = coalesce(link.person_id, person.person_id) -- at most one class a person
LEFT JOIN (
  SELECT DISTINCT student_no FROM student_register WHERE status = '01'
) AS taken ON taken.student_no = record.last.student_no -- each number once
LEFT JOIN school ON school.school_code = record.last.school_code -- the school's code is its key
CROSS JOIN delivered -- one row
WHERE record.last.status = '10'
