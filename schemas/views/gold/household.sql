SELECT household.household_id,
       household.kind,
       household.division_code,
       coalesce(member.hh_class, 'NONE') AS hh_class,
       household.ab_class,
       household.monitor_class,
       household.poverty_status,
       household.income_pc,
       household.member_count AS size
FROM household
LEFT JOIN (
  SELECT membership.household_id,
         CASE
           WHEN max(class.tekun) THEN 'TEKUN'
           WHEN max(class.registered) AND max(class.dibao) THEN 'FPDB'
           WHEN max(class.registered) THEN 'FPKF'
           WHEN max(class.dibao) THEN 'DB'
           ELSE 'NONE'
         END AS hh_class
  FROM membership JOIN person_class AS class USING (person_id) -- one class a person
  GROUP BY membership.household_id
) AS member ON member.household_id = household.household_id -- one class a household
