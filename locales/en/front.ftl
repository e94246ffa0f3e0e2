### The front page of the plan.

front-draft = This plan is a draft.
# The button to the first chapter, and the one to the easy-read edition.
front-start = Start reading
front-easy = Easy read
# What the list of chapters is called when it is read out, and its heading.
front-contents = Contents
front-contents-heading = What is in this plan
