-- Who belongs to a household in need: one row a row of its registry, as the registry counts its members. owed and paid are
-- of the term, on the first row of a person.
SELECT *,
       if(time = 1, coalesce(owed_all, 0), 0) AS owed,
       if(time = 1, coalesce(paid_all, 0), 0) AS paid
FROM (
  SELECT need.household_id, member.person_id, member.record_id, member.relation_code,
         relation.zh AS relation,
         person.name, person.id18 AS id_no, person.birth_date, sex.zh AS sex,
         place.school, place.class, concat_ws(' ', place.school, place.class) AS school_class,
         boarding.zh AS boarding,
         owed.amount AS owed_all, received.paid AS paid_all,
         row_number() OVER (PARTITION BY need.household_id, member.person_id ORDER BY member.record_id) AS time
  FROM register_household AS need
  JOIN membership AS member ON member.household_id = need.household_id -- one row a row of the registry
  JOIN person ON person.person_id = member.person_id -- one person an id
  LEFT JOIN class_place AS place ON place.person_id = member.person_id -- at most one row a person
  LEFT JOIN codes_relation AS relation ON relation.code = member.relation_code -- one row a code
  LEFT JOIN codes_sex AS sex ON sex.code = person.sex_code -- one row a code
  LEFT JOIN codes_boarding AS boarding ON boarding.code = place.boarding -- one row a code
  LEFT JOIN (
    SELECT person_id, sum(amount) AS amount FROM entitlement WHERE confirmed AND term = :term GROUP BY person_id
  ) AS owed ON owed.person_id = member.person_id -- one sum a person
  LEFT JOIN (
    SELECT person_id, sum(paid) AS paid FROM paid WHERE term = :term GROUP BY person_id
  ) AS received ON received.person_id = member.person_id -- one sum a person
)
