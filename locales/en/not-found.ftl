### The page for an address where there is nothing.

not-found-title = Page not found
not-found-lead = There is no page at this address.
not-found-typed = If you typed the address, check that it is right.
# <contents> and <contact> are links.
not-found-moved = If you followed a link, the page may have moved. You can find it from the <contents>contents of the plan</contents>.
not-found-contact = If you cannot find what you need, <contact>contact us</contact>.
