### Tables.

# Seen only, where a table is wider than the screen.
table-wide = Scroll sideways to see all { $columns } columns.
# $with: the name of the column that the figures are compared with.
table-compared = Each figure is compared with { $with }. The word under it shows the result.
# How a figure compares.
table-better = better
table-worse = worse
table-same = same
table-higher = higher
table-lower = lower
# Neither better nor worse, as the difference is too small.
table-similar = similar
table-not-compared = not compared
# The name of a row that is a total, where the name does not say so.
table-total = <heard>Total: </heard>{ $row }
# An empty cell.
table-blank = <heard>blank</heard>
# In the heading of a column of plain numbers in a table of money.
table-unit-number = number
table-source = Source: { $source }

## Downloads

# $of: what is downloaded. “CSV” is a kind of file. $size: “12 KB”.
table-download = Download “{ $of }” (CSV, { $size })
table-download-untitled = Download this table (CSV, { $size })
# Where the table is a part of what is downloaded: “all measures”.
table-download-more = Download { $of } (CSV, { $size })
# “JSON” is a kind of file for programs.
table-json = Download as JSON<heard>: “{ $of }”</heard> ({ $size })
table-json-untitled = Download this table as JSON ({ $size })

## Notes under a table

# The mark after a figure.
table-note-mark = <heard>Note </heard>{ $mark }
# The note itself.
table-note = <b>Note { $mark }</b>: { $note }
# The way back from a note to its figure.
table-note-back = Back<heard> to note { $mark } in the table</heard>

## Signs beside figures

# Under a table, what a sign in it means. $sign: “[p]”. $words: one of the texts below.
table-sign = <b>{ $sign }</b> means { $words }.
# Read out after a figure too.
table-sign-revised = revised
table-sign-provisional = provisional
table-sign-estimated = estimated
table-sign-forecast = forecast
table-sign-low-reliability = low reliability
table-sign-break = break in the series
# In place of a figure.
table-sign-confidential = confidential
table-sign-not-available = not available
table-sign-low = more than zero, but too small to show
