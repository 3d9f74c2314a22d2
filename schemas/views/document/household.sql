-- The card of a household in need, and its line in the books of township and county: one row a household, as gold.register
-- counts them. owed, paid and letters are of the term; visits and letters of such a delivery only. next_visit: a month
-- after the last one (requirement A88). What is written in by hand is blank.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.town_folder, '乡镇不详') AS town_folder,
       coalesce(line.village_folder, '村不详') AS village_folder,
       need.place_code AS division_code,
       line.county, coalesce(line.town, '乡镇不详') AS town, coalesce(line.village, '村不详') AS village,
       concat_ws(' ', line.county, line.town, line.village) AS place,
       need.household_no,
       member.head,
       1 AS households,
       need.member_count AS persons,
       class.zh AS class,
       concat_ws('、', type.zh, monitor.zh) AS type,
       cause.zh AS cause,
       need.income_pc,
       need.ab_class,
       member.pupils,
       member.owed,
       member.paid,
       member.members,
       support.measures,
       support.helper,
       visit.visits, visit.last_visit,
       add_months(visit.last_visit, 1) AS next_visit,
       if(add_months(visit.last_visit, 1) < :business_date, '逾期', NULL) AS visit_overdue,
       array_join(transform(member.members, one -> concat_ws(' ', one.name, one.relation, one.school_class)), '；') AS people,
       array_join(flatten(transform(member.members, one -> transform(one.aids, aid ->
         concat_ws(' ', one.name, aid.programme, concat('应', aid.owed), concat('已', aid.paid))))), '；') AS aid_words,
       found.titles AS findings,
       letter.letters, letter.in_handbook,
       '' AS visited_on, '' AS visit_record, '' AS signature,
       concat(substring(:term, 1, 4), '—', CAST(CAST(substring(:term, 1, 4) AS INT) + 1 AS STRING), '学年',
              if(:term LIKE '%-1', '第一学期', '第二学期')) AS term
FROM register_household AS need
LEFT JOIN division_line AS line ON line.code = need.place_code -- one row a division
JOIN (
  SELECT household_id,
         -- Civil affairs calls the head of a household 本人.
         coalesce(min(name) FILTER (WHERE relation_code = '02'), min(name) FILTER (WHERE relation_code = '01'), '') AS head,
         CAST(count_if(school IS NOT NULL AND time = 1) AS INT) AS pupils,
         sum(owed) AS owed, sum(paid) AS paid,
         sort_array(collect_list(struct(coalesce(relation_code, '99') AS place, name, relation, standing, school_class, aids))) AS members
  FROM household_member
  GROUP BY household_id
) AS member ON member.household_id = need.household_id -- one row a household
LEFT JOIN support_word AS support ON need.kind = 'POVERTY' AND support.household_no = need.household_no -- at most one row a household
LEFT JOIN (
  SELECT household_no, CAST(count(*) AS INT) AS visits, max(visit_date) AS last_visit
  FROM home_visit WHERE visit_date <= :business_date
  GROUP BY household_no
) AS visit ON need.kind = 'POVERTY' AND visit.household_no = need.household_no -- at most one row a household
LEFT JOIN (
  -- What is to be looked into at the door: open cases of the household or of one who belongs to it.
  SELECT household_id, array_join(array_sort(collect_set(rule.title_zh)), '；') AS titles
  FROM (
    SELECT household_id, rule_code FROM gold_exception_case WHERE open AND household_id IS NOT NULL
    UNION ALL
    SELECT member.household_id, cases.rule_code
    FROM gold_exception_case AS cases
    JOIN membership AS member ON member.person_id = cases.person_id -- the households of the person
    WHERE cases.open AND cases.household_id IS NULL
  ) AS open
  JOIN gold_rule AS rule ON rule.code = open.rule_code -- one row a rule
  GROUP BY household_id
) AS found ON found.household_id = need.household_id -- at most one row a household
LEFT JOIN (
  SELECT member.household_id, CAST(count(DISTINCT sent.record_id) AS INT) AS letters,
         CAST(count(DISTINCT if(sent.in_handbook, sent.record_id, NULL)) AS INT) AS in_handbook
  FROM letter_sent AS sent
  JOIN membership AS member ON member.person_id = sent.person_id -- the households of the pupil
  GROUP BY member.household_id
) AS letter ON letter.household_id = need.household_id -- at most one row a household
LEFT JOIN codes_hh_class AS class ON class.code = need.hh_class -- one row a code
LEFT JOIN codes_household_type AS type ON type.code = need.household_type -- one row a code
LEFT JOIN codes_monitor_class AS monitor ON monitor.code = need.monitor_class -- one row a code
LEFT JOIN codes_cause AS cause ON cause.code = need.main_cause -- one row a code
