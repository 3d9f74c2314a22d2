-- Owed against paid in the term of the business date, for whoever is owed or was paid something.
SELECT person_id,
       programme_code,
       :term AS term,
       coalesce(owed.amount, 0) AS entitled,
       coalesce(paid.paid, 0) AS paid,
       coalesce(owed.amount, 0) - coalesce(paid.paid, 0) AS gap
FROM (SELECT * FROM entitlement WHERE term = :term AND confirmed) AS owed
FULL JOIN (SELECT * FROM paid WHERE term = :term AND paid_rows > 0 AND programme_code IS NOT NULL) AS paid
  USING (person_id, programme_code) -- both sides hold one row a person and programme
