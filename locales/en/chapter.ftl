### The page of a chapter.

## Around the text

# The list of all chapters beside the text: its name when it is read out, and the words that open it.
chapter-chapters = Chapters
chapter-all = All chapters
# In a large plan, the last line of that list. $number: “1,200”.
chapter-see-all = See all { $number } chapters
# The way from the front page to this page; read out only.
chapter-breadcrumb = Breadcrumb
chapter-draft = <strong>Draft.</strong> This chapter is not final. It may still change.
chapter-to-easy = Read this chapter in easy read
# After a heading: the link to the same section in easy read. $heading: the heading there.
chapter-section-in-easy = Easy read: { $heading }
chapter-on-this-page = On this page
chapter-in-this-part = In this part
# Who is responsible for the chapter.
chapter-owner = Chapter owner
chapter-updated = Last updated

## The way to the next and the previous page

chapter-pager = Previous and next
chapter-previous = Previous
chapter-next = Next

## What we will do, and by when

milestone-planned = Planned
milestone-not-started = Not started
milestone-on-track = On track
milestone-at-risk = At risk
milestone-behind = Behind
milestone-late = Late
milestone-done = Done
milestone-met = Met
milestone-stopped = Stopped
# In place of a date.
milestone-ongoing = Ongoing
milestone-to-be-confirmed = Date to be confirmed

## Risks

# How likely something is, and how much it would harm.
risk-likelihood = Likelihood: { $score }.
risk-impact = Impact: { $score }.
risk-very-low = very low
risk-low = low
risk-medium = medium
risk-high = high
risk-very-high = very high
risk-causes = What could cause it
risk-controls = What we do about it
