-- Grain transfer: one row a school record that is in state 转出. enrolled: the person, or the school number, is in state
-- 在读 now.
SELECT 'ENROLMENT' AS subject_type,
       fn.pseudonym('record', concat_ws('|', 'student_register', record.record_key)) AS subject_key,
       :term AS period,
       record.person_id,
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
FROM transferred AS record
LEFT JOIN person_class AS class ON class.person_id = record.person_id -- at most one class a person
LEFT JOIN (
  SELECT DISTINCT student_no FROM student_register WHERE status = '01'
) AS taken ON taken.student_no = record.last.student_no -- each number once
LEFT JOIN school ON school.school_code = record.last.school_code -- the school's code is its key
CROSS JOIN delivered -- one row
