SELECT person_id, programme_code, term, amount, policy_id, basis_class, reason, confirmed, basis, county_code,
       share_central, share_province, share_city, share_county, share_rest
FROM entitlement
