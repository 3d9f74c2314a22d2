-- Pupils as policies see them: one row a school record that is in state 在读, or that was earlier in the term.
-- attending: in state 在读 in the delivery that counts. months: the school months of the term (September to January,
-- March to July) that he is at school, by the first day of each. For that day the record's last delivery up to it
-- speaks, and before its first delivery of the term the first; so the newest delivery speaks for what is to come.
-- A month before the month of entry does not count, if he entered in this term. A record without a complete key is
-- in no other delivery: it speaks for itself alone. All deliveries of the term are there only if a policy counts
-- months; what was said before the term does not count.
WITH word AS (
  SELECT record_key, sort_array(collect_list(struct(delivery_date, attending))) AS words
  FROM (
    SELECT record_key, delivery_date, coalesce(max(status = '01'), false) AS attending
    FROM enrolment_history
    WHERE delivery_date >= add_months(:school_year_start, if(substring(:term, 6, 1) = '1', 0, 5)) -- the term's first day
    GROUP BY record_key, delivery_date
  )
  GROUP BY record_key
), known AS (
  SELECT student.*,
         coalesce(student.status = '01', false) AS attending,
         concat(coalesce(word.words, array()),
                array(struct(student.delivery_date, coalesce(student.status = '01', false) AS attending))) AS words,
         transform(sequence(0, 4),
                   i -> add_months(:school_year_start, i + if(substring(:term, 6, 1) = '1', 0, 6))) AS school_months
  FROM student_register AS student
  LEFT JOIN word ON word.record_key = student.record_key -- one list a record key
  WHERE student.status = '01' OR word.words IS NOT NULL
), pupil AS (
  SELECT *,
         filter(school_months, month ->
           coalesce(try_element_at(filter(words, said -> said.delivery_date <= month), -1), words[0]).attending
             AND NOT coalesce(
               entry_month > date_format(month, 'yyyyMM')
                 AND entry_month > date_format(school_months[0], 'yyyyMM')
                 AND entry_month <= date_format(:business_date, 'yyyyMM'), false)
         ) AS months
  FROM known
)
SELECT student.record_id,
       link.person_id,
       student.source_file,
       student.source_row,
       student.stage,
       student.grade,
       student.boarding,
       student.entry_month,
       student.hukou_kind,
       class.class,
       class.registered,
       class.dibao,
       class.tekun,
       class.orphan,
       class.disabled,
       class.hardship,
       substring(:term, 6, 1) = '1' AS first_term,
       coalesce(school.county_code, substring(student.hukou_division, 1, 6)) AS county_code,
       student.attending,
       student.months
FROM pupil AS student
JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
JOIN person_class AS class ON class.person_id = link.person_id -- one class a person
LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
WHERE student.attending OR size(student.months) > 0
