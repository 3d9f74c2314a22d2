-- Rates of errors with what they rest on: one row a rate, unit, basis and division, from township to province.
--
-- basis SAMPLE: households drawn at random within each township (silver.sample) and visited (silver.sample_answer). In a
-- township h, N_h households were to draw from, a_h of those drawn were answered 有误 or 无误; 无法核实 and blank are
-- unanswered, and leave the others to speak for them: the weight of an answered household is N_h / a_h. Of a household,
-- m is 1 and w whether it is wrong; of its persons, m is its members and w those concerned. The rate is the ratio
-- p = sum(N_h / a_h * w) / sum(N_h / a_h * m) (Cochran 1977, Sampling Techniques, chapters 5 and 6). Its interval is Wilson's
-- (1927, JASA 22:209) on the effective number of answers 1 / g (Kish 1965, Survey Sampling; Korn & Graubard 1998, Survey
-- Methodology 24:193), with the finite population correction in g and all members of a household alike:
--   g = sum(N_h^2 * (1 - a_h / N_h) / a_h * mean_h(m^2)) / sum(N_h / a_h * m)^2
--   (p + z^2 g / 2 +- z sqrt(p (1 - p) g + z^2 g^2 / 4)) / (1 + z^2 g)
-- g does not depend on what was found, so that a sample without an error has an interval too; where townships differ it
-- is a little wide. Of a township the newest sample counts that has an answer; a division of which not
-- every township has one has no rate yet.
--
-- basis REVIEWED and POPULATION: households with a confirmed case of the rules that codes/error_rate.csv names, of those
-- with an answered case, and of all; the latter is a lower bound. A case about a household makes it and its members
-- wrong; one about a person makes that person wrong, and the household only if all its members are.
--
-- Cells of cases are suppressed below 5, as in gold.indicator. A sample's estimate is no count of known persons, for no
-- table of gold tells who was drawn: it is suppressed if it rests on fewer than five answers, and, where more than half
-- of the households were visited, as a count is.
WITH rate AS (
  SELECT code, CAST(bar_percent AS DOUBLE) / 100 AS bar, judged_by, split(rules, '[|]') AS rules FROM codes_error_rate
), unit AS (
  SELECT explode(array('HOUSEHOLD', 'PERSON')) AS unit
), population AS (
  SELECT rate_code, town, count(*) AS households, sum(members) AS persons FROM rated_household GROUP BY rate_code, town
), place AS (
  SELECT town.town, place.code AS division_code, place.level AS division_level
  FROM (SELECT DISTINCT town FROM population) AS town
  JOIN division AS county ON county.code = substring(town.town, 1, 6) -- the division's code is its key
  LEFT JOIN division AS city ON city.code = county.parent_code -- its key
  LATERAL VIEW explode(array(
    named_struct('code', CASE WHEN length(town.town) = 9 THEN town.town END, 'level', 4),
    named_struct('code', county.code, 'level', 3),
    named_struct('code', city.code, 'level', 2),
    named_struct('code', city.parent_code, 'level', 1))) AS place
  WHERE place.code IS NOT NULL
), answer AS (
  SELECT sample_id, household_id, answer, members_wrong
  FROM (
    SELECT *, row_number() OVER (PARTITION BY sample_id, household_id ORDER BY decided_on DESC, answer_no DESC) AS place
    FROM sample_answer
    WHERE decided_on <= :business_date
  )
  WHERE place = 1
), newest AS (
  SELECT *
  FROM (
    SELECT sample.*,
           row_number() OVER (PARTITION BY rate_code, town ORDER BY population_date DESC, sample_no DESC) AS place
    FROM sample
    LEFT SEMI JOIN (SELECT * FROM answer WHERE answer <> 'UNVERIFIABLE') AS told ON told.sample_id = sample.sample_id
    LEFT SEMI JOIN population ON population.rate_code = sample.rate_code AND population.town = sample.town
    WHERE population_date <= :business_date
  )
  WHERE place = 1
), visited AS (
  SELECT newest.rate_code, newest.town, unit.unit, newest.sample_id, newest.population_date,
         newest.households, newest.drawn,
         count_if(answer.answer <> 'UNVERIFIABLE') AS answered,
         coalesce(sum(CASE WHEN answer.answer = 'WRONG' THEN if(unit.unit = 'PERSON', answer.members_wrong, 1) END), 0) AS wrong,
         sum(CASE WHEN answer.answer <> 'UNVERIFIABLE' THEN if(unit.unit = 'PERSON', drawn.members, 1) END) AS m,
         avg(CASE WHEN answer.answer <> 'UNVERIFIABLE' THEN if(unit.unit = 'PERSON', drawn.members * drawn.members, 1) END) AS m2
  FROM newest
  JOIN sample_household AS drawn ON drawn.sample_id = newest.sample_id AND drawn.town = newest.town -- those drawn
  LEFT JOIN answer ON answer.sample_id = drawn.sample_id AND answer.household_id = drawn.household_id -- at most one
  CROSS JOIN unit -- two
  GROUP BY ALL
), estimate AS (
  SELECT visited.rate_code, visited.unit, place.division_code, place.division_level,
         count_if(answered > 0) AS towns_answered, sum(answered) AS answered, sum(drawn - answered) AS unanswered,
         sum(households) AS households, sum(visited.wrong) AS found,
         sum(households / answered * wrong) AS numerator,
         sum(households / answered * m) AS denominator,
         sum(households * households * (1 - answered / households) / answered * m2)
           / pow(sum(households / answered * m), 2) AS g,
         array_sort(collect_set(sample_id)) AS sample_ids, min(population_date) AS sampled_on
  FROM visited
  JOIN place ON place.town = visited.town -- up to four divisions a township
  GROUP BY ALL
), held AS (
  SELECT population.rate_code, place.division_code, place.division_level, count(*) AS towns,
         sum(households) AS households, sum(persons) AS persons
  FROM population
  JOIN place ON place.town = population.town -- up to four divisions a township
  GROUP BY ALL
), said AS (
  SELECT rate.code AS rate_code, found.exception_id, found.household_id, found.person_id,
         coalesce(found.verdict IN ('CONFIRMED', 'DATA_CORRECTED', 'SOURCE_WRONG', 'EXEMPT'), false) AS answered,
         -- Being put right, or put right, it was an error all the same.
         coalesce(found.verdict = 'CONFIRMED', false) AND found.state <> 'AUTO_CLEARED' AS wrong
  FROM rate
  JOIN `case` AS found ON array_contains(rate.rules, found.rule_code) -- each case once: a rule belongs to one rate
  WHERE found.open OR found.verdict IS NOT NULL
), related AS (
  -- A case about another registry's household counts for the household that holds most of its members.
  SELECT rate_code, exception_id, min_by(household_id, struct(-members, household_id)) AS household_id
  FROM (
    SELECT said.rate_code, said.exception_id, rated.household_id, count(DISTINCT ours.person_id) AS members
    FROM said
    JOIN membership AS theirs -- some members a household
      ON theirs.household_id = said.household_id AND theirs.source = 'social_assistance'
    JOIN membership AS ours ON ours.person_id = theirs.person_id -- some households a person
    JOIN rated_household AS rated -- one row a rate and household
      ON rated.household_id = ours.household_id AND rated.rate_code = said.rate_code
    GROUP BY said.rate_code, said.exception_id, rated.household_id
  )
  GROUP BY rate_code, exception_id
), judged AS (
  SELECT rated.rate_code, rated.household_id, rated.town, rated.members,
         max(said.answered) AS reviewed,
         CASE WHEN max(said.wrong AND said.person_id IS NULL) THEN rated.members
              ELSE least(rated.members, count(DISTINCT CASE WHEN said.wrong THEN said.person_id END)) END AS persons_wrong
  FROM said
  LEFT JOIN related ON related.rate_code = said.rate_code AND related.exception_id = said.exception_id -- at most one
  JOIN rated_household AS rated ON rated.rate_code = said.rate_code
    AND rated.household_id = coalesce(related.household_id, said.household_id) -- at most one
  GROUP BY rated.rate_code, rated.household_id, rated.town, rated.members
), told AS (
  SELECT judged.rate_code, unit.unit, place.division_code, place.division_level,
         count_if(reviewed) AS answered, count_if(NOT reviewed) AS unanswered,
         CAST(sum(if(unit.unit = 'PERSON', persons_wrong, CAST(persons_wrong = members AS INT))) AS DOUBLE) AS numerator,
         CAST(sum(CASE WHEN reviewed THEN if(unit.unit = 'PERSON', members, 1) END) AS DOUBLE) AS denominator
  FROM judged
  CROSS JOIN unit -- two
  JOIN place ON place.town = judged.town -- up to four divisions a township
  GROUP BY ALL
), counted AS (
  SELECT told.rate_code, told.unit, basis.basis, told.division_code, told.division_level,
         CAST(basis.numerator AS DOUBLE) AS numerator, CAST(basis.denominator AS DOUBLE) AS denominator,
         told.answered, told.unanswered, basis.exact
  FROM told
  JOIN held ON held.rate_code = told.rate_code AND held.division_code = told.division_code -- one count a division
  LATERAL VIEW explode(array(
    named_struct('basis', 'REVIEWED', 'numerator', told.numerator, 'denominator', told.denominator, 'exact', true),
    named_struct('basis', 'POPULATION', 'numerator', told.numerator,
      'denominator', CAST(if(told.unit = 'PERSON', held.persons, held.households) AS DOUBLE), 'exact', false))) AS basis
  WHERE told.answered > 0
), cell AS (
  SELECT rate_code, unit, 'SAMPLE' AS basis, division_code, division_level, numerator, denominator,
         numerator / denominator AS rate,
         greatest(0, (numerator / denominator + z * z * g / 2 - z * sqrt(numerator / denominator * (1 - numerator / denominator) * g
           + z * z * g * g / 4)) / (1 + z * z * g)) AS lower,
         least(1, (numerator / denominator + z * z * g / 2 + z * sqrt(numerator / denominator * (1 - numerator / denominator) * g
           + z * z * g * g / 4)) / (1 + z * z * g)) AS upper,
         answered, unanswered, towns, towns_answered, sample_ids, sampled_on,
         towns_answered = towns AS whole,
         towns_answered = towns AND (answered < 5
           OR (answered * 2 > sampled AND (found BETWEEN 1 AND 4 OR answered - found BETWEEN 1 AND 4))) AS suppressed
  FROM (
    SELECT estimate.*, held.towns, estimate.households AS sampled, 1.959963984540054D AS z
    FROM estimate
    JOIN held ON held.rate_code = estimate.rate_code AND held.division_code = estimate.division_code -- one count a division
  )
  UNION ALL
  SELECT rate_code, unit, basis, division_code, division_level, numerator, denominator,
         numerator / denominator, numerator / denominator, CASE WHEN exact THEN numerator / denominator END,
         answered, unanswered, NULL, NULL, array(), NULL, true,
         denominator < 5 OR numerator BETWEEN 1 AND 4 OR denominator - numerator BETWEEN 1 AND 4
  FROM counted
), shown AS (
  SELECT cell.*, whole AND NOT suppressed AS visible FROM cell
)
SELECT shown.rate_code, shown.unit, shown.basis, shown.division_code, shown.division_level,
       CASE WHEN visible THEN CAST(numerator AS DECIMAL(18, 2)) END AS numerator,
       CASE WHEN visible THEN CAST(denominator AS DECIMAL(18, 2)) END AS denominator,
       CASE WHEN visible THEN rate END AS rate,
       CASE WHEN visible THEN lower END AS lower,
       CASE WHEN visible THEN upper END AS upper,
       rate.bar,
       CASE WHEN suppressed THEN NULL
            WHEN NOT whole THEN 'UNDECIDED'
            WHEN upper < rate.bar THEN 'MET'
            WHEN lower >= rate.bar THEN 'MISSED'
            ELSE 'UNDECIDED' END AS verdict,
       shown.basis = rate.judged_by AS official,
       CASE WHEN NOT suppressed THEN answered END AS answered,
       CASE WHEN NOT suppressed THEN unanswered END AS unanswered,
       CAST(towns AS INT) AS towns,
       CAST(towns_answered AS INT) AS towns_answered,
       sample_ids,
       sampled_on,
       suppressed
FROM shown
JOIN rate ON rate.code = shown.rate_code -- its code is its key
