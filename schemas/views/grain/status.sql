-- Grain status: one row a household of the poverty register and event that the ledger of status changes has to tell of:
-- what changed between deliveries that the run took in (kind, before, after, from_date, to_date; the last time), and
-- what the newest says of the household itself: monitored, cleared, out of poverty this year, fallen back.
WITH claim AS (
  SELECT household_id, household_no, division_code, first_record_id,
         explode(filter(array(
           CASE WHEN monitor_class <> '' THEN 'IDENTIFIED' END,
           CASE WHEN risk_cleared THEN 'CLEARED' END,
           CASE WHEN poverty_status = 'EXITED' AND exit_year = year(:business_date) THEN 'EXITED' END,
           CASE WHEN poverty_status = 'RELAPSED' THEN 'RELAPSED' END), event -> event IS NOT NULL)) AS event
  FROM (
    SELECT household.*, first.exit_year
    FROM household
    JOIN poverty_register AS first ON first.record_id = household.first_record_id -- one first row a household
    WHERE household.kind = 'POVERTY'
  )
), change AS (
  SELECT *, events[0] AS event,
         row_number() OVER (PARTITION BY household_id, events[0] ORDER BY to_date DESC, kind) AS place
  FROM household_change
  WHERE size(events) > 0
)
SELECT 'HOUSEHOLD' AS subject_type,
       concat_ws('|', household_id, event) AS subject_key,
       '' AS period,
       CAST(NULL AS STRING) AS person_id,
       household_id,
       coalesce(claim.division_code, change.division_code) AS division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       event,
       change.kind,
       change.before,
       change.after,
       change.from_date,
       change.to_date,
       CASE WHEN change.kind IS NOT NULL THEN change.approved
            WHEN array_contains(delivered.registries, 'status_change')
            THEN coalesce(array_contains(word.approved_events, event), false) END AS approved,
       array(named_struct('record_id', coalesce(first.record_id, change.record_id), 'registry', 'poverty_register',
             'source_file', coalesce(first.source_file, change.source_file),
             'source_row', coalesce(first.source_row, change.source_row), 'role', 'subject')) AS records
FROM claim
FULL OUTER JOIN (SELECT * FROM change WHERE place = 1) AS change
  USING (household_id, event) -- at most one row a household and event, on either side
LEFT JOIN poverty_register AS first ON first.record_id = claim.first_record_id -- at most one first row a household
LEFT JOIN household_word AS word ON word.household_no = claim.household_no -- at most one row a household
CROSS JOIN delivered -- one row
