-- What each person was paid, a programme and a term: sums over payments in state 已发放.
-- paid is NULL where an unreadable amount or state leaves open whether anything was paid.
SELECT link.person_id,
       payment.programme AS programme_code,
       payment.term,
       CASE
         WHEN coalesce(sum(payment.amount) FILTER (WHERE payment.pay_status = 'PAID'), 0) = 0
              AND count_if(payment.pay_status IS NULL OR (payment.pay_status = 'PAID' AND payment.amount IS NULL)) > 0
           THEN NULL
         ELSE coalesce(sum(payment.amount) FILTER (WHERE payment.pay_status = 'PAID'), 0)
       END AS paid,
       count_if(payment.pay_status = 'PAID') AS paid_rows,
       count_if(payment.pay_status IS NULL) AS unknown_rows,
       count_if(payment.pay_status = 'PAID' AND payment.amount IS NULL) AS unknown_amounts,
       sort_array(collect_list(named_struct('record_id', payment.record_id, 'registry', 'aid_payment',
                  'source_file', payment.source_file, 'source_row', payment.source_row, 'role', 'subject'))
                  FILTER (WHERE payment.pay_status = 'PAID')) AS records
FROM aid_payment AS payment
JOIN identity_link AS link ON link.record_id = payment.record_id -- one link a record
GROUP BY link.person_id, payment.programme, payment.term
