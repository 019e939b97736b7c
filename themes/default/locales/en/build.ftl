# The site as a whole: when it was made, and how to take it away.
foot-when = When it was made
about-made = The state of the records
about-made-of = Statuses and dates on these pages are as of { $date }, { $time }, when the records were last recorded.
pocket-title = Pocket catalogue
pocket-ask = Search { $n } things
pocket-nothing = Nothing found. Fewer or other words may help.
pocket-near = Nothing is spelt so. This comes near:
pocket-period = For how long
pocket-deposit = deposit { $money }
pocket-parts = With it come
pocket-made = As of { $date }. What is on the shelf may have changed since.
packed-no-script = The pages on this stick need JavaScript. The list of everything does not:
packed-missing = This page is not on the stick.
about-take = Take it along
about-take-zip = the whole site as one file
about-take-pocket = the catalogue in one page, for a phone
