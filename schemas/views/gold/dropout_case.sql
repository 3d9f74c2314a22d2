-- Control of dropout, step by step (requirements A61, A62: 疑似→核实→辍学→劝返→复学→销号): one row a case of the rules that
-- find a child out of school, DRP-01 and DRP-03. The steps follow from the case, the visits to bring the child back, and
-- the school register:
--   SUSPECTED    found, and nobody has answered
--   VERIFYING    answered 无法核实, or a unit has it and has not answered
--   DROPPED_OUT  confirmed, and nobody has visited since
--   PERSUADING   confirmed, and visited since for the child's return, or 整改中
--   RETURNED     no longer found, enrolled, for less than 30 days; or 已整改
--   CLOSED       returned for 30 days, or closing says why there is nothing to work for
-- Without a delivery of visits contacts is NULL, and a confirmed case stays DROPPED_OUT.
WITH suspected AS (
  SELECT *,
         try_element_at(filter(history, event -> event.to_state = 'CONFIRMED' AND event.event_date >= opened_on), 1).event_date
           AS confirmed_on
  FROM `case`
  WHERE rule_code IN ('DRP-01', 'DRP-03') AND person_id IS NOT NULL
), visited AS (
  SELECT suspected.exception_id, count(*) AS contacts, max(visit.visit_date) AS last_contact,
         min(visit.visit_date) FILTER (WHERE visit.visit_date >= suspected.confirmed_on) AS persuading_since
  FROM suspected
  JOIN (
    SELECT link.person_id, visit.visit_date
    FROM home_visit AS visit
    JOIN identity_link AS link ON link.record_id = visit.record_id -- one link a record
    WHERE visit.purpose = 'RETURN' AND visit.visit_date <= :business_date
  ) AS visit -- all visits of the person since the case was opened, counted below
    ON visit.person_id = suspected.person_id AND visit.visit_date >= suspected.opened_on
  GROUP BY suspected.exception_id
), duty AS (
  -- The chain of responsibility (requirement A64), county first.
  SELECT place.exception_id,
         transform(array_sort(collect_list(struct(
                     array_position(array('COUNTY', 'EDUCATION', 'TOWNSHIP', 'VILLAGE', 'SCHOOL'), roster.level) AS link,
                     roster.level, roster.unit, roster.post))),
                   one -> struct(one.level, one.unit, one.post)) AS responsible
  FROM (
    SELECT exception_id, explode(array(substring(division_code, 1, 6), substring(division_code, 1, 9), division_code)) AS place
    FROM suspected
    UNION
    SELECT suspected.exception_id, student.school_code
    FROM suspected
    JOIN identity_link AS link ON link.person_id = suspected.person_id -- all records of the person
    JOIN student_register AS student ON student.record_id = link.record_id -- at most one row a record
  ) AS place
  JOIN duty_roster AS roster -- some entries a place
    ON coalesce(roster.school_code, roster.division_code) = place.place
  GROUP BY place.exception_id
), told AS (
  SELECT suspected.*, duty.responsible, class.enrolled, class.dead, class.excused, class.graduated_junior,
         visited.contacts, visited.last_contact, visited.persuading_since,
         CASE
           WHEN state = 'RECTIFYING' THEN 'PERSUADING'
           WHEN state = 'CONFIRMED' OR (state = 'ASSIGNED' AND verdict = 'CONFIRMED')
             THEN if(visited.persuading_since IS NOT NULL, 'PERSUADING', 'DROPPED_OUT')
           WHEN state IN ('VERIFYING', 'ASSIGNED') THEN 'VERIFYING'
           WHEN state = 'RECTIFIED' THEN 'RETURNED'
           WHEN state = 'AUTO_CLEARED' AND class.enrolled AND state_since > date_sub(:business_date, 30) THEN 'RETURNED'
           WHEN state IN ('AUTO_CLEARED', 'NOT_CONFIRMED', 'EXEMPTED', 'CLOSED') THEN 'CLOSED'
           ELSE 'SUSPECTED'
         END AS step
  FROM suspected
  LEFT JOIN person_class AS class ON class.person_id = suspected.person_id -- one class a person
  LEFT JOIN visited ON visited.exception_id = suspected.exception_id -- at most one row a case
  LEFT JOIN duty ON duty.exception_id = suspected.exception_id -- at most one row a case
)
SELECT exception_id,
       rule_code,
       person_id,
       household_id,
       division_code,
       step,
       CASE step WHEN 'PERSUADING' THEN coalesce(persuading_since, state_since)
                 WHEN 'CLOSED' THEN if(state = 'AUTO_CLEARED' AND enrolled, date_add(state_since, 30), state_since)
                 ELSE state_since END AS step_since,
       CASE WHEN step = 'CLOSED' THEN
         CASE
           WHEN state = 'NOT_CONFIRMED' OR (state = 'CLOSED' AND verdict IN ('DATA_CORRECTED', 'SOURCE_WRONG'))
             THEN 'NOT_CONFIRMED'
           WHEN state = 'EXEMPTED' OR (state = 'CLOSED' AND verdict = 'EXEMPT') THEN 'EXEMPTED'
           WHEN state = 'CLOSED' THEN 'SETTLED'
           WHEN enrolled THEN 'RETURNED'
           WHEN dead THEN 'DECEASED'
           WHEN excused THEN 'EXCUSED'
           WHEN graduated_junior THEN 'GRADUATED'
           ELSE 'NO_LONGER_FOUND'
         END
       END AS closing,
       confirmed_on,
       CASE WHEN array_contains((SELECT registries FROM delivered), 'home_visit')
            THEN CAST(coalesce(contacts, 0) AS INT) END AS contacts,
       last_contact,
       due_date,
       overdue,
       CASE WHEN array_contains((SELECT registries FROM delivered), 'duty_roster')
            THEN coalesce(responsible, array()) END AS responsible
FROM told
