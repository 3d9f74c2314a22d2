-- Who belongs to a household in need: one row a row of its registry, as the registry counts its members. owed, paid and
-- aids, the same programme by programme, are of the term, on the first row of a person.
SELECT *,
       if(time = 1, coalesce(owed_all, 0), 0) AS owed,
       if(time = 1, coalesce(paid_all, 0), 0) AS paid,
       if(time = 1, coalesce(all_aids, array()), array()) AS aids
FROM (
  SELECT need.household_id, member.person_id, member.record_id, member.relation_code,
         relation.zh AS relation,
         person.name, person.id18 AS id_no, person.birth_date, sex.zh AS sex,
         place.school, place.class, concat_ws(' ', place.school, place.class) AS school_class,
         boarding.zh AS boarding,
         class.zh AS standing,
         aid.owed AS owed_all, aid.paid AS paid_all, aid.aids AS all_aids,
         row_number() OVER (PARTITION BY need.household_id, member.person_id ORDER BY member.record_id) AS time
  FROM register_household AS need
  JOIN membership AS member ON member.household_id = need.household_id -- one row a row of the registry
  JOIN person ON person.person_id = member.person_id -- one person an id
  LEFT JOIN class_place AS place ON place.person_id = member.person_id -- at most one row a person
  LEFT JOIN codes_relation AS relation ON relation.code = member.relation_code -- one row a code
  LEFT JOIN codes_sex AS sex ON sex.code = person.sex_code -- one row a code
  LEFT JOIN codes_boarding AS boarding ON boarding.code = place.boarding -- one row a code
  LEFT JOIN person_class AS standing ON standing.person_id = member.person_id -- at most one class a person
  LEFT JOIN codes_hh_class AS class ON class.code = standing.class -- one row a code
  LEFT JOIN (
    SELECT person_id, sum(owed) AS owed, sum(paid) AS paid, sort_array(collect_list(struct(programme, owed, paid))) AS aids
    FROM (
      SELECT one.person_id, coalesce(programme.zh, one.programme_code, '其他资助') AS programme,
             sum(one.owed) AS owed, sum(one.paid) AS paid
      FROM (
        SELECT person_id, programme_code, amount AS owed, 0 AS paid FROM entitlement WHERE confirmed AND term = :term
        UNION ALL
        SELECT person_id, programme_code, 0, paid FROM paid WHERE term = :term
      ) AS one
      LEFT JOIN codes_programme AS programme ON programme.code = one.programme_code -- one row a code
      GROUP BY ALL
    )
    WHERE owed > 0 OR coalesce(paid, 1) > 0
    GROUP BY person_id
  ) AS aid ON aid.person_id = member.person_id -- one sum a person
)
