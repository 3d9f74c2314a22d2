-- Grain assistance: one row a number of social assistance; its subject record is its first row in file-name order.
SELECT 'HOUSEHOLD' AS subject_type,
       assistance.household_id AS subject_key,
       '' AS period,
       CAST(NULL AS STRING) AS person_id,
       assistance.household_id,
       assistance.division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       assistance.on_dibao,
       assistance.on_rural_dibao,
       assistance.registered_members,
       assistance.covered_rows,
       assistance.unknown_rows,
       assistance.settled_since,
       assistance.declared_size,
       assistance.orphans,
       CASE WHEN array_contains((SELECT registries FROM delivered), 'support_ledger') THEN assistance.unpaired END AS unpaired,
       assistance.other_hukou,
       CAST(round(family.shared_members / family.share_b) AS INT) AS family_size,
       CASE WHEN family.household_id_b IS NOT NULL
            THEN count_if(assistance.on_dibao) OVER (PARTITION BY family.household_id_b) END AS dibao_numbers,
       transform(assistance.rows, (row, place) -> named_struct('record_id', row.record_id, 'registry', 'social_assistance',
                 'source_file', row.source_file, 'source_row', row.source_row,
                 'role', if(place = 0, 'subject', 'evidence'))) AS records
FROM (
  SELECT substring(fn.pseudonym('household', concat('ASSISTANCE|', member.assistance_no)), 1, 32) AS household_id,
         min(member.village_code) AS division_code,
         max(member.covered AND member.in_force AND member.category IN ('RURAL_DIBAO', 'URBAN_DIBAO')) AS on_dibao,
         max(member.covered AND member.in_force AND member.category = 'RURAL_DIBAO') AS on_rural_dibao,
         count_if(class.registered) AS registered_members,
         count_if(member.covered) AS covered_rows,
         count_if(member.covered IS NULL) AS unknown_rows,
         count_if(member.covered AND member.in_force AND member.category IN ('ORPHAN', 'UNATTENDED')) AS orphans,
         count_if(member.covered AND member.in_force AND member.category IN ('ORPHAN', 'UNATTENDED')
                  AND NOT coalesce(word.mentored, false)) AS unpaired,
         -- What the police say of the hukou counts before what the row says.
         max(CASE WHEN member.covered AND member.in_force THEN CASE member.category
               WHEN 'RURAL_DIBAO' THEN coalesce(hukou.hukou_kind, member.hukou_kind) = 'URBAN'
               WHEN 'URBAN_DIBAO' THEN coalesce(hukou.hukou_kind, member.hukou_kind) = 'RURAL' END END) AS other_hukou,
         -- Since when the longest settled of those covered lives here; a blank 迁入日期 is as good as always.
         min(CASE WHEN member.covered THEN coalesce(hukou.moved_in_date, DATE '1000-01-01') END) AS settled_since,
         min_by(member.household_size, struct(member.source_file, member.source_sheet, member.source_row)) AS declared_size,
         sort_array(collect_list(struct(member.source_file, member.source_sheet, member.source_row, member.record_id))) AS rows
  FROM assistance_member AS member
  JOIN identity_link AS link ON link.record_id = member.record_id -- one link a record
  JOIN person_class AS class ON class.person_id = link.person_id -- one class a person
  LEFT JOIN resident AS hukou ON hukou.person_id = link.person_id -- at most one row a person
  LEFT JOIN person_word AS word ON word.person_id = link.person_id -- at most one row a person
  WHERE member.assistance_no IS NOT NULL
  GROUP BY member.assistance_no
) AS assistance
LEFT JOIN (
  SELECT * FROM household_match WHERE kind_a = 'ASSISTANCE' AND kind_b = 'HUKOU' AND matches_a = 1
) AS family ON family.household_id_a = assistance.household_id -- it meets one hukou household
