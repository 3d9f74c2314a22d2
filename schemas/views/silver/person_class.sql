-- What the registries say of each person on the business date D (rules.md, Terms): one row a person.
-- registered: a poverty-register row of an exited or monitored household.
-- dibao, tekun, orphan: a covered social-assistance row in force in the month of D.
-- disabled: a certificate not cancelled by D. enrolled: a school record in state 在读. dead: a death by D.
-- graduated_junior: a school record in state 毕业 of 初中. excused: a documented ledger row with D in its period.
-- listed: a row of the target list of D's school year.
WITH fact AS (
  SELECT record_id, 'REGISTERED' AS fact, household_type IN ('EXITED', 'MONITORED') AS holds
  FROM poverty_register
  UNION ALL
  SELECT record_id,
         CASE
           WHEN category IN ('RURAL_DIBAO', 'URBAN_DIBAO') THEN 'DIBAO'
           WHEN category IN ('ORPHAN', 'UNATTENDED') THEN 'ORPHAN'
           ELSE category
         END,
         covered AND in_force
  FROM assistance_member
  UNION ALL
  SELECT record_id, 'DISABLED', cancel_date_blank OR cancel_date > :business_date
  FROM disability_certificate
  UNION ALL
  SELECT record_id,
         CASE WHEN status = '07' THEN 'GRADUATED_JUNIOR' ELSE 'ENROLLED' END,
         CASE WHEN status = '07' THEN stage = 'JUN' ELSE status = '01' END
  FROM student_register
  UNION ALL
  SELECT record_id, 'EXCUSED', evidence_no IS NOT NULL AND :business_date BETWEEN valid_from AND valid_to
  FROM dropout_ledger
  UNION ALL
  SELECT record_id, 'LISTED', year = year(:school_year_start)
  FROM aid_target_list
  UNION ALL
  SELECT record_id, 'DEAD', death_date <= :business_date
  FROM death_register
  UNION ALL
  SELECT record_id, 'DEAD', NOT death_date_blank AND death_date <= :business_date
  FROM household_registration
), person_fact AS (
  SELECT link.person_id,
         coalesce(max(fact.holds) FILTER (WHERE fact.fact = 'REGISTERED'), false) AS registered,
         coalesce(max(fact.holds) FILTER (WHERE fact.fact = 'DIBAO'), false) AS dibao,
         coalesce(max(fact.holds) FILTER (WHERE fact.fact = 'TEKUN'), false) AS tekun,
         coalesce(max(fact.holds) FILTER (WHERE fact.fact = 'ORPHAN'), false) AS orphan,
         coalesce(max(fact.holds) FILTER (WHERE fact.fact = 'DISABLED'), false) AS disabled,
         coalesce(max(fact.holds) FILTER (WHERE fact.fact = 'ENROLLED'), false) AS enrolled,
         coalesce(max(fact.holds) FILTER (WHERE fact.fact = 'DEAD'), false) AS dead,
         -- NULL where no row says so but one cannot be read: nobody is accused because of that.
         CASE WHEN max(fact.holds) FILTER (WHERE fact.fact = 'GRADUATED_JUNIOR') THEN true
              WHEN count_if(fact.fact = 'GRADUATED_JUNIOR' AND fact.holds IS NULL) = 0 THEN false END AS graduated_junior,
         CASE WHEN max(fact.holds) FILTER (WHERE fact.fact = 'EXCUSED') THEN true
              WHEN count_if(fact.fact = 'EXCUSED' AND fact.holds IS NULL) = 0 THEN false END AS excused,
         CASE WHEN max(fact.holds) FILTER (WHERE fact.fact = 'LISTED') THEN true
              WHEN count_if(fact.fact = 'LISTED' AND fact.holds IS NULL) = 0 THEN false END AS listed
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
