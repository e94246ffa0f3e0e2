### Measures: their cards, their tables, and the page of all measures.

## A card

measure-target = Target
# $date: “31 March 2027” or “the end of 2026-27”.
measure-by = by { $date }
measure-target-by = Target by { $date }
# A level to keep to in every period.
measure-standard = Standard
measure-about-target = About the target
measure-before = Before
measure-before-when = Before: { $date }
measure-last-year = In last year’s plan
# $owner: who is responsible for the measure.
measure-owner = Owner: { $owner }
measure-source = Source: { $source }

## A table of measures

# The caption of the table in a chapter. $chapter: its title.
measures-of-chapter = Measures: { $chapter }
# What its downloads hold.
measures-all = all measures
measures-column-measure = Measure
measures-column-last-year = Last year’s plan
measures-column-before = Before
measures-column-latest = Latest
measures-column-target = Target
measures-column-standard = Standard
measures-column-standing = Progress
measures-column-owner = Owner
# A value that was planned for a year, below the one that was reached. $figure: “1,200”.
measures-planned = planned { $figure }
# Under a target: “by 31 March 2019”, “by the end of 2018-19”. What is in <line> stays on one line.
measures-due = by { $date }
measures-due-at-end = <line>by the end of</line> <line>{ $time }</line>
# In a cell that has no figure: where it began, the latest value, the target.
measures-no-baseline = Not given
measures-no-latest = No data yet
measures-no-target = None
measures-no-standard = None
# Where nothing is known of how a measure stands: it has no target, or it has one.
measures-a-fact = No target
measures-not-judged = Not assessed

## The page of all measures

measures-title = Measures
# Of a large plan, the page of one part. $part: its title.
measures-title-part = Measures: { $part }
measures-lead = Where we were, where we are, and where we want to be.
measures-count = { $count ->
    [one] There is 1 measure here. It is listed under the chapter that explains it.
   *[other] There are { $count } measures here. Each is listed under the chapter that explains it.
}
# <csv>, <json> and <data> are links. $csv_size and $json_size: “12 KB”.
measures-download = <csv>Download all measures (CSV, { $csv_size })</csv> or <json>download them as JSON ({ $json_size })</json>. <data>More data to download</data>.
# $plan: the title of last year's plan.
measures-last-plan = Last year’s plan: { $plan }
measures-last-plan-link = Last year’s plan: <link>{ $plan }</link>
# The caption of the table of a chapter, read out only.
measures-caption = Measures of the chapter { $chapter }
measures-in-last-year = In last year’s plan: { $figure }
measures-read-more = Read more in “{ $chapter }”
