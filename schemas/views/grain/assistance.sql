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
         -- Since when the longest settled of those covered lives here; a blank 迁入日期 is as good as always.
         min(CASE WHEN member.covered THEN coalesce(hukou.moved_in_date, DATE '1000-01-01') END) AS settled_since,
         min_by(member.household_size, struct(member.source_file, member.source_sheet, member.source_row)) AS declared_size,
         sort_array(collect_list(struct(member.source_file, member.source_sheet, member.source_row, member.record_id))) AS rows
  FROM assistance_member AS member
  JOIN identity_link AS link ON link.record_id = member.record_id -- one link a record
  JOIN person_class AS class ON class.person_id = link.person_id -- one class a person
  LEFT JOIN (
    SELECT link.person_id, max(hukou.moved_in_date) AS moved_in_date
    FROM household_registration AS hukou
    JOIN identity_link AS link ON link.record_id = hukou.record_id -- one link a record
    WHERE hukou.moved_in_date IS NOT NULL
    GROUP BY link.person_id
  ) AS hukou ON hukou.person_id = link.person_id -- at most one date a person
  WHERE member.assistance_no IS NOT NULL
  GROUP BY member.assistance_no
) AS assistance
