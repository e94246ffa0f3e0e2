### The frame of every page: the top, the navigation, the foot.
###
### How these files work. A line `name = text` is one text of the website; the name stays as it is. What stands between `{ }`
### is filled in: `{ $days }` by a number of days. A text in several forms (one person, several people) has a line for each form.
### `<strong>`, `<code>` … are kept around the same words. `<heard>` is only read out, `<seen>` is only seen,
### `<line>` stays on one line. Lines with # explain.

## The top

# The first link of a page, for people who use a keyboard.
frame-skip = Skip to main content
# Switches from easy read to the full plan, and back.
frame-full-plan = Full plan
frame-easy-read = Easy read

## Navigation

# What the navigation is called, read out only.
frame-navigation = Plan
frame-navigation-easy = Easy read
frame-easy-start = Easy read start page
frame-contents = Contents
frame-measures = Measures
frame-data = Data
frame-print = Print
frame-words = Words we use
frame-contact = Contact us

## The foot: the plan in another form

frame-formats = Get this plan in another format
# $formats: a list such as “large print, audio or another language such as Polish”.
frame-formats-ask = Ask us for { $formats }. It is free.
frame-formats-days = We will send it within { $days } working days.
frame-phone = Phone
frame-email = Email

## The foot: links

# What this navigation is called, read out only.
frame-about = About this website
frame-accessibility = Accessibility statement
frame-easy-edition = Easy read edition
frame-pictures = Pictures we use
frame-download = Download the data
frame-whole-plan = Read or print the whole plan

## The foot: whose plan it is

# The parts of “Ourtown. Our plan, version 1.2 (draft). Approved 1 March 2027. Next review: March 2028.”
frame-version = version { $number }
frame-draft = (draft)
frame-approved = Approved { $date }.
# $date: “1 March 2027” or “March 2027”.
frame-next-review = Next review: { $date }.
frame-cookies = This website does not use cookies.
