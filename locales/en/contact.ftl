### The contact page.

contact-title = Contact us
contact-lead = Ask a question, tell us what you think, or ask for this plan in another format.
contact-phone = Phone
contact-email = Email
contact-post = Post
contact-none = No contact details have been given yet.
contact-formats = Other formats
contact-formats-as = We can send you any part of this plan as:
contact-translation = a translation into { $language }
contact-free = It is free.
contact-days = We will send it within { $days } working days.

## In the list of forms at the foot of every page

# $languages: “Polish or Urdu”.
formats-language = another language such as { $languages }
# Several forms and another language. $kinds: “large print, audio”. $language: “another language such as Polish”.
formats-or-language = { $kinds } or { $language }
