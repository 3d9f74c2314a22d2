SELECT person_id, programme_code, term, amount, policy_id, basis_class, reason, confirmed
FROM entitlement
