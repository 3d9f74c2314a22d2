-- What is known of each group of records that certain links hold together: one row a group (`certain.cluster`).
-- Lists hold all values of the group; single values, for blocking, are the most frequent or the least.
-- `certain` is made by the link stage: record_id, cluster, person_id18.
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
), row AS (
  SELECT mention.*, certain.cluster, certain.person_id18,
         coalesce(mention.school_code, told.school_code) AS school_at,
         coalesce(mention.guardian_id18, told.guardian_id18) AS guardian_id,
         -- Household numbers of different offices never meet; the target list carries those of the poverty office.
         CASE registry WHEN 'social_assistance' THEN 'A' WHEN 'household_registration' THEN 'H' ELSE 'P' END AS office,
         -- A valid number that is not the group's own: a guardian's, or of somebody whose name differs.
         CASE WHEN id18 IS DISTINCT FROM person_id18 THEN id18 END AS foreign_id,
         CASE WHEN id_kind = 'TEMP' AND substr(id_text, 7, 8) RLIKE '^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$'
              THEN substr(id_text, 7, 8) END AS placeholder_birth,
         -- Counties are too wide a place.
         CASE WHEN length(division_code) = 12 THEN division_code END AS village,
         CASE WHEN student_no_kind = 'G' AND student_id18 IS NULL THEN substr(student_no, 2) END AS student_wrong_id
  FROM mention
  JOIN certain ON certain.record_id = mention.record_id -- one cluster a record
  LEFT JOIN told -- at most one row a record; who has a number needs no more
    ON told.record_id = mention.record_id AND certain.person_id18 IS NULL
), name AS (
  SELECT cluster, max_by(name_norm, struct(times, name_norm)) AS name, max_by(name_pinyin, struct(times, name_norm)) AS pinyin
  FROM (SELECT cluster, name_norm, name_pinyin, count(*) AS times FROM row GROUP BY cluster, name_norm, name_pinyin)
  GROUP BY cluster
), member AS (
  SELECT DISTINCT cluster, concat(office, household_no) AS household FROM row WHERE household_no IS NOT NULL
), household AS (
  -- A number that dozens share is no household's.
  SELECT household FROM member GROUP BY household HAVING count(*) BETWEEN 2 AND 30
), neighbour AS (
  SELECT DISTINCT a.household, b.household AS neighbour
  FROM member AS a
  JOIN household USING (household) -- each household once
  JOIN member AS b ON b.cluster = a.cluster AND b.household <> a.household
), kin AS (
  SELECT member.cluster, collect_set(neighbour.neighbour) AS kin
  FROM member
  JOIN neighbour USING (household)
  GROUP BY member.cluster
), holder AS (
  SELECT person_id18,
         collect_set(concat(office, household_no)) AS households,
         min(CASE WHEN office = 'P' THEN household_no END) AS poverty_no,
         min(CASE WHEN office = 'A' THEN household_no END) AS assistance_no,
         min(CASE WHEN office = 'H' THEN household_no END) AS hukou_no
  FROM row
  WHERE person_id18 IS NOT NULL
  GROUP BY person_id18
), family AS (
  -- Where somebody else's number stands in a row, that person's households may be those of the row's person.
  SELECT row.cluster,
         flatten(collect_set(holder.households)) AS families,
         min(holder.poverty_no) AS poverty_no,
         min(holder.assistance_no) AS assistance_no,
         min(holder.hukou_no) AS hukou_no
  FROM row
  JOIN holder ON holder.person_id18 = row.foreign_id -- at most one row a number
  GROUP BY row.cluster
), profile AS (
  SELECT cluster,
         max(person_id18) AS id18,
         coalesce(max(person_id18), min(CASE WHEN id18_own THEN id18 END)) AS claimed_id,
         collect_set(name_norm) AS names,
         collect_set(name_pinyin) AS pinyins,
         collect_set(date_format(birth_date, 'yyyyMMdd')) AS stated_births,
         collect_set(placeholder_birth) AS placeholder_births,
         min(sex_code) AS stated_sex,
         concat(collect_set(CASE WHEN id18 IS NULL AND id_kind NOT IN ('BLANK', 'TEMP') THEN id_text END),
                collect_set(student_wrong_id)) AS wrong_ids,
         collect_set(foreign_id) AS foreign_ids,
         collect_set(village) AS villages,
         min(village) AS village,
         collect_set(concat(office, household_no)) AS households,
         min(CASE WHEN office = 'P' THEN household_no END) AS poverty_no,
         min(CASE WHEN office = 'A' THEN household_no END) AS assistance_no,
         min(CASE WHEN office = 'H' THEN household_no END) AS hukou_no,
         collect_set(school_at) AS schools,
         min(school_at) AS school,
         collect_set(CASE WHEN registry = 'student_register' THEN school_code END) AS enrolled_at,
         collect_set(guardian_id) AS guardians,
         min(coalesce(guardian_id, foreign_id)) AS guardian,
         collect_set(phone_hash) AS phones,
         min(phone_hash) AS phone,
         -- A person has one row in these two: their keys are persons.
         min(CASE WHEN registry = 'household_registration' THEN record_key END) AS hukou_row,
         min(CASE WHEN registry = 'poverty_register' THEN record_key END) AS poverty_row,
         -- The record that shows most stands for the group before reviewers.
         min_by(record_id, struct(
           -size(array_compact(array(id_text, birth_date, sex_code, village, household_no, school_code, guardian_id18))),
           lasting_id)) AS record_id,
         count(*) AS records
  FROM row
  GROUP BY cluster
), roster AS (
  -- The poverty register names all members of its households. Where one alone was born on a day, a list that gives
  -- that household and day means this one; twins are two.
  SELECT cluster, collect_set(born) AS only_births
  FROM (
    SELECT min(cluster) AS cluster, concat(household_no, ' ', birth) AS born
    FROM (
      SELECT cluster, household_no,
             explode(array(date_format(fn.id_birth(person_id18), 'yyyyMMdd'), date_format(birth_date, 'yyyyMMdd'))) AS birth
      FROM row WHERE registry = 'poverty_register'
    )
    GROUP BY household_no, birth
    HAVING count(DISTINCT cluster) = 1
  )
  GROUP BY cluster
)
SELECT profile.cluster, id18, claimed_id, name.name, name.pinyin, names, pinyins,
       -- Patterns of names in which a character was lost on the way and two are there.
       filter(transform(filter(names, name -> name RLIKE '[?\uFFFD]'), name -> regexp_replace(name, '[?\uFFFD]', '_')),
              name -> length(replace(name, '_', '')) >= 2) AS damaged_names,
       coalesce(date_format(fn.id_birth(id18), 'yyyyMMdd'), array_min(stated_births), array_min(placeholder_births)) AS birth,
       array_distinct(concat(array_compact(array(date_format(fn.id_birth(id18), 'yyyyMMdd'))), stated_births,
                             placeholder_births)) AS births,
       CASE WHEN poverty_row IS NULL AND profile.poverty_no IS NOT NULL
            THEN transform(concat(stated_births, placeholder_births), birth -> concat(profile.poverty_no, ' ', birth))
            ELSE array() END AS listed_births,
       coalesce(roster.only_births, array()) AS only_births,
       coalesce(fn.id_sex(id18), stated_sex) AS sex,
       wrong_ids, foreign_ids,
       coalesce(id18, array_min(foreign_ids)) AS any_id,
       substr(coalesce(id18, array_min(wrong_ids)), 1, 11) AS id_head,
       substr(coalesce(id18, array_min(wrong_ids)), 11, 4) AS id_day,
       substr(coalesce(id18, array_min(wrong_ids)), 12) AS id_tail,
       villages, village, households, coalesce(kin.kin, array()) AS kin, coalesce(family.families, array()) AS families,
       coalesce(profile.poverty_no, family.poverty_no) AS poverty_no,
       coalesce(profile.assistance_no, family.assistance_no) AS assistance_no,
       coalesce(profile.hukou_no, family.hukou_no) AS hukou_no,
       schools, school, enrolled_at, guardians, guardian, phones, phone, hukou_row, poverty_row, record_id, records
FROM profile
JOIN name ON name.cluster = profile.cluster -- one name a group
LEFT JOIN kin ON kin.cluster = profile.cluster -- one list a group
LEFT JOIN family ON family.cluster = profile.cluster -- one row a group
LEFT JOIN roster ON roster.cluster = profile.cluster -- one list a group
