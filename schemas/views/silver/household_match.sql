-- Households that share a member in force on the business date: one row a pair of households. Two households of
-- different registries stand in the order POVERTY, ASSISTANCE, HUKOU, two of one registry in the order of their numbers:
-- ids change when the key is rotated.
WITH member AS (
  SELECT DISTINCT membership.household_id, household.kind, household.household_no, membership.person_id,
         CASE household.kind WHEN 'POVERTY' THEN 1 WHEN 'ASSISTANCE' THEN 2 ELSE 3 END AS rank
  FROM membership
  JOIN household USING (household_id) -- one household an id
  WHERE (membership.from_date IS NULL OR membership.from_date <= :business_date)
    AND (membership.to_date IS NULL OR membership.to_date >= :business_date)
), size AS (
  SELECT household_id, count(*) AS members FROM member GROUP BY household_id
), pair AS (
  -- A person is in one household a registry, seldom in more: a few pairs a person.
  SELECT a.household_id AS household_id_a, a.kind AS kind_a, a.household_no AS household_no_a,
         b.household_id AS household_id_b, b.kind AS kind_b, b.household_no AS household_no_b,
         count(*) AS shared_members
  FROM member AS a
  JOIN member AS b
    ON b.person_id = a.person_id AND (a.rank < b.rank OR (a.rank = b.rank AND a.household_no < b.household_no))
  GROUP BY ALL
), shared AS (
  SELECT pair.*, shared_members / a.members AS share_a, shared_members / b.members AS share_b
  FROM pair
  JOIN size AS a ON a.household_id = pair.household_id_a -- one size a household
  JOIN size AS b ON b.household_id = pair.household_id_b -- one size a household
), ranked AS (
  SELECT *,
         row_number() OVER (PARTITION BY household_id_a, kind_b
                            ORDER BY shared_members DESC, share_b DESC, household_no_b) AS place_a,
         row_number() OVER (PARTITION BY household_id_b, kind_a
                            ORDER BY shared_members DESC, share_a DESC, household_no_a) AS place_b,
         count(*) OVER (PARTITION BY household_id_a, kind_b) AS matches_a,
         count(*) OVER (PARTITION BY household_id_b, kind_a) AS matches_b
  FROM shared
)
SELECT household_id_a, kind_a, household_id_b, kind_b, shared_members, share_a, share_b,
       kind_a <> kind_b AND place_a = 1 AND place_b = 1 AS best,
       matches_a, matches_b,
       CASE
         WHEN kind_a = kind_b THEN 'SHARED'
         WHEN matches_a > 1 AND matches_b > 1 THEN 'MIXED'
         WHEN matches_a > 1 THEN 'SPLIT'
         WHEN matches_b > 1 THEN 'MERGED'
         ELSE 'NONE'
       END AS conflict
FROM ranked
