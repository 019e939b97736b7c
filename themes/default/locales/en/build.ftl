# The site as a whole: when it was made, and how to take it away.
foot-when = When it was made
about-made = The state of the records
about-made-of = Statuses and dates on these pages are as of { $date }, { $time }, when the records were last recorded.
