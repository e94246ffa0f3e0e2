### The page that explains the plan's words.

words-title = Words we use
words-lead = What the terms and abbreviations in this plan mean.
words-easy = In easy words:
