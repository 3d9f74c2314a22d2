-- A person's aid through all stages (requirement A41): one row a person, term and programme that was paid, or is owed in
-- the term of the business date. What was owed in earlier terms is not known from the deliveries of this one: NULL.
WITH received AS (
  SELECT link.person_id, payment.programme AS programme_code, payment.term,
         max(payment.stage) FILTER (WHERE payment.pay_status = 'PAID') AS stage,
         max(payment.school_code) FILTER (WHERE payment.pay_status = 'PAID') AS school_code,
         min(payment.pay_date) FILTER (WHERE payment.pay_status = 'PAID') AS first_paid_on,
         max(payment.pay_date) FILTER (WHERE payment.pay_status = 'PAID') AS last_paid_on,
         count_if(payment.pay_status = 'RETURNED') AS returned_rows
  FROM aid_payment AS payment
  JOIN identity_link AS link ON link.record_id = payment.record_id -- one link a record
  WHERE payment.programme IS NOT NULL AND payment.term IS NOT NULL
  GROUP BY link.person_id, payment.programme, payment.term
), owed AS (
  SELECT owed.person_id, owed.programme_code, owed.term, owed.amount, student.stage, student.school_code
  FROM entitlement AS owed
  JOIN student_register AS student ON student.record_id = owed.enrolment_record_id -- one school record an entitlement
  WHERE owed.confirmed
)
SELECT person_id, term, programme_code,
       coalesce(received.stage, owed.stage) AS stage,
       coalesce(received.school_code, owed.school_code) AS school_code,
       CASE WHEN term = :term THEN coalesce(owed.amount, 0) END AS entitled,
       coalesce(paid.paid, 0) AS paid,
       CAST(coalesce(paid.paid_rows, 0) AS INT) AS payments,
       CAST(coalesce(received.returned_rows, 0) AS INT) AS returned,
       received.first_paid_on,
       received.last_paid_on
FROM received
FULL JOIN owed USING (person_id, programme_code, term) -- both sides hold one row a person, programme and term
LEFT JOIN paid USING (person_id, programme_code, term) -- its key
