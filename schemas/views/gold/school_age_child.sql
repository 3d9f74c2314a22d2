-- The roster without disabilities, which gold does not tell of a person.
SELECT person_id, household_id, division_code, age, registered, hardship, compulsory, schooling, circumstance, documented,
       documented_until, school_code, stage, grade
FROM school_age_child
