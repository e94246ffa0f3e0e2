### How several things are said in a row. Longer lists repeat the pattern: “A, B, C”.

# “large print, audio”
list-comma = { $one }, { $two }
# “2 lines and 1 picture”
list-and = { $one } and { $two }
# “Polish or Urdu”
list-or = { $one } or { $two }
