### The page of data to download.

data-title = Data
# Of a large plan, the page of one part. $part: its title.
data-title-part = Data: { $part }
# What search engines show of this page.
data-description = Download all the figures in this plan.
data-lead = Download all the figures in this plan. They are the same as the figures on the pages.
data-everything = Download everything (ZIP, { $size })

## How to use the data

data-how = How to use the data
data-how-files = CSV files open in any spreadsheet. Numbers have no units or commas. The column heading gives the unit. JSON files are for developers.
data-how-empty = A blank cell means the plan gives no figure. <strong>n/a</strong> means not applicable. <strong>TBC</strong> means to be confirmed. <strong>–</strong> means there is nothing to count.
# $before: the sign “<”.
data-how-shared = <strong>^</strong> means the same as the cell above. <strong>{ $before }</strong> means the same as the cell before it. One cell in the plan covers several rows or columns.
data-how-rows = The <strong>Row</strong> column shows if a row is <strong>data</strong>, <strong>derived</strong> (worked out from other rows), a <strong>subtotal</strong> or the <strong>total</strong>. Only add up rows marked “data”, or you will count some figures twice. The <strong>Group</strong> column gives the headings above a row.
data-how-words = If a figure is not exact, it keeps words such as “about”.
data-how-description = Each CSV file has a matching metadata file for developers. It follows the CSV on the Web (CSVW) standard. Its name ends in <code>-metadata.json</code>.

## What there is to download

# A link to a file. $name: what it holds, read out only.
data-csv = CSV<heard> of “{ $name }”</heard>, { $size }
data-json = JSON<heard> of “{ $name }”</heard>, { $size }
data-measures = Measures
data-measures-all = All measures
data-measures-what = <measures>All measures</measures>: before, latest and target
data-history = Measures over time: every value, one per row
data-history-csv = CSV<heard> of measures over time</heard>, { $size }
data-tables = Tables

## Notes about the figures

data-open = Figures to be confirmed
# $what: a figure that is still to be confirmed. <chapter> is a link to its chapter.
data-open-figure = { $what } (<chapter>{ $title }</chapter>)
data-accepted = Figures that do not agree
data-accepted-lead = We know about these figures and explain them here.
# $what: what does not agree. $because: the reason that the organisation gives.
data-accepted-figure = { $what }. { $because } (<chapter>{ $title }</chapter>)

## The spreadsheet of all tables

data-workbook = All tables in one spreadsheet
data-workbook-excel = XLSX<heard> of all tables, for Excel</heard>, { $size }
data-workbook-open = ODS<heard> of all tables, for LibreOffice and other programs</heard>, { $size }
# Names of sheets, with 31 letters at most.
book-cover = Cover
book-contents = Contents
book-notes = Notes
# What the plan covers. $from and $to: days, months or years.
book-period = { $from } to { $to }
# $count: how many tables of the plan there are.
book-lead = { $count ->
    [one] This spreadsheet has one table.
   *[other] This spreadsheet has { $count } tables. Each one has its own sheet.
}
book-blank = A blank cell means the plan gives no figure.
book-not-applicable = [z] means not applicable.
book-to-be-confirmed = TBC means to be confirmed.
book-nothing = – means there is nothing to count.
book-same = ^ means the same as the cell above. < means the same as the cell before it.
book-rows = The Row column shows if a row is data, derived (worked out from other rows), a subtotal or the total. Only add up rows marked “data”, or you will count some figures twice.
book-contact = Contact: { $email }
# In A2 of a sheet.
book-one-table = This sheet has one table.
# $notes: the name of the sheet of notes.
book-one-table-notes = This sheet has one table. There are notes about it on the sheet “{ $notes }”.
book-source = Source: { $source }
# Headings of columns.
book-sheet = Sheet
book-table = Table
book-cell = Cell
book-note = Note
# In the column “Cell”, for a note about all of a table.
book-whole = Whole table
