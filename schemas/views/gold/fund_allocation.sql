-- The county's budget of a programme shared out among its schools in two steps, and the heads planned: one row a school
-- with pupils whom the programme owes something in the term. First comes the top standard for each registered pupil;
-- the rest goes by factors, whose weights the policy pack says (without a word of it, by the pupils entitled). A factor
-- that is not known of each school, or is nothing of all, is left out and the others weigh more. If the budget does not
-- even reach the first step, it is shared by registered pupils. What is left after rounding down to cents or heads goes
-- to the largest remainders, of equal ones to the lower school code.
WITH fund AS (
  SELECT programme AS programme_code, county_code, as_of_date, budget, planned_heads, top_yuan,
         CAST(budget * 100 AS BIGINT) AS cents,
         get(filter(:localities, locality -> startswith(county_code, locality)), 0) AS locality
  FROM budget_record
  WHERE newest AND term = :term AND budget >= 0 AND top_yuan IS NOT NULL
), pupil AS (
  SELECT owed.county_code, owed.programme_code, coalesce(student.school_code, '') AS school_code,
         count(*) AS entitled,
         count_if(owed.basis_class IN ('FPKF', 'FPDB')) AS registered
  FROM entitlement AS owed
  JOIN student_register AS student ON student.record_id = owed.enrolment_record_id -- one school record an entitlement
  WHERE owed.confirmed AND owed.term = :term
  GROUP BY owed.county_code, owed.programme_code, coalesce(student.school_code, '')
), size AS (
  SELECT student.school_code,
         count(DISTINCT link.person_id) AS enrolled,
         count(DISTINCT CASE WHEN student.boarding = 'BOARD' THEN link.person_id END) AS boarders
  FROM student_register AS student
  JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
  WHERE student.status = '01'
  GROUP BY student.school_code
), performance AS (
  -- What each township did of its tasks of the year before.
  SELECT division_code AS town_code,
         CASE WHEN count(done) = count(*) THEN sum(least(done, planned)) / sum(planned) END AS done
  FROM work_task
  WHERE year(due_date) = year(:business_date) - 1 AND planned > 0
  GROUP BY division_code
), weighing AS (
  SELECT locality, max_by(weights, from_term) AS weights, max_by(small_school_below, from_term) AS small_school_below
  FROM allocation_rule
  WHERE from_term <= :term
  GROUP BY locality
), claim AS (
  SELECT fund.*, pupil.school_code, pupil.entitled, pupil.registered,
         CAST(pupil.registered * fund.top_yuan * 100 AS BIGINT) AS first_cents,
         coalesce(weighing.weights, map('hardship', CAST(100 AS DECIMAL(5, 2)))) AS weights,
         map('enrolled', CAST(size.enrolled AS DECIMAL(18, 6)),
             'hardship', pupil.entitled,
             'boarders', size.boarders,
             'small_school', CAST(size.enrolled < weighing.small_school_below AS INT),
             'performance', performance.done) AS factors
  FROM fund
  JOIN pupil USING (county_code, programme_code) -- a row for each school
  LEFT JOIN size USING (school_code) -- at most one row a school
  LEFT JOIN school USING (school_code) -- the school's code is its key
  LEFT JOIN performance ON performance.town_code = school.town_code -- at most one row a township
  LEFT JOIN weighing USING (locality) -- at most one row a locality
), part AS (
  SELECT county_code, programme_code, school_code,
         CASE WHEN count(factors[factor]) OVER county = count(*) OVER county AND sum(factors[factor]) OVER county > 0
              THEN weight END AS weight,
         factors[factor] / nullif(sum(factors[factor]) OVER county, 0) AS share
  FROM claim
  LATERAL VIEW explode(weights) AS factor, weight
  WINDOW county AS (PARTITION BY county_code, programme_code, factor)
), weighed AS (
  SELECT county_code, programme_code, school_code,
         sum(weight * share) / sum(weight) AS share
  FROM part
  GROUP BY county_code, programme_code, school_code
), shared AS (
  SELECT claim.*,
         coalesce(weighed.share, claim.entitled / sum(claim.entitled) OVER county) AS share,
         cents - sum(first_cents) OVER county AS rest_cents,
         CAST(sum(registered) OVER county AS DECIMAL(18, 0)) AS all_registered
  FROM claim
  JOIN weighed USING (county_code, programme_code, school_code) -- one row a school
  WINDOW county AS (PARTITION BY county_code, programme_code)
), pot AS (
  SELECT *,
         if(rest_cents >= 0, first_cents, 0) AS given_cents,
         CAST(if(rest_cents >= 0, rest_cents, cents) AS DECIMAL(18, 0)) AS pot_cents,
         if(rest_cents >= 0, CAST(share * 1000000000000 AS DECIMAL(18, 0)), CAST(registered AS DECIMAL(18, 0))) AS weight
  FROM shared
), split AS (
  SELECT *,
         pot_cents * weight DIV sum(weight) OVER county AS pot_part,
         pot_cents * weight % sum(weight) OVER county AS pot_remainder,
         CAST(planned_heads AS DECIMAL(18, 0)) * registered DIV nullif(all_registered, 0) AS heads_part,
         CAST(planned_heads AS DECIMAL(18, 0)) * registered % nullif(all_registered, 0) AS heads_remainder
  FROM pot
  WINDOW county AS (PARTITION BY county_code, programme_code)
), whole AS (
  SELECT *,
         given_cents + pot_part
           + if(row_number() OVER (PARTITION BY county_code, programme_code ORDER BY pot_remainder DESC, school_code)
                  <= pot_cents - sum(pot_part) OVER county, 1, 0) AS allocated_cents,
         heads_part
           + if(row_number() OVER (PARTITION BY county_code, programme_code ORDER BY heads_remainder DESC, school_code)
                  <= planned_heads - sum(heads_part) OVER county, 1, 0) AS quota_heads
  FROM split
  WINDOW county AS (PARTITION BY county_code, programme_code)
)
SELECT programme_code,
       county_code,
       :term AS term,
       school_code,
       as_of_date,
       budget,
       entitled AS entitled_pupils,
       registered AS registered_pupils,
       top_yuan AS top_standard,
       CAST(if(rest_cents >= 0, first_cents, allocated_cents) / 100 AS DECIMAL(18, 2)) AS first_part,
       CAST(share AS DECIMAL(9, 6)) AS factor_share,
       CAST(if(rest_cents >= 0, allocated_cents - first_cents, 0) / 100 AS DECIMAL(18, 2)) AS rest_part,
       CAST(allocated_cents / 100 AS DECIMAL(18, 2)) AS allocated,
       CAST(greatest(-rest_cents, 0) / 100 AS DECIMAL(18, 2)) AS shortfall,
       CAST((cents - sum(allocated_cents) OVER county) / 100 AS DECIMAL(18, 2)) AS unallocated,
       quota_heads,
       planned_heads - sum(quota_heads) OVER county AS quota_left
FROM whole
WINDOW county AS (PARTITION BY county_code, programme_code)
