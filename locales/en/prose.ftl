### What we add to the author's text: notes, boxes, tasks.

## Notes at the end of a page

note-list = Notes
# The mark in the text that leads to a note.
note-mark = <heard>Note </heard>{ $number }
# After a note, the way back.
note-back = Back to the text<heard> of note { $number }</heard>

## The title of a box

alert-note = Note
alert-tip = Good to know
alert-important = Important
alert-warning = Please note
alert-caution = Take care

## Before a task of a list

task-done = Done:
task-to-do = To do:
