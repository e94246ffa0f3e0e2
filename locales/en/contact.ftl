### The contact page.

contact-title = Contact us
contact-lead = Ask about this plan, tell us what you think of it, or ask for it in a form that suits you.
contact-phone = Phone
contact-email = Email
contact-post = Post
contact-none = No contact details have been given yet.
contact-formats = This plan in other forms
contact-formats-as = You can have any part of this plan as:
contact-translation = a translation into { $language }
contact-free = It is free.
contact-days = You will have it within { $days } working days.

## In the list of forms at the foot of every page

# $languages: “Polish or Urdu”.
formats-language = another language such as { $languages }
# Several forms and another language. $kinds: “large print, audio”. $language: “another language such as Polish”.
formats-or-language = { $kinds }, or { $language }
