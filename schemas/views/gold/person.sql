SELECT person.person_id,
       fn.pseudonym('id', person.id18) AS id_hash,
       CASE WHEN privacy_level = 'UNDER14' THEN concat('**************', substring(id18, 15)) ELSE fn.mask_id(id18) END AS id_masked,
       fn.mask_name(person.name) AS name_masked,
       person.sex_code,
       date_trunc('MONTH', person.birth_date) AS birth_date,
       person.division_code,
       person.household_id,
       class.class AS hh_class,
       privacy_level
FROM (
  SELECT person.*,
         CASE
           WHEN person.birth_date > add_months(:business_date, -14 * 12) THEN 'UNDER14'
           WHEN class.class <> 'NONE' OR class.orphan OR class.disabled THEN 'SENSITIVE'
           ELSE 'NORMAL'
         END AS privacy_level
  FROM person JOIN person_class AS class USING (person_id) -- one class a person
) AS person
JOIN person_class AS class ON class.person_id = person.person_id -- one class a person
