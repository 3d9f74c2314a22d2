-- The registers of village, township, county and above (户有卡、村有册、镇有簿、县有档): households in need by division and
-- class. A household of the poverty register counts if it is an exited or monitored one; one that civil affairs supports
-- counts if no member of it is registered, so that no family counts twice. A household whose village nobody knows counts
-- in the smallest division that its code names: what a level has more than the level below it, placed_households less
-- placed_below tells.
WITH need AS (
  SELECT household.household_id, household.division_code, household.member_count, member.hh_class
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
), placed AS (
  SELECT need.*,
         coalesce(village.code, town.code, county.code) AS place_code
  FROM need -- a division's code is its key
  LEFT JOIN division AS village ON village.code = need.division_code
  LEFT JOIN division AS town ON town.code = substring(need.division_code, 1, 9)
  LEFT JOIN division AS county ON county.code = substring(need.division_code, 1, 6)
), counted AS (
  SELECT path.within_code AS division_code, path.level AS division_level, placed.hh_class,
         placed.member_count,
         path.level = 5 OR max(path.level) OVER (PARTITION BY placed.household_id) > path.level AS below
  FROM placed
  JOIN division_path AS path ON path.code = placed.place_code -- at most five divisions a household
)
SELECT division_code, division_level, hh_class,
       CASE hh_class WHEN 'FPKF' THEN 'POVERTY_ONLY' WHEN 'FPDB' THEN 'BOTH' WHEN 'DB' THEN 'ASSISTANCE_ONLY' ELSE 'DESTITUTE' END AS overlap,
       CAST(count(*) AS INT) AS households,
       CAST(sum(member_count) AS INT) AS persons,
       CAST(count_if(below) AS INT) AS households_below
FROM counted
GROUP BY division_code, division_level, hh_class
