-- Grain entitlement: one row a person and programme that something is owed or was paid for in the term of the business
-- date. Its subject record is the school record that it is owed for.
SELECT 'ENTITLEMENT' AS subject_type,
       concat_ws('|', person_id, programme_code) AS subject_key,
       :term AS period,
       person_id,
       CAST(NULL AS STRING) AS household_id,
       coalesce(school.town_code, student.hukou_division) AS division_code,
       programme_code,
       :term AS term,
       coalesce(owed.amount, 0) AS entitled,
       owed.policy_id,
       owed.basis_class,
       CASE WHEN paid.paid_rows IS NULL THEN 0 ELSE paid.paid END AS paid,
       coalesce(paid.paid_rows, 0) AS paid_rows,
       coalesce(paid.unknown_rows, 0) AS unknown_rows,
       coalesce(paid.unknown_amounts, 0) AS unknown_amounts,
       coalesce(first_term.paid_rows, 0) AS first_term_rows,
       coalesce(first_term.unknown_rows, 0) AS first_term_unknown,
       student.entry_month <= date_format(:school_year_start, 'yyyyMM') AS since_first_term,
       concat(
         array(named_struct('record_id', student.record_id, 'registry', 'student_register',
               'source_file', student.source_file, 'source_row', student.source_row, 'role', 'subject')),
         filter(schooling.records, row -> row.record_id <> student.record_id),
         transform(coalesce(paid.records, array()), row -> named_struct('record_id', row.record_id, 'registry', row.registry,
                   'source_file', row.source_file, 'source_row', row.source_row, 'role', 'evidence'))) AS records,
       paid.records AS payment_records
FROM (SELECT * FROM entitlement WHERE term = :term AND confirmed) AS owed
FULL JOIN (SELECT * FROM paid WHERE term = :term AND programme_code IS NOT NULL) AS paid
  USING (person_id, programme_code) -- both sides hold one row a person and programme
LEFT JOIN (
  SELECT * FROM paid WHERE term = concat(year(:school_year_start), '-1') AND programme_code IS NOT NULL
) AS first_term USING (person_id, programme_code) -- at most one row a person and programme
LEFT JOIN student_register AS student ON student.record_id = owed.enrolment_record_id -- one school record an entitlement
LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
LEFT JOIN schooling USING (person_id) -- at most one row a person
