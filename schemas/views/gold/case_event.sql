-- The lives of the cases, laid out: one row an event.
SELECT exception_id, event.event_no, rule_code, division_code, event.event_date, event.from_state, event.to_state,
       event.cause, event.verdict, event.decision_no, event.assigned_to
FROM `case` LATERAL VIEW explode(history) AS event
