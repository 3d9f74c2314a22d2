-- Classes of requirements A1, by the members: destitute before poverty register and allowance, before either alone.
SELECT household.household_id,
       household.kind,
       household.division_code,
       coalesce(member.hh_class, 'NONE') AS hh_class,
       coalesce(member.covered_members, 0) AS covered_members,
       household.ab_class,
       household.monitor_class,
       household.poverty_status,
       household.income_pc,
       household.member_count AS size
FROM household
LEFT JOIN (
  SELECT household_id,
         CASE
           WHEN max(tekun) THEN 'TEKUN'
           WHEN max(registered) AND max(dibao) THEN 'FPDB'
           WHEN max(registered) THEN 'FPKF'
           WHEN max(dibao) THEN 'DB'
           ELSE 'NONE'
         END AS hh_class,
         CAST(count_if(dibao OR tekun) AS INT) AS covered_members
  FROM (
    -- Two rows of a person in one household are one member.
    SELECT DISTINCT membership.household_id, person_id, class.registered, class.dibao, class.tekun
    FROM membership JOIN person_class AS class USING (person_id) -- one class a person
  )
  GROUP BY household_id
) AS member ON member.household_id = household.household_id -- one class a household
