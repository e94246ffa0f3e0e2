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

## Times in a sentence

# Before a day: “on 31 March 2018”.
time-on = on { $day }
# Before all other times: “in March 2018”, “in 2018-19”.
time-in = in { $time }
# The last day of a month or a year: “the end of 2018-19”.
time-end = the end of { $time }
# When something must be done: “by 31 March 2019”, “by the end of 2018-19”.
time-by = by { $date }
