### Easy read. These texts are read by people with a learning disability: keep them short, and check them with such readers.

## Every page

easy-mark = Easy read
# A page of the easy read among the pages above it.
easy-trail = Easy read
easy-breadcrumb = Breadcrumb
# The text in the browser tab. $title: of the page. $plan: of the plan.
easy-tab = { $title } – easy read – { $plan }
easy-to-full = Read this in the full plan

## The start page

easy-front-title = Easy read
easy-front-tab = Easy read – { $plan }
easy-front-contents = What you can read about

## Who checked it

easy-unchecked = Draft easy read. Not checked yet.
easy-checked-by = { $people ->
    [one] 1 person with a learning disability
   *[other] { $people } people with a learning disability
}
easy-checked-by-people = People with a learning disability
# $who: one of the two texts above. $group: the name of the group. $when: “on 1 March 2027”.
easy-checked = { $who } checked this. They are from { $group }.
easy-checked-when = { $who } checked this { $when }. They are from { $group }.
easy-changed-lines = { $lines ->
    [one] 1 line
   *[other] { $lines } lines
}
easy-changed-pictures = { $pictures ->
    [one] 1 picture
   *[other] { $pictures } pictures
}
# $what: “2 lines and 1 picture”.
easy-changed-since = We have changed { $what } since then.
easy-behind = The full plan has changed since then. We have not checked this again yet.

## The booklet

easy-booklet-tab = All of the easy read – { $plan }
easy-booklet-tab-part = { $part } – all of the easy read – { $plan }
easy-booklet-from = From { $organisation }
easy-booklet-period = This plan is for { $period }.
easy-booklet-version = Version { $number }.
easy-booklet-version-draft = Version { $number } (draft).
easy-booklet-approved = Approved { $date }.
easy-booklet-contents = What is in here

## How to contact us

easy-contact = How to contact us
easy-contact-phone = You can phone us.
easy-contact-email = You can email us.
easy-contact-post = You can write to us.

## The list of the pictures

pictures-title = Pictures we use
pictures-tab = Pictures we use – easy read – { $plan }
# What search engines show of this page.
pictures-description = All pictures of the easy read, and who made them.
pictures-lead = These are all the pictures in our easy read. We say who made them, and which licence they have. A licence says how people can use them.
# $maker: who made them.
pictures-by = Pictures by { $maker }
pictures-licence = Licence: { $licence }

## Listening (the script listen.js)

listen-start = Listen
listen-stop = Stop
listen-go-on = Carry on listening
