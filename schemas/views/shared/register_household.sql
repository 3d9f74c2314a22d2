-- Households in need, as registers, books and cards count them: one row a household. A household of the poverty register
-- counts if it is an exited or monitored one; one that civil affairs supports counts if no member of it is registered, so
-- that no family counts twice. place_code is the smallest known division that its code names.
WITH need AS (
  SELECT household.*, member.hh_class
  FROM household
  JOIN (
    SELECT household_id,
           max(registered) AS registered,
           CASE
             WHEN max(tekun) THEN 'TEKUN'
             WHEN max(registered) AND max(dibao) THEN 'FPDB'
             WHEN max(registered) THEN 'FPKF'
             WHEN max(dibao) THEN 'DB'
           END AS hh_class
    FROM membership JOIN person_class AS class USING (person_id) -- one class a person
    GROUP BY household_id
  ) AS member ON member.household_id = household.household_id -- one class a household
  WHERE member.hh_class IS NOT NULL
    AND CASE household.kind
          WHEN 'POVERTY' THEN household.household_type IN ('EXITED', 'MONITORED')
          WHEN 'ASSISTANCE' THEN NOT member.registered
          ELSE false
        END
)
SELECT need.*,
       coalesce(village.code, town.code, county.code) AS place_code
FROM need -- a division's code is its key
LEFT JOIN division AS village ON village.code = need.division_code
LEFT JOIN division AS town ON town.code = substring(need.division_code, 1, 9)
LEFT JOIN division AS county ON county.code = substring(need.division_code, 1, 6)
