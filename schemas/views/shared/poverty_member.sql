-- Members of the households of the poverty register with what others say of them: one row a row of the register.
-- out_of_school is rule DRP-01.
SELECT *,
       household_type IN ('EXITED', 'MONITORED') AND NOT dead
         AND school_age >= CAST(:DRP_01_from_age AS INT) AND school_age < CAST(:DRP_01_below_age AS INT)
         AND NOT enrolled AND NOT graduated_junior AND NOT excused AS out_of_school
FROM (
  SELECT member.*,
         link.person_id,
         person.birth_date AS golden_birth,
         CASE WHEN person.sex_code IN ('1', '2') THEN person.sex_code END AS golden_sex,
         class.dibao,
         class.disabled,
         class.enrolled,
         class.dead,
         class.graduated_junior,
         class.excused,
         CAST(floor(months_between(:school_year_start, person.birth_date) / 12) AS INT) AS school_age
  FROM poverty_register AS member
  JOIN identity_link AS link ON link.record_id = member.record_id -- one link a record
  JOIN person_class AS class ON class.person_id = link.person_id -- one class a person
  JOIN person ON person.person_id = link.person_id -- one person an id
)
