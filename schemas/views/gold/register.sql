-- The registers of village, township, county and above (户有卡、村有册、镇有簿、县有档): households in need by division and
-- class. households_below says how many of a division's households count in a division below it, too.
WITH counted AS (
  SELECT path.within_code AS division_code, path.level AS division_level, placed.hh_class,
         placed.member_count,
         path.level = 5 OR max(path.level) OVER (PARTITION BY placed.household_id) > path.level AS below
  FROM household_in_need AS placed
  JOIN division_path AS path ON path.code = placed.place_code -- at most five divisions a household
)
SELECT division_code, division_level, hh_class,
       CASE hh_class WHEN 'FPKF' THEN 'POVERTY_ONLY' WHEN 'FPDB' THEN 'BOTH' WHEN 'DB' THEN 'ASSISTANCE_ONLY' ELSE 'DESTITUTE' END AS overlap,
       CAST(count(*) AS INT) AS households,
       CAST(sum(member_count) AS INT) AS persons,
       CAST(count_if(below) AS INT) AS households_below
FROM counted
GROUP BY division_code, division_level, hh_class
