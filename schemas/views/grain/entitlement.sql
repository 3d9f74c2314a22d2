-- Grain entitlement: one row a person, programme and term that something is owed for.
SELECT 'ENTITLEMENT' AS subject_type,
       concat_ws('|', owed.person_id, owed.programme_code) AS subject_key,
       owed.term AS period,
       owed.person_id,
       CAST(NULL AS STRING) AS household_id,
       coalesce(school.town_code, student.hukou_division) AS division_code,
       owed.programme_code,
       owed.term,
       owed.amount AS entitled,
       owed.policy_id,
       owed.basis_class,
       owed.confirmed,
       CASE WHEN paid.person_id IS NULL THEN 0 ELSE paid.paid END AS paid,
       coalesce(paid.paid_rows, 0) AS paid_rows,
       array(named_struct('record_id', student.record_id, 'registry', 'student_register',
             'source_file', student.source_file, 'source_row', student.source_row, 'role', 'subject')) AS records
FROM entitlement AS owed
JOIN student_register AS student ON student.record_id = owed.enrolment_record_id -- one school record an entitlement
LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
LEFT JOIN paid
  ON paid.person_id = owed.person_id AND paid.programme_code = owed.programme_code AND paid.term = owed.term -- its key
WHERE owed.confirmed
