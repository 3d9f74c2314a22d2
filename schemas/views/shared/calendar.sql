-- The days off that the State Council gave, and the days of weekends that are worked instead: one row. In years that
-- codes/holiday.csv does not know, Monday to Friday are worked.
SELECT flatten(collect_list(sequence(to_date(holiday.first_day), to_date(holiday.last_day)))) AS free,
       flatten(collect_list(transform(filter(split(holiday.worked, '[|]'), day -> day <> ''), day -> to_date(day)))) AS worked
FROM codes_holiday AS holiday
