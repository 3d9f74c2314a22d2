-- What became different of households between two successive deliveries of the poverty register that the run took in:
-- one row a household, delivery and kind of change. Registered is a household of type 脱贫户 or 监测户. A household is
-- gone from, or new in, a delivery only if all its files could be read and its township is in it.
-- events: what the ledger of status changes has to tell of it. members, natural: how many persons it is about, and how
-- many of them were born in the year before the delivery or have died; NULL where the register does not tell who is who.
WITH delivery AS (
  SELECT delivery_date, whole,
         lag(delivery_date) OVER (ORDER BY delivery_date) AS before_date,
         lag(whole) OVER (ORDER BY delivery_date) AS whole_before
  FROM (
    SELECT delivery_date, NOT max(state = 'REJECTED') AS whole
    FROM feed
    WHERE registry = 'poverty_register' AND sha256 IS NOT NULL
    GROUP BY delivery_date
  )
), town AS (
  SELECT DISTINCT delivery_date, substring(division_code, 1, 9) AS town
  FROM household_history
), known AS (
  SELECT *, household_type IN ('EXITED', 'MONITORED') AS registered,
         if(monitor_class <> '' AND coalesce(risk_cleared, false), concat(monitor_class, ' CLEARED'), monitor_class)
           AS monitored
  FROM household_history
), pair AS (
  SELECT coalesce(now.household_id, past.household_id) AS household_id,
         coalesce(now.household_no, past.household_no) AS household_no,
         coalesce(now.division_code, past.division_code) AS division_code,
         coalesce(past.delivery_date, now.before_date) AS from_date,
         coalesce(now.delivery_date, past.next_date) AS to_date,
         now.household_type AS type_now, past.household_type AS type_before,
         now.poverty_status AS status_now, past.poverty_status AS status_before,
         now.monitored AS monitored_now, past.monitored AS monitored_before,
         now.monitor_class <> past.monitor_class OR now.risk_cleared <> past.risk_cleared AS monitor_changed,
         coalesce(now.members, array()) AS members_now,
         coalesce(past.members, array()) AS members_before,
         CASE WHEN now.household_id IS NOT NULL THEN now.registered
              WHEN past.next_whole AND here.town IS NOT NULL THEN false END AS registered_now,
         CASE WHEN past.household_id IS NOT NULL THEN past.registered
              WHEN now.whole_before AND there.town IS NOT NULL THEN false END AS registered_before,
         coalesce(now.record_id, past.record_id) AS record_id,
         coalesce(now.source_file, past.source_file) AS source_file,
         coalesce(now.source_row, past.source_row) AS source_row
  FROM (
    SELECT known.*, delivery.before_date, delivery.whole_before
    FROM known
    JOIN delivery ON delivery.delivery_date = known.delivery_date -- one row a delivery
    WHERE delivery.before_date IS NOT NULL
  ) AS now
  FULL OUTER JOIN (
    SELECT known.*, next.delivery_date AS next_date, next.whole AS next_whole
    FROM known
    JOIN delivery AS next ON next.before_date = known.delivery_date -- at most one row a delivery
  ) AS past ON past.household_id = now.household_id AND past.next_date = now.delivery_date -- at most one row a household
  LEFT JOIN town AS here -- at most one row a township and delivery
    ON here.delivery_date = past.next_date AND here.town = substring(past.division_code, 1, 9)
  LEFT JOIN town AS there -- at most one row a township and delivery
    ON there.delivery_date = now.before_date AND there.town = substring(now.division_code, 1, 9)
), moved AS (
  SELECT *,
         -- Who has no number of his own in one of them may be anybody in the other.
         forall(concat(members_now, members_before), member -> member.person_no IS NOT NULL) AS numbered,
         filter(members_now, one -> NOT exists(members_before, other ->
           other.person_no <=> one.person_no OR coalesce(other.id18 = one.id18, false))) AS joined,
         filter(members_before, one -> NOT exists(members_now, other ->
           other.person_no <=> one.person_no OR coalesce(other.id18 = one.id18, false))) AS gone
  FROM pair
), dead AS (
  SELECT lost.household_id, lost.to_date, count_if(class.dead) AS dead
  FROM (SELECT household_id, to_date, explode(gone.id18) AS id18 FROM moved) AS lost
  JOIN person ON person.id18 = lost.id18 -- at most one person a number
  JOIN person_class AS class ON class.person_id = person.person_id -- one class a person
  GROUP BY lost.household_id, lost.to_date
), approval AS (
  SELECT household_no, collect_set(named_struct('event', event, 'change_date', change_date)) AS approvals
  FROM status_change
  WHERE approval_no IS NOT NULL AND change_date <= :business_date AND household_no IS NOT NULL
  GROUP BY household_no
), change AS (
  SELECT moved.household_id, moved.household_no, moved.division_code, moved.from_date, moved.to_date,
         moved.record_id, moved.source_file, moved.source_row,
         explode(array(
           named_struct('kind', CASE WHEN registered_now AND NOT registered_before THEN 'ENTERED' END,
                        'before', coalesce(type_before, ''), 'after', coalesce(type_now, ''),
                        'members', size(members_now), 'natural', CAST(NULL AS INT),
                        'events', array('ADDED', 'IDENTIFIED')),
           named_struct('kind', CASE WHEN registered_before AND NOT registered_now THEN 'LEFT' END,
                        'before', coalesce(type_before, ''), 'after', coalesce(type_now, ''),
                        'members', size(members_before), 'natural', CAST(coalesce(dead.dead, 0) AS INT),
                        -- A household that has died out is struck off without a decision.
                        'events', if(dead.dead = size(members_before), array(), array('REMOVED'))),
           named_struct('kind', CASE WHEN registered_now AND registered_before AND status_now <> status_before
                                     THEN 'STATUS_CHANGED' END,
                        'before', status_before, 'after', status_now,
                        'members', CAST(NULL AS INT), 'natural', CAST(NULL AS INT),
                        'events', CASE WHEN status_now = 'EXITED' THEN array('EXITED')
                                       WHEN status_before = 'EXITED' THEN array('RELAPSED')
                                       ELSE array() END),
           named_struct('kind', CASE WHEN registered_now AND registered_before AND monitor_changed
                                       AND monitored_now <> monitored_before THEN 'MONITOR_CHANGED' END,
                        'before', monitored_before, 'after', monitored_now,
                        'members', CAST(NULL AS INT), 'natural', CAST(NULL AS INT),
                        'events', if(monitored_now = '' OR monitored_now LIKE '%CLEARED',
                                     array('CLEARED'), array('IDENTIFIED'))),
           named_struct('kind', CASE WHEN registered_now AND registered_before AND numbered AND size(joined) > 0
                                     THEN 'GREW' END,
                        'before', CAST(size(members_before) AS STRING), 'after', CAST(size(members_now) AS STRING),
                        'members', size(joined),
                        'natural', size(filter(joined, one -> one.birth_date > add_months(moved.to_date, -12))),
                        'events', array()),
           named_struct('kind', CASE WHEN registered_now AND registered_before AND numbered AND size(gone) > 0
                                     THEN 'SHRANK' END,
                        'before', CAST(size(members_before) AS STRING), 'after', CAST(size(members_now) AS STRING),
                        'members', size(gone), 'natural', CAST(coalesce(dead.dead, 0) AS INT),
                        'events', array()))) AS change
  FROM moved
  LEFT JOIN dead ON dead.household_id = moved.household_id AND dead.to_date = moved.to_date -- at most one row a pair
)
SELECT change.household_id, change.household_no, change.division_code, change.from_date, change.to_date, change.change.*,
       -- Approved is what a document of the ledger approves that is not much older than the delivery before.
       CASE WHEN size(change.change.events) > 0 AND array_contains(delivered.registries, 'status_change')
            THEN exists(coalesce(approval.approvals, array()), one ->
                   array_contains(change.change.events, one.event)
                     AND one.change_date > date_sub(change.from_date, CAST(:EXT_05_days AS INT))) END AS approved,
       change.record_id, change.source_file, change.source_row
FROM change
LEFT JOIN approval ON approval.household_no = change.household_no -- at most one row a household number
CROSS JOIN delivered -- one row
WHERE change.change.kind IS NOT NULL
