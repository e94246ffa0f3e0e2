### The page of data to download.

data-title = Data
# Of a large plan, the page of one part. $part: its title.
data-title-part = Data: { $part }
# What search engines show of this page.
data-description = All figures of this plan, to download and use.
data-lead = All figures of this plan, to download and use. They are the same figures as on the pages.
data-everything = Download everything (ZIP, { $size })

## How to use the data

data-how = How to use the data
data-how-files = CSV files open in any spreadsheet. Numbers stand bare, and the heading of their column says what they are counted in. JSON files are for programs.
data-how-empty = An empty cell means that the plan says nothing there. <strong>n/a</strong> means that a figure does not apply, <strong>TBC</strong> that it is to be confirmed, and <strong>–</strong> that there is nothing to count.
data-how-shared = <strong>^</strong> means the same as in the cell above: one cell of the plan stands for several rows.
data-how-rows = A column <strong>Row</strong> says which rows are <strong>data</strong> and which are a <strong>subtotal</strong> or the <strong>total</strong>. Add up the rows of data alone. A column <strong>Group</strong> names the headings that a row stands under.
data-how-words = Words such as “about” stay with a figure that is not exact.
data-how-description = Beside every CSV file stands a description for programs, by the standard CSV on the Web (CSVW): the same name with <code>-metadata.json</code> behind it.

## What there is to download

# A link to a file. $name: what it holds, read out only.
data-csv = CSV<heard> of “{ $name }”</heard>, { $size }
data-json = JSON<heard> of “{ $name }”</heard>, { $size }
data-measures = Measures
data-measures-all = All measures
data-measures-what = <measures>All measures</measures>: before, latest and target
data-history = The history of the measures: every value there is, one a row
data-history-csv = CSV<heard> of the history of the measures</heard>, { $size }
data-tables = Tables

## What is to be said of the figures

data-open = Still to be confirmed
# $what: a figure that is still to be confirmed. <chapter> is a link to its chapter.
data-open-figure = { $what } (<chapter>{ $title }</chapter>)
data-accepted = Figures that do not agree
data-accepted-lead = We know of these, and say why.
# $what: what does not agree. $because: the reason that the organisation gives.
data-accepted-figure = { $what }. { $because } (<chapter>{ $title }</chapter>)
