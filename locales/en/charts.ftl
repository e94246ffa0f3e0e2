### Charts: what stands around a drawing.

# Opens the table of the figures. $title: of the chart.
chart-figures = Show the data for this chart<heard>: { $title }</heard>
# The target in the name of that table, read out only: “Homes, target 250”.
chart-caption-target = target { $target }
chart-download-table = Download the whole table<heard> of “{ $title }”</heard> (CSV, { $size })
chart-download-measures = Download all measures in the plan<heard>, including “{ $title }”</heard> (CSV, { $size })
