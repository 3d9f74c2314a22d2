-- What each record tells of its group: one row a record. `certain` is made by the link stage: record_id, cluster,
-- person_id18; one row a record.
WITH told AS (
  -- What two registries tell in other words: at most one row a record. The target list names the school, and where no
  -- other school is called so, its code follows. The head of an assisted household is its children's guardian.
  SELECT target.record_id, named.school_code, CAST(NULL AS STRING) AS guardian_id18
  FROM aid_target_list AS target
  JOIN (
    SELECT replace(name, ' ', '') AS name, max(school_code) AS school_code
    FROM school GROUP BY replace(name, ' ', '') HAVING count(*) = 1
  ) AS named ON named.name = replace(target.school_name, ' ', '') -- at most one school a name
  UNION ALL
  SELECT record_id, NULL, head_id_18
  FROM social_assistance
  WHERE relation RLIKE '^[23]' AND relation NOT IN ('28', '38') AND head_id_18 IS NOT NULL
), placed AS (
  SELECT mention.*, certain.cluster, certain.person_id18,
         -- Household numbers of different offices never meet; the target list carries those of the poverty office.
         CASE registry WHEN 'social_assistance' THEN 'A' WHEN 'household_registration' THEN 'H' ELSE 'P' END AS office
  FROM mention
  JOIN certain ON certain.record_id = mention.record_id -- one cluster a record
)
SELECT cluster, person_id18, placed.record_id, registry, record_key, lasting_id, name_norm, name_pinyin, birth_date,
       sex_code, id18, id18_own, id_kind, id_text, placed.school_code, placed.guardian_id18, phone_hash,
       office, household_no, concat(office, household_no) AS household,
       coalesce(placed.school_code, told.school_code) AS school_at,
       coalesce(placed.guardian_id18, told.guardian_id18) AS guardian_id,
       -- A valid number that is not the group's own: a guardian's, or of somebody whose name differs.
       CASE WHEN id18 IS DISTINCT FROM person_id18 THEN id18 END AS foreign_id,
       CASE WHEN id_kind = 'TEMP' AND substr(id_text, 7, 8) RLIKE '^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$'
            THEN substr(id_text, 7, 8) END AS placeholder_birth,
       -- Counties are too wide a place.
       CASE WHEN length(division_code) = 12 THEN division_code END AS village,
       CASE WHEN student_no_kind = 'G' AND student_id18 IS NULL THEN substr(student_no, 2) END AS student_wrong_id
FROM placed
LEFT JOIN told -- at most one row a record; who has a number needs no more
  ON told.record_id = placed.record_id AND placed.person_id18 IS NULL
