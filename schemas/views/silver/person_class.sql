-- What the registries say of each person on the business date D (rules.md, Terms): one row a person.
-- registered: a poverty-register row of an exited or monitored household.
-- dibao, tekun, orphan: a covered social-assistance row in force in the month of D.
-- disabled: a certificate not cancelled by D. enrolled: a school record in state 在读. dead: a death by D.
WITH fact AS (
  SELECT record_id, household_type IN ('EXITED', 'MONITORED') AS registered,
         false AS dibao, false AS tekun, false AS orphan, false AS disabled, false AS enrolled, false AS dead
  FROM poverty_register
  UNION ALL
  SELECT record_id, false,
         active AND category IN ('RURAL_DIBAO', 'URBAN_DIBAO'),
         active AND category = 'TEKUN',
         active AND category IN ('ORPHAN', 'UNATTENDED'),
         false, false, false
  FROM (
    SELECT record_id, category,
           covered
             AND start_month <= date_format(:business_date, 'yyyyMM')
             AND (stop_month_blank OR stop_month >= date_format(:business_date, 'yyyyMM')) AS active
    FROM social_assistance
  )
  UNION ALL
  SELECT record_id, false, false, false, false, cancel_date_blank OR cancel_date > :business_date, false, false
  FROM disability_certificate
  UNION ALL
  SELECT record_id, false, false, false, false, false, status = '01', false
  FROM student_register
  UNION ALL
  SELECT record_id, false, false, false, false, false, false, death_date <= :business_date
  FROM death_register
  UNION ALL
  SELECT record_id, false, false, false, false, false, false, NOT death_date_blank AND death_date <= :business_date
  FROM household_registration
), person_fact AS (
  SELECT link.person_id,
         coalesce(max(fact.registered), false) AS registered,
         coalesce(max(fact.dibao), false) AS dibao,
         coalesce(max(fact.tekun), false) AS tekun,
         coalesce(max(fact.orphan), false) AS orphan,
         coalesce(max(fact.disabled), false) AS disabled,
         coalesce(max(fact.enrolled), false) AS enrolled,
         coalesce(max(fact.dead), false) AS dead
  FROM identity_link AS link
  LEFT JOIN fact ON fact.record_id = link.record_id -- at most one fact a record
  GROUP BY link.person_id
), classed AS (
  SELECT *,
         CASE
           WHEN tekun THEN 'TEKUN'
           WHEN registered AND dibao THEN 'FPDB'
           WHEN registered THEN 'FPKF'
           WHEN dibao THEN 'DB'
           ELSE 'NONE'
         END AS class
  FROM person_fact
)
SELECT *, class <> 'NONE' OR orphan OR disabled AS hardship
FROM classed
