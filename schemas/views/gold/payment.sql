SELECT payment.record_key AS payment_id,
       link.person_id,
       payment.programme AS programme_code,
       payment.term,
       payment.pay_date,
       payment.amount,
       payment.pay_status AS status,
       payment.fund_source
FROM aid_payment AS payment
JOIN identity_link AS link ON link.record_id = payment.record_id -- one link a record
