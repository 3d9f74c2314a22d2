-- The book of a village: one row a member of a household in need, those of a household one after the other. households is 1
-- on the first of them.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.town_folder, '乡镇不详') AS town_folder,
       coalesce(line.village_folder, '村不详') AS village_folder,
       need.place_code AS division_code,
       line.county, line.town, coalesce(line.village, '村不详') AS village,
       need.household_no,
       if(member.place = 1, 1, NULL) AS households,
       1 AS persons,
       member.place,
       class.zh AS class,
       if(member.place = 1, cause.zh, NULL) AS cause,
       if(member.place = 1, need.income_pc, NULL) AS income_pc,
       if(member.place = 1, support.measures, NULL) AS measures,
       if(member.place = 1, support.helper, NULL) AS helper,
       member.name, member.relation, member.sex, member.id_no, member.birth_date, member.school_class,
       nullif(member.owed, 0) AS owed, nullif(member.paid, 0) AS paid
FROM register_household AS need
JOIN (
  SELECT *, row_number() OVER (PARTITION BY household_id ORDER BY coalesce(relation_code, '99'), record_id) AS place
  FROM household_member
) AS member ON member.household_id = need.household_id -- the rows of the household
LEFT JOIN division_line AS line ON line.code = need.place_code -- one row a division
LEFT JOIN support_word AS support ON need.kind = 'POVERTY' AND support.household_no = need.household_no -- at most one row a household
LEFT JOIN codes_hh_class AS class ON class.code = need.hh_class -- one row a code
LEFT JOIN codes_cause AS cause ON cause.code = need.main_cause -- one row a code
