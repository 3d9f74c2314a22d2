SELECT household_id, to_date, kind, from_date, division_code, before, after, members, natural, approved
FROM household_change
