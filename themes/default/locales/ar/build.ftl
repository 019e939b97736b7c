# The site as a whole: when it was made, and how to take it away.
foot-when = متى صُنعت
about-made = حال البيانات
about-made-of = الحالات والتواريخ في هذه الصفحات هي كما كانت في { $date }، { $time }، حين سُجّلت البيانات آخر مرة.
