-- Grain id_number: one row a valid ID number; shared tells whether people of different names carry it in one registry's
-- delivery. Names of one sound, or of three characters and more but for one, are one name mistyped.
WITH delivery AS (
  SELECT mention.id18,
         mention.registry,
         min(mention.division_code) AS division_code,
         collect_set(CASE WHEN mention.name_norm IS NOT NULL
                          THEN named_struct('norm', mention.name_norm, 'pinyin', mention.name_pinyin) END) AS names,
         collect_list(named_struct('record_id', mention.record_id, 'registry', mention.registry,
                      'source_file', mention.source_file, 'source_row', mention.source_row, 'role', 'subject')) AS records
  FROM mention
  LEFT ANTI JOIN (SELECT record_id FROM record_fact WHERE foreign_id) AS fact
    ON fact.record_id = mention.record_id -- at most one row a record
  WHERE mention.id18 IS NOT NULL
  GROUP BY mention.id18, mention.registry, mention.delivery_date
), compared AS (
  -- The search ends at the first two names that differ.
  SELECT *,
         exists(names, a -> exists(names, b ->
           a.pinyin <> b.pinyin
           AND (levenshtein(a.norm, b.norm) > 1 OR least(char_length(a.norm), char_length(b.norm)) < 3))) AS shared
  FROM delivery
)
SELECT 'ID_NUMBER' AS subject_type,
       fn.pseudonym('id', id18) AS subject_key,
       '' AS period,
       CAST(NULL AS STRING) AS person_id,
       CAST(NULL AS STRING) AS household_id,
       min(division_code) AS division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       coalesce(min(registry) FILTER (WHERE shared), min(registry)) AS registry,
       max(shared) AS shared,
       max(size(names)) AS names,
       sort_array(flatten(collect_list(records) FILTER (WHERE shared))) AS records
FROM compared
GROUP BY id18
