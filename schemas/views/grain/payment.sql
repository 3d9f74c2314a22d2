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
       payment.pay_date,
       payment.pay_method,
       if(right(:term, 1) = '1', :school_year_start, add_months(:school_year_start, 6)) AS term_start,
       receipt.received_date,
       payment.stage,
       collect_set(payment.stage) OVER (PARTITION BY link.person_id) AS paid_stages,
       schooling.stages,
       CASE WHEN payment.account_holder_norm IS NOT NULL AND payment.account_tail IS NOT NULL THEN
         size(collect_set(link.person_id) OVER (
           PARTITION BY payment.account_holder_norm, payment.account_tail, school.county_code))
       END AS payees,
       -- Of who is in no listed household only some relatives are known.
       CASE
         WHEN payment.account_holder_norm = payment.name_norm
              OR array_contains(schooling.guardians, payment.account_holder_norm)
              OR array_contains(kin.names, payment.account_holder_norm) THEN true
         WHEN payment.account_holder_norm IS NOT NULL AND kin.names IS NOT NULL THEN false
       END AS family_account,
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
LEFT JOIN (
  SELECT link.person_id, collect_set(kin.name_norm) AS names
  FROM poverty_register AS member
  JOIN identity_link AS link ON link.record_id = member.record_id -- one link a record
  JOIN poverty_register AS kin ON kin.household_no = member.household_no -- a handful of members a household
  GROUP BY link.person_id
) AS kin ON kin.person_id = link.person_id -- at most one row a person
LEFT JOIN (
  SELECT county_code, programme, term, max(received_date) AS received_date
  FROM fund_allocation
  GROUP BY county_code, programme, term
) AS receipt -- at most one date a county, programme and term
  ON receipt.county_code = school.county_code AND receipt.programme = payment.programme AND receipt.term = payment.term
WHERE payment.term = :term AND payment.pay_status = 'PAID'
