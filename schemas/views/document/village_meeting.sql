-- The sheets on which those present at the meetings of a village sign (四议): one row a seat of a meeting, in villages where
-- a household has to be talked about. Fifteen seats, as the largest committee has (requirement A6).
SELECT line.county_folder, line.town_folder, line.village_folder, line.code AS division_code,
       meeting.place, meeting.zh AS meeting, seat,
       if(seat = 1, concat('疑似漏评户 ', topic.households, ' 户'), NULL) AS topic,
       '' AS name, '' AS post, '' AS vote, '' AS signature
FROM (
  SELECT division_code, count(DISTINCT coalesce(household_id, subject_key)) AS households
  FROM missed_household
  GROUP BY division_code
) AS topic
JOIN division_line AS line ON line.village_code = topic.division_code AND line.code = line.village_code -- one village
CROSS JOIN (VALUES (1, '1 党支部提议'), (2, '2 村两委商议'), (3, '3 党员大会审议'), (4, '4 村民代表会议决议')) AS meeting (place, zh) -- four
LATERAL VIEW explode(sequence(1, 15)) AS seat
