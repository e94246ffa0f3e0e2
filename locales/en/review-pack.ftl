### The page that a reading group is given to say what it thinks of an easy read.

pack-title = What do you think?
pack-no-script = Your browser keeps no answers on this page, because scripts are turned off. You can read everything here and write your answers on paper.

## The first screen

pack-wrote = We wrote some easy read.
pack-please = Please tell us if it is easy to understand.
pack-one-picture = You will see one picture at a time, with some words.
pack-choose = Then you choose a face.
pack-no-wrong = There are no wrong answers.
pack-supporter = For the person who supports the group
pack-supporter-how = Read each screen aloud, or use the button Listen. Ask what it was about before you ask whether it is easy. When you are done, save the answers and send the file back.
pack-no-names = Please do not write names of people.
pack-group = Name of the group
pack-people = How many people are in it?

## A part

pack-progress = Part { $number } of { $all }: { $title }
# Read out only. $shows: what the picture shows.
pack-picture = Picture: { $shows }
pack-question = Is this easy to understand?
pack-good = Good
pack-not-sure = Not sure
pack-hard = Hard
pack-misfit = The picture does not fit
pack-hard-word = Is a word hard?
pack-which-word = Which word is hard?
pack-more = Do you want to say more?

## The last screen

pack-thanks = Thank you
pack-save-now = Please save your answers now.
pack-send = Then send the file to the person who gave you this page.
pack-save = Save the answers

## Buttons, and what the script pack.js says

pack-back = Back
pack-next = Next
pack-start = Start
pack-looked-at = You looked at { $seen } of { $all } parts.
# $file: the name of the file.
pack-saved = Saved as { $file }. Look in your downloads.
