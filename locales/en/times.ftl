### Months, and times in the text of a page.

## The months in full, and short where there is little room

month-january = January
month-january-short = Jan
month-february = February
month-february-short = Feb
month-march = March
month-march-short = Mar
month-april = April
month-april-short = Apr
month-may = May
month-may-short = May
month-june = June
month-june-short = Jun
month-july = July
month-july-short = Jul
month-august = August
month-august-short = Aug
month-september = September
month-september-short = Sept
month-october = October
month-october-short = Oct
month-november = November
month-november-short = Nov
month-december = December
month-december-short = Dec

## Days, months and stretches of time

# “31 March 2018”, and with a short month “31 Mar 2018”.
time-day = { $day } { $month } { $year }
# “March 2018”
time-month = { $month } { $year }
# Three months: “July to September 2018”. The short one is under a chart.
time-quarter = { $from } to { $to } { $year }
time-quarter-short = { $from }–{ $to } { $year }
# “2018-19 to 2020-21”
time-from-to = { $from } to { $to }

## Other times

season-spring = spring
season-summer = summer
season-autumn = autumn
season-winter = winter
# “spring 2026”, “winter 2026-27”
time-season = { $season } { $year }
# “school year 2025-26”
time-school-year = school year { $year }
# Twelve months: “year to March 2018”
time-year-to = year to { $time }
# $count is 2 or more: “5 years to 2018-19”
time-years-to = { $count } years to { $time }

## Times in a sentence

# Before a day: “on 31 March 2018”.
time-on = on { $day }
# How it was on a day: “at 31 March 2018”.
time-at = at { $day }
# Before a time from one month to another: “from October 2016 to September 2017”.
time-from = from { $times }
# “in the year to March 2018”, “in the school year 2025-26”
time-in-the = in the { $time }
# Before all other times: “in March 2018”, “in 2018-19”.
time-in = in { $time }
# The last day of a month or a year: “the end of 2018-19”.
time-end = the end of { $time }
# When something must be done: “by 31 March 2019”, “by the end of 2018-19”.
time-by = by { $date }
