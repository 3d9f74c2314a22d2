-- Letters home that schools say they sent in the term: one row a delivered letter.
SELECT link.person_id, letter.record_id, letter.letter_no, letter.school_code, letter.sent_date, letter.receipt_date,
       letter.in_handbook
FROM family_letter AS letter
JOIN identity_link AS link ON link.record_id = letter.record_id -- one link a record
WHERE letter.sent_date <= :business_date
  AND letter.sent_date >= if(:term LIKE '%-1', :school_year_start, make_date(year(:school_year_start) + 1, 2, 1))
