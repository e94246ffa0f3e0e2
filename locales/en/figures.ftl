### Figures and units. $figure, $number: “88.1%”, “1,200”.

## Where there is no number

figure-to-be-confirmed = to be confirmed
figure-not-applicable = n/a
figure-not-applicable-heard = not applicable
# What is heard for a dash.
figure-none = no figure
# In the data of a chart, for a time that is still to come.
figure-not-yet-known = not yet known
# In easy read, for what is to be confirmed.
figure-unknown-amount = an amount we do not know yet
figure-unknown-number = a number we do not know yet

# What is heard for [c], [x] and [low], and what is shown where a note says why.
figure-confidential = confidential
figure-not-available = not available
figure-low = low
figure-not-shown = not shown

## Numbers

# A number below zero, as it is heard.
figure-minus = minus { $figure }
# A number that was written with a plus, as it is heard.
figure-plus = plus { $figure }
figure-range = { $from } to { $to }
# A place in a list: “23rd of 150”.
figure-place = { $place } of { $all }
# $number is only there to choose the form: 1st, 2nd, 3rd, 4th. $figure is the number as it is seen: “1,021”.
figure-ordinal = { NUMBER($number, type: "ordinal") ->
    [one] { $figure }st
    [two] { $figure }nd
    [few] { $figure }rd
   *[other] { $figure }th
}
figure-million = { $number } million
figure-billion = { $number } billion

## Numbers that are not exact

figure-about = about { $figure }
figure-almost = almost { $figure }
figure-at-least = at least { $figure }
figure-more-than = more than { $figure }
figure-at-most = at most { $figure }
figure-up-to = up to { $figure }
figure-less-than = less than { $figure }
# Of people and things.
figure-fewer-than = fewer than { $figure }

## Units at a number

# Where the plan writes percentages in words.
figure-per-cent = { $number } per cent
# $number is only there to choose the form.
figure-points = { $number ->
    [one] { $figure } percentage point
   *[other] { $figure } percentage points
}
figure-pounds-million = £{ $number } million
figure-pounds-billion = £{ $number } billion
# “£400 per person”, “£000 per bed”. $each is the author's.
figure-money-per = { $money } per { $each }
# How far a place in a list is from another. $number is only there to choose the form.
figure-places = { $number ->
    [one] { $figure } place
   *[other] { $figure } places
}

## What a column is counted in

unit-points = percentage points
# What is heard for “%”, “£”, “£000”, “£m”, “£bn”.
unit-in-percent = as a percentage
unit-in-pounds = in pounds
unit-in-thousands = in thousands of pounds
unit-in-millions = in millions of pounds
unit-in-billions = in billions of pounds
# “in hours a week”. $unit is the author's.
unit-in = in { $unit }

## Times in easy read. $unit is the author's: “hour a week”, “years”.

about-half-an-hour = half an { $unit }
about-half-a = half a { $unit }
about-and-a-half = { $number } and a half { $unit }

## Percentages in easy read

# “9 out of 10”, “9 out of 10 people”; “5 to 7 out of 100 people”.
share-out-of = { $count } out of { $all }
share-out-of-people = { $count } out of { $all } people
share-range = { $from } to { $to } out of { $all }
share-range-people = { $from } to { $to } out of { $all } people
# Each in three forms: where the sentence says of what; alone; where the verb after it is for several people.
share-none = none
share-nobody = no one
share-no-people = no people
share-almost-none = almost none
share-almost-nobody = almost no one
share-almost-no-people = almost no people
share-some = some
share-some-people = some people
share-not-all = not all
share-not-everyone = not everyone
share-not-all-people = not all people
share-almost-all = almost all
share-almost-everyone = almost everyone
share-almost-all-people = almost all people
share-all = all
share-everyone = everyone
share-all-people = all people
