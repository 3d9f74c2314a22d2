SELECT person_id, name, id18 AS id_no, id_kind, sex_code, birth_date, division_code, household_id
FROM person
