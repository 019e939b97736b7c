# The site as a whole: when it was made, and how to take it away.
foot-when = متى صُنعت
about-made = حال البيانات
about-made-of = الحالات والتواريخ في هذه الصفحات هي كما كانت في { $date }، { $time }، حين سُجّلت البيانات آخر مرة.
pocket-title = فهرس الجيب
pocket-ask = ابحث في { $n } غرض
pocket-nothing = لم يُعثر على شيء. قد تفيد كلمات أقل أو غيرها.
pocket-near = لا شيء يُكتب هكذا. هذا قريب منه:
pocket-period = المدة
pocket-deposit = تأمين { $money }
pocket-parts = يأتي معه
pocket-made = كما كان في { $date }. قد يكون ما على الرف قد تغيّر منذ ذلك الحين.
packed-no-script = صفحات هذه الذاكرة تحتاج إلى جافاسكربت. أما قائمة كل شيء فلا تحتاج إليه:
packed-missing = هذه الصفحة ليست على الذاكرة.
about-take = خذوه معكم
about-take-zip = الموقع كله في ملف واحد
about-take-pocket = الفهرس في صفحة واحدة، للهاتف
