### Charts: the words around a drawing, its description, and its data as a table.
###
### $name, $row, $column, $part, $place are names that the author gave. $figure, $value, $size are figures with their unit.

## Around a drawing

# What a chart is, read out only.
chart-kind-line = Line chart
chart-kind-bars = Bar chart
chart-kind-grouped = Grouped bar chart
chart-kind-stacked = Stacked bar chart
chart-kind-pyramid = Pyramid chart
chart-kind-waterfall = Waterfall chart
chart-kind-bullet = Bar chart with targets
chart-kind-multiples = Small charts
# Opens the table of the figures. $title: of the chart.
chart-figures = Show the data for this chart<heard>: { $title }</heard>
# The target in the name of that table, read out only: “Homes, target 250”.
chart-caption-target = target { $target }
# The same of a level that must be kept to in every period.
chart-caption-standard = standard { $target }
chart-download-table = Download the whole table<heard> of “{ $title }”</heard> (CSV, { $size })
chart-download-measures = Download all measures in the plan<heard>, including “{ $title }”</heard> (CSV, { $size })

## The key, and words beside a mark

chart-key-target = Target <b>{ $figure }</b>
chart-key-standard = Standard <b>{ $figure }</b>
# After a target.
chart-target-met = , met
chart-target-not-yet = , not met yet
chart-target-not-met = , not met
chart-key-adds = Adds
chart-key-takes-away = Takes away
chart-key-total = Total
# Where a plot does not start at 0.
chart-foot = This chart starts at { $figure }, not at 0.
# $when: “in March 2018”
chart-value-when = <b>{ $figure }</b> { $when }
# The same elsewhere: “England 84%”.
chart-value-elsewhere = { $place } <b>{ $figure }</b>

## The data as a table

chart-column-when = When
chart-column-what = What
chart-column-figure = Figure
chart-column-latest = Latest value
chart-column-target = Target
chart-column-standard = Standard
chart-column-target-or-standard = Target or standard
# Whether the latest value meets the target.
chart-column-outcome = Target met
chart-cell-met = Yes
chart-cell-not-yet = Not yet
chart-cell-not-met = No
chart-cell-not-compared = Not compared
chart-column-elsewhere = Elsewhere
# In the column “Elsewhere”.
chart-cell-elsewhere = { $place }: { $figure }

## Description: over time
##
## $about says what the sentence is about. measure: the values of the measure that the chart shows. plan: what was planned for it.
## column: the one column of a table. named: one of several columns, and $name is its name.
## $from, $to, $value: “84.8% in 2017-18”. $target: nothing, or one of the texts chart-…-target below.

chart-once = { $about ->
    [measure] It was { $value }{ $target }.
    [plan] The plan is { $value }{ $target }.
    [column] It is { $value }{ $target }.
   *[named] { $name }: it is { $value }{ $target }.
}
chart-rose = { $about ->
    [measure] It rose from { $from } to { $to }{ $target }.
    [plan] The plan rises from { $from } to { $to }{ $target }.
    [column] It rises from { $from } to { $to }{ $target }.
   *[named] { $name }: it rises from { $from } to { $to }{ $target }.
}
chart-fell = { $about ->
    [measure] It fell from { $from } to { $to }{ $target }.
    [plan] The plan falls from { $from } to { $to }{ $target }.
    [column] It falls from { $from } to { $to }{ $target }.
   *[named] { $name }: it falls from { $from } to { $to }{ $target }.
}
# Two values, of which no one can say which is higher, such as “about 50” and “more than 48”.
chart-was-and-was = { $about ->
    [measure] It was { $from } and { $to }{ $target }.
    [plan] The plan is { $from } and { $to }{ $target }.
    [column] It is { $from } and { $to }{ $target }.
   *[named] { $name }: it is { $from } and { $to }{ $target }.
}
# The last value is as the first, and there were others between them. $again: one of the next two.
chart-again = { $about ->
    [measure] It was { $from }, and { $again }{ $target }.
    [plan] The plan is { $from }, and { $again }{ $target }.
    [column] It is { $from }, and { $again }{ $target }.
   *[named] { $name }: it is { $from }, and { $again }{ $target }.
}
chart-again-then = the same { $when }
chart-again-now = the same now
# All values are the same. $first, $last: “2017-18”.
chart-level = { $about ->
    [measure] It stayed at { $figure } from { $first } to { $last }{ $target }.
    [plan] The plan stays at { $figure } from { $first } to { $last }{ $target }.
    [column] It stays at { $figure } from { $first } to { $last }{ $target }.
   *[named] { $name }: it stays at { $figure } from { $first } to { $last }{ $target }.
}
# The end of a sentence above. $target: “95%”, “95% for March 2019”.
# $aim: target, or standard for a level that must be kept to in every period.
chart-meets-target = { $aim ->
    [standard] , which meets the standard of { $target }
   *[target] , which meets the target of { $target }
}
# There is time left.
chart-not-yet-at-target = , which does not yet meet the target of { $target }
chart-misses-target = { $aim ->
    [standard] , which does not meet the standard of { $target }
   *[target] , which does not meet the target of { $target }
}
# The next three are used where the plan does not say which direction is better.
chart-above-target = { $aim ->
    [standard] , above the standard of { $target }
   *[target] , above the target of { $target }
}
chart-at-target = { $aim ->
    [standard] , the same as the standard of { $target }
   *[target] , the same as the target of { $target }
}
chart-below-target = { $aim ->
    [standard] , below the standard of { $target }
   *[target] , below the target of { $target }
}
# “84.8% in 2017-18”
chart-value-at = { $figure } { $when }
# The highest and the lowest point between the first and the last. $about: past or present.
# $target: nothing, or “, above the target of 25” where this point misses a target that the last one meets.
chart-highest-point = { $about ->
    [past] The highest was { $value }{ $target }.
   *[present] The highest is { $value }{ $target }.
}
chart-lowest-point = { $about ->
    [past] The lowest was { $value }{ $target }.
   *[present] The lowest is { $value }{ $target }.
}
# $targets: a list such as “90% for 2018-19 and 95% for 2019-20”.
chart-targets = { $count ->
    [one] The target is { $targets }.
   *[other] The targets are { $targets }.
}
chart-target-for = { $figure } for { $time }
chart-elsewhere = { $place }: { $figure }.

## Description: rows of a table

chart-only = The only figure is { $figure }, for { $name }.
chart-all-alike = { $count ->
    [2] Both are { $figure }.
   *[other] All { $count } are { $figure }.
}
chart-highest = { $count ->
    [2] “{ $name }” is the higher of the two, at { $figure }.
   *[other] “{ $name }” is the highest of { $count }, at { $figure }.
}
chart-lowest = { $count ->
    [2] “{ $name }” is the lower, at { $figure }.
   *[other] “{ $name }” is the lowest, at { $figure }.
}
# Where several rows have the same figure.
chart-highest-in-rows = The highest figure is { $figure }, in { $rows } rows.
chart-lowest-in-rows = The lowest figure is { $figure }, in { $rows } rows.
# A cell of a table: “Acute, 2018-19”.
chart-cell = { $row }, { $column }
# Rows that have TBC, “5 to 7” or nothing.
chart-missing-rows = { $rows ->
    [one] One row has no exact figure.
   *[other] { $rows } rows have no exact figure.
}
# In front of a sentence about a part of a chart.
chart-of-part = { $name }: { $sentence }

## Description: two columns of a table. $of: both, if some rows have only one of the two figures.

chart-columns-alike = { $of ->
    [both] { $one } and { $other } are the same in every row that has both figures.
   *[all] { $one } and { $other } are the same in every row.
}
# $ways: a list that begins with one of the next six: “higher than Actual in 3 of 5 rows, lower in 1 and the same in 1”.
chart-columns = { $one } is { $ways }.
# $way: higher, lower.
chart-columns-only = { $way ->
    [higher] higher than { $other }
   *[lower] lower than { $other }
}
chart-columns-only-in = { $way ->
    [higher] higher than { $other } in { $row }, the only row that has both figures
   *[lower] lower than { $other } in { $row }, the only row that has both figures
}
chart-columns-every = { $way ->
    [higher] higher than { $other } in every row
   *[lower] lower than { $other } in every row
}
chart-columns-every-both = { $way ->
    [higher] higher than { $other } in every row that has both figures
   *[lower] lower than { $other } in every row that has both figures
}
chart-columns-some = { $way ->
    [higher] higher than { $other } in { $count } of { $all } rows
   *[lower] lower than { $other } in { $count } of { $all } rows
}
chart-columns-some-both = { $way ->
    [higher] higher than { $other } in { $count } of the { $all } rows that have both figures
   *[lower] lower than { $other } in { $count } of the { $all } rows that have both figures
}
# The rest of the list. $way: higher, lower, same.
chart-columns-rest = { $way ->
    [higher] higher in { $count }
    [lower] lower in { $count }
   *[same] the same in { $count }
}
chart-widest = The biggest difference is in { $row }: { $first } compared with { $second }.
# Of a chart of two columns back to back.
chart-column-highest = { $column }: the highest is { $row }, at { $figure }.

## Description: steps up and down

chart-path-to-total = “{ $first }” starts at { $begin }. The chart ends at { $end } (“{ $last }”).
chart-path = “{ $first }” starts at { $begin }. The chart ends at { $end }.
chart-path-open = “{ $first }” starts at { $begin }. Where the chart ends is not known yet.
chart-step-adds = The biggest change is “{ $name }”, which adds { $size }.
chart-step-takes-away = The biggest change is “{ $name }”, which takes away { $size }.

## Description: measures with their targets

# $value: “88.1% in March 2018”. $target: nothing, or one of the texts chart-…-target.
chart-measure = { $name }: { $value }{ $target }.
# $ways: a list of the next seven. $aim: what the measures have: target, standard, or both.
chart-measures = Of { $count } measures, { $ways }.
chart-measures-met = { $count ->
    [one] { $aim ->
        [standard] 1 meets its standard
        [both] 1 meets its target or standard
       *[target] 1 meets its target
    }
   *[other] { $aim ->
        [standard] { $count } meet their standards
        [both] { $count } meet their targets or standards
       *[target] { $count } meet their targets
    }
}
chart-measures-not-yet = { $count ->
    [one] { $aim ->
        [standard] 1 does not meet its standard yet
        [both] 1 does not meet its target or standard yet
       *[target] 1 does not meet its target yet
    }
   *[other] { $aim ->
        [standard] { $count } do not meet their standards yet
        [both] { $count } do not meet their targets or standards yet
       *[target] { $count } do not meet their targets yet
    }
}
chart-measures-not-met = { $count ->
    [one] { $aim ->
        [standard] 1 does not meet its standard
        [both] 1 does not meet its target or standard
       *[target] 1 does not meet its target
    }
   *[other] { $aim ->
        [standard] { $count } do not meet their standards
        [both] { $count } do not meet their targets or standards
       *[target] { $count } do not meet their targets
    }
}
chart-measures-above = { $count ->
    [one] { $aim ->
        [standard] 1 is above its standard
        [both] 1 is above its target or standard
       *[target] 1 is above its target
    }
   *[other] { $aim ->
        [standard] { $count } are above their standards
        [both] { $count } are above their targets or standards
       *[target] { $count } are above their targets
    }
}
chart-measures-at = { $count ->
    [one] { $aim ->
        [standard] 1 is exactly at its standard
        [both] 1 is exactly at its target or standard
       *[target] 1 is exactly on target
    }
   *[other] { $aim ->
        [standard] { $count } are exactly at their standards
        [both] { $count } are exactly at their targets or standards
       *[target] { $count } are exactly on target
    }
}
chart-measures-below = { $count ->
    [one] { $aim ->
        [standard] 1 is below its standard
        [both] 1 is below its target or standard
       *[target] 1 is below its target
    }
   *[other] { $aim ->
        [standard] { $count } are below their standards
        [both] { $count } are below their targets or standards
       *[target] { $count } are below their targets
    }
}
chart-measures-unsure = { $count ->
    [one] { $aim ->
        [standard] 1 cannot be compared with its standard
        [both] 1 cannot be compared with its target or standard
       *[target] 1 cannot be compared with its target
    }
   *[other] { $aim ->
        [standard] { $count } cannot be compared with their standards
        [both] { $count } cannot be compared with their targets or standards
       *[target] { $count } cannot be compared with their targets
    }
}

## Description: parts of a whole

chart-parts-missing = { $rows ->
    [one] One row has a part with no exact figure.
   *[other] { $rows } rows have a part with no exact figure.
}
chart-parts-zero = Every part is 0.
chart-parts-alike = No part is larger than all the others.
# $share: “about 40%”
chart-part-of-row = The largest part of { $row } is { $part }, at { $share }.
chart-part-in-every-row = “{ $part }” is the largest part in every row.
chart-part-in-some-rows = “{ $part }” is the largest part in { $count } of { $all } rows.
chart-part-share = Its share is highest in { $row }, at { $share }.
