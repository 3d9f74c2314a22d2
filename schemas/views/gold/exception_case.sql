SELECT exception_id, rule_code, rule_version, severity, owner, subject_type, subject_key, person_id, household_id,
       division_code, programme_code, term, state, evidence, first_seen, last_seen, seen_count,
       state_since, opened_on, due_date, open, overdue, verdict, exemption_reason, exempt_until, assigned_to, version
FROM `case`
