SELECT exception_id, rule_code, rule_version, severity, owner, subject_type, subject_key, person_id, household_id,
       division_code, programme_code, term, state, evidence, first_seen, last_seen, seen_count
FROM `case`
