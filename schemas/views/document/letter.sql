-- A letter home to each pupil who was paid in the term: one row a person. No class of poverty, no health, no rank.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.school_folder, concat(paid.school_code, '-', paid.school), '学校不详') AS school_folder,
       paid.class AS class_folder,
       line.division_code,
       coalesce(line.county, '') AS county,
       paid.name, paid.school, paid.class,
       concat(substring(:term, 1, 4), '—', CAST(CAST(substring(:term, 1, 4) AS INT) + 1 AS STRING), '学年',
              if(:term LIKE '%-1', '第一学期', '第二学期')) AS term,
       paid.aids,
       paid.amount,
       concat_ws(' ', paid.school, line.contact) AS school_contact,
       concat_ws(' ', line.town, town.contact) AS town_contact,
       line.town,
       paid.person_id
FROM (
  SELECT person_id, name, school_code, school, class,
         sort_array(collect_list(struct(programme, pay_date, amount, account_tail))) AS aids,
         sum(amount) AS amount
  FROM (
    -- Payments of one programme, day and account are one line.
    SELECT person_id, first(name) AS name, first(school_code) AS school_code, first(school) AS school, first(class) AS class,
           programme, pay_date, account_tail, sum(amount) AS amount
    FROM term_payment
    GROUP BY person_id, programme, pay_date, account_tail
  )
  GROUP BY person_id, name, school_code, school, class
) AS paid
LEFT JOIN school_line AS line ON line.school_code = paid.school_code -- one row a school
LEFT JOIN (
  SELECT division_code, min_by(concat_ws(' ', unit, post), duty_no) AS contact
  FROM duty_roster WHERE level = 'TOWNSHIP'
  GROUP BY division_code
) AS town ON town.division_code = line.division_code -- at most one row a township
