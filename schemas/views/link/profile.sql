-- What is known of each group of records that certain links hold together: one row a group (`record.cluster`).
-- Lists hold all values of the group; single values, for blocking, are the most frequent or the least.
-- `record` is made by the link stage of the view beside this one; it lies by cluster, so nothing is moved for it here.
WITH name AS (
  SELECT cluster, max_by(name_norm, struct(times, name_norm)) AS name, max_by(name_pinyin, struct(times, name_norm)) AS pinyin
  FROM (SELECT cluster, name_norm, name_pinyin, count(*) AS times FROM record GROUP BY cluster, name_norm, name_pinyin)
  GROUP BY cluster
), member AS (
  SELECT DISTINCT cluster, household FROM record WHERE household IS NOT NULL
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
         collect_set(household) AS households,
         min(CASE WHEN office = 'P' THEN household_no END) AS poverty_no,
         min(CASE WHEN office = 'A' THEN household_no END) AS assistance_no,
         min(CASE WHEN office = 'H' THEN household_no END) AS hukou_no
  FROM record
  WHERE person_id18 IS NOT NULL
  GROUP BY person_id18
), family AS (
  -- Where somebody else's number stands in a row, that person's households may be those of the row's person.
  SELECT record.cluster,
         flatten(collect_set(holder.households)) AS families,
         min(holder.poverty_no) AS poverty_no,
         min(holder.assistance_no) AS assistance_no,
         min(holder.hukou_no) AS hukou_no
  FROM record
  JOIN holder ON holder.person_id18 = record.foreign_id -- at most one row a number
  GROUP BY record.cluster
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
         collect_set(household) AS households,
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
  FROM record
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
      FROM record WHERE registry = 'poverty_register'
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
