-- Grain entry: one row an entry of the registers in which offices keep what they did: alerts, status changes, helpers,
-- loans, meals, letters, notices, tasks and allocations. registry tells which; the columns of the others are NULL.
WITH entry AS (
  SELECT 'department_alert' AS registry, record_id, record_key, source_file, source_sheet, source_row,
         village_code AS division_code,
         kind,
         to_date(month, 'yyyyMM') AS from_date,
         CAST(NULL AS DATE) AS due_date,
         CAST(NULL AS DATE) AS done_date,
         CAST(NULL AS BOOLEAN) AS done,
         amount,
         CAST(NULL AS DECIMAL(18, 2)) AS total,
         CAST(NULL AS INT) AS planned,
         CAST(NULL AS INT) AS counted,
         CAST(NULL AS BOOLEAN) AS flag,
         CAST(NULL AS STRING) AS content,
         CAST(NULL AS STRING) AS household_no,
         named_struct('floor', CAST(NULL AS DECIMAL(18, 2)), 'upper', CAST(NULL AS DECIMAL(18, 2)),
                      'lower', CAST(NULL AS DECIMAL(18, 2))) AS shares
  FROM department_alert
  UNION ALL
  -- from_date: the day from which a household that was cleared had been monitored.
  SELECT 'status_change', record_id, record_key, source_file, source_sheet, source_row, village_code,
         event,
         max(CASE WHEN event = 'IDENTIFIED' THEN change_date END) OVER (PARTITION BY household_no ORDER BY change_date),
         NULL, change_date, NULL, income_pc, NULL, NULL, NULL, clearing_manner = 'NATURAL', monitor_class, household_no, NULL
  FROM status_change
  UNION ALL
  -- counted: the visits of the helper to the household in the month before the business date.
  SELECT 'support_ledger', record_id, record_key, source_file, source_sheet, source_row, village_code,
         kind, start_date, NULL, end_date, NOT end_date_blank AND end_date < :business_date, NULL, NULL, NULL,
         CASE WHEN array_contains((SELECT registries FROM delivered), 'home_visit')
              THEN CAST(coalesce(visit.visits, 0) AS INT) END,
         NULL, NULL, household_no, NULL
  FROM support_ledger
  LEFT JOIN (
    SELECT helper_no, household_no, count(*) AS visits
    FROM home_visit
    WHERE visit_date > add_months(:business_date, -1) AND visit_date <= :business_date
    GROUP BY helper_no, household_no
  ) AS visit USING (helper_no, household_no) -- at most one count a helper and household
  UNION ALL
  SELECT 'student_loan', record_id, record_key, source_file, source_sheet, source_row, NULL,
         NULL, make_date(school_year, 9, 1), NULL, NULL, NULL, amount, NULL, NULL, NULL, interest_billed, NULL, NULL, NULL
  FROM student_loan
  UNION ALL
  SELECT 'family_letter', record_id, record_key, source_file, source_sheet, source_row, NULL,
         NULL, sent_date, NULL, receipt_date, NOT receipt_date_blank, NULL, NULL, NULL, NULL, in_handbook, NULL, NULL, NULL
  FROM family_letter
  UNION ALL
  SELECT 'nutrition_day', meal.record_id, meal.record_key, meal.source_file, meal.source_sheet, meal.source_row,
         school.town_code,
         NULL, make_date(meal.school_year, 9, 1), NULL, NULL, NULL, meal.spend, NULL, meal.days, meal.heads, NULL, NULL,
         NULL, NULL
  FROM nutrition_day AS meal
  LEFT JOIN school ON school.school_code = meal.school_code -- the school's code is its key
  UNION ALL
  -- counted: the working days of the notice, of its first two months.
  SELECT 'publicity_notice', record_id, record_key, source_file, source_sheet, source_row, place_code,
         NULL, start_date, end_date, withdrawn_date, NOT withdrawn_date_blank, NULL, NULL, NULL,
         CASE WHEN end_date >= start_date THEN
           size(filter(sequence(start_date, least(end_date, add_months(start_date, 2))),
                       day -> (weekday(day) < 5 AND NOT array_contains(calendar.free, day))
                              OR array_contains(calendar.worked, day)))
         END,
         NULL, content, NULL, NULL
  FROM publicity_notice CROSS JOIN calendar -- one row
  UNION ALL
  SELECT 'work_task', record_id, record_key, source_file, source_sheet, source_row, division_code,
         kind, NULL, due_date, submitted_date, NOT submitted_date_blank, NULL, NULL, planned, done, NULL, NULL, NULL, NULL
  FROM work_task
  UNION ALL
  -- total: what the quota document gives less what is allocated of it.
  SELECT 'fund_allocation', record_id, record_key, source_file, source_sheet, source_row, county_code,
         programme, NULL, NULL, received_date, NULL, allocated,
         CASE WHEN count(allocated) OVER (PARTITION BY quota_no) = count(*) OVER (PARTITION BY quota_no)
              THEN CAST(quota - sum(allocated) OVER (PARTITION BY quota_no) AS DECIMAL(18, 2)) END,
         NULL, NULL, NULL, NULL, NULL,
         named_struct('floor', floor, 'upper', CAST(central + province AS DECIMAL(18, 2)),
                      'lower', CAST(city + county AS DECIMAL(18, 2)))
  FROM fund_allocation
)
SELECT 'RECORD' AS subject_type,
       fn.pseudonym('record', concat_ws('|', entry.registry, entry.record_key, nullif(entry.place, 1))) AS subject_key,
       '' AS period,
       link.person_id,
       substring(fn.pseudonym('household', concat('POVERTY|', entry.household_no)), 1, 32) AS household_id,
       entry.division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       entry.registry,
       entry.kind,
       entry.from_date,
       entry.due_date,
       entry.done_date,
       entry.done,
       entry.amount,
       entry.total,
       entry.planned,
       entry.counted,
       entry.flag,
       entry.content,
       entry.shares,
       class.registered,
       coalesce(monitored.holds, false) AS monitored,
       schooling.stages,
       array(named_struct('record_id', entry.record_id, 'registry', entry.registry,
             'source_file', entry.source_file, 'source_row', entry.source_row, 'role', 'subject')) AS records
FROM (
  -- Two rows of one key with different content are two subjects.
  SELECT *, row_number() OVER (PARTITION BY registry, record_key ORDER BY source_file, source_sheet, source_row) AS place
  FROM entry
) AS entry
LEFT JOIN identity_link AS link ON link.record_id = entry.record_id -- one link a record of a registry of persons
LEFT JOIN person_class AS class ON class.person_id = link.person_id -- at most one class a person
LEFT JOIN schooling ON schooling.person_id = link.person_id -- at most one row a person
LEFT JOIN (
  SELECT link.person_id, max(member.monitor_class <> '' AND NOT coalesce(member.risk_cleared, false)) AS holds
  FROM poverty_register AS member
  JOIN identity_link AS link ON link.record_id = member.record_id -- one link a record
  GROUP BY link.person_id
) AS monitored ON monitored.person_id = link.person_id -- at most one row a person
