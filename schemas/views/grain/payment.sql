-- Grain payment: one row a payment in state 已发放 for the term of the business date.
-- entitled is NULL where nobody knows: the standard is not confirmed, or no policy pack covers the pupil's county.
-- wrong_boarding is rule SUB-11.
SELECT 'PAYMENT' AS subject_type,
       fn.pseudonym('record', concat_ws('|', 'aid_payment', payment.record_key)) AS subject_key,
       payment.term AS period,
       link.person_id,
       CAST(NULL AS STRING) AS household_id,
       school.town_code AS division_code,
       payment.programme AS programme_code,
       payment.term,
       payment.amount,
       class.class,
       class.enrolled,
       CASE
         WHEN owed.confirmed THEN owed.amount
         WHEN owed.person_id IS NULL
              AND (NOT class.enrolled OR school.county_code IS NULL
                   OR exists(:localities, locality -> startswith(school.county_code, locality))) THEN 0
       END AS entitled,
       class.class <> 'NONE' AND class.enrolled AND CASE
         WHEN startswith(payment.programme, 'BOARD_') THEN schooling.boardings = array('DAY')
         WHEN startswith(payment.programme, 'DAY_') THEN schooling.boardings = array('BOARD')
         ELSE false
       END AS wrong_boarding,
       concat(
         array(named_struct('record_id', payment.record_id, 'registry', 'aid_payment',
               'source_file', payment.source_file, 'source_row', payment.source_row, 'role', 'subject')),
         coalesce(schooling.records, array())) AS records
FROM aid_payment AS payment
JOIN identity_link AS link ON link.record_id = payment.record_id -- one link a record
JOIN person_class AS class ON class.person_id = link.person_id -- one class a person
LEFT JOIN schooling ON schooling.person_id = link.person_id -- at most one row a person
LEFT JOIN school ON school.school_code = payment.school_code -- the school's code is its key
LEFT JOIN entitlement AS owed
  ON owed.person_id = link.person_id AND owed.programme_code = payment.programme AND owed.term = payment.term -- its key
WHERE payment.term = :term AND payment.pay_status = 'PAID'
