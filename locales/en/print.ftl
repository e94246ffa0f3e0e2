### The whole plan on one page, to read and to print.

print-title = Read or print the whole plan
# A large plan is printed part by part: the page of what is in no part, and the page of a part.
print-title-first = The plan to print
print-title-part = { $part } on one page
print-lead = Every chapter on one page, to read, to print or to search with your browser.
print-lead-part = To read, to print or to search with your browser.
print-contents = Contents
# The list of the pages for the other parts, on every page that is divided so.
print-part-by-part = Part by part
