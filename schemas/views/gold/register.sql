-- The registers of village, township, county and above (户有卡、村有册、镇有簿、县有档): households in need by division and
-- class, as shared/register_household counts them. A household whose village nobody knows counts in the smallest division
-- that its code names: what a level has more than the level below it, households less households_below tells.
WITH counted AS (
  SELECT path.within_code AS division_code, path.level AS division_level, need.hh_class,
         need.member_count,
         path.level = 5 OR max(path.level) OVER (PARTITION BY need.household_id) > path.level AS below
  FROM register_household AS need
  JOIN division_path AS path ON path.code = need.place_code -- at most five divisions a household
)
SELECT division_code, division_level, hh_class,
       CASE hh_class WHEN 'FPKF' THEN 'POVERTY_ONLY' WHEN 'FPDB' THEN 'BOTH' WHEN 'DB' THEN 'ASSISTANCE_ONLY' ELSE 'DESTITUTE' END AS overlap,
       CAST(count(*) AS INT) AS households,
       CAST(sum(member_count) AS INT) AS persons,
       CAST(count_if(below) AS INT) AS households_below
FROM counted
GROUP BY division_code, division_level, hh_class
