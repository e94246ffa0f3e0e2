### Progress: how a measure is doing, and what its figures are called.

## Status

status-met = Target met
status-on-track = On track
status-behind = Behind
status-at-risk = At risk
status-late = Late
status-done = Done
status-planned = Planned
status-not-started = Not started
status-early = Too early to say
status-unknown = Not known
status-missed = Target missed
status-open = Target to be set
status-stopped = Stopped
# Of a level that must be kept to in every period, in the latest of them.
status-standard-met = Standard met
status-standard-not-met = Standard not met

## How far it is from a target. $far: “6.9 percentage points”, “60 homes”.
##
## $side: short, where more is better. over, where less is better.

# After “Target missed”.
distance-missed = by { $far }
distance-target = { $side ->
    [over] { $far } above the target
   *[short] { $far } short of the target
}
# $time: “2018-19”
distance-target-for = { $side ->
    [over] { $far } above the target for { $time }
   *[short] { $far } short of the target for { $time }
}
# From what was planned for this time.
distance-plan = { $side ->
    [over] { $far } above the plan
   *[short] { $far } short of the plan
}

distance-standard = { $side ->
    [over] { $far } above the standard
   *[short] { $far } short of the standard
}
# How often a standard was met.
standard-times-met = { $length ->
    [months] Met in { $met } of { $count } months
    [quarters] Met in { $met } of { $count } quarters
    [years] Met in { $met } of { $count } years
   *[periods] Met in { $met } of { $count } periods
}

## How the latest value compares with that of somebody else. $other: “England”, or “England, 13.9”.

compared-with = { $word ->
    [better] Better than { $other }
    [worse] Worse than { $other }
    [similar] Similar to { $other }
    [same] The same as { $other }
    [higher] Higher than { $other }
    [lower] Lower than { $other }
   *[not-compared] Not compared with { $other }
}

## Which way a figure goes, in easy read. $before is one of the last three lines here.

trend-more = more than { $before }
trend-less = less than { $before }
# Of people and things.
trend-fewer = fewer than { $before }
trend-same = the same as { $before }
trend-the-year-before = the year before
trend-before = before
trend-now = now

## What a figure or a line is called

label-actual = Actual
label-plan = Plan
label-start = Where we started
label-now = Now
label-target = Target
label-standard = Standard
label-target-for = Target for { $time }

## A target in a sentence. $by: “by March 2018”.

target-figure = target { $figure }
target-figure-by = target { $figure } { $by }

## A figure that is still to be confirmed. $of: the name of a measure or table.

open-latest = { $of }: the latest value
open-target = { $of }: the target
open-target-for = { $of }: the target for { $time }
open-standard = { $of }: the standard
open-cell = { $of }: { $row }, { $column }
