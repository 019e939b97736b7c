# كلمات الموقع، للناس. تستعمل القوالب وعروض المولّد هذه المفاتيح.
# الأرقام غربية (0-9) كما على الملصقات والرموز؛ ومن أراد الأرقام المشرقية
# يضع في ملفه الخاص: number-zero = ٠ وnumber-group = ٬ وnumber-decimal = ٫

language-name = العربية
number-group = ,
number-decimal = .

## الإطار
skip-to-content = تخطَّ إلى المحتوى
nav-label = القائمة الرئيسية
nav-catalog = الفهرس
nav-designs = التصاميم
nav-decisions = القرارات
nav-ledger = أحوالنا
nav-visit = زورونا
language-label = اللغة
crumbs-label = أنت هنا
search-placeholder = بحث
search-button = بحث
foot-snapshot = هذه نسخة ملتقطة
foot-made = أُعدّت في { $date }، الساعة { $time }
foot-version = من الإصدار
foot-offline = تعمل بلا إنترنت. والكشك لديه الأحدث دائمًا.
foot-shared = صُنعت للمشاركة
foot-license = النصوص والبيانات: { $license }.
foot-about = عن هذا الموقع
show-numbers = عرض الأرقام
show-all = عرض الكل
results = النتائج
details = التفاصيل
contents = المحتويات
not-translated = لم يُترجم بعد. هذا هو النص الأصلي.
version = الإصدار { $version }

## البداية
hero-1 = استعِره.
hero-2 = أصلِحه.
hero-3 = ولنقرّر معًا.
hero-ask = عمّ تبحث؟
hero-placeholder = مثقاب، خيمة، ماكينة خياطة…
home-popular = الأكثر استعارة
home-newest = جديد على الرف
home-empty = الرفوف ما زالت فارغة
home-empty-words = امسح ملصقًا فارغًا في الكشك لإضافة أول غرض.
home-voice = في انتظار صوتك
home-all-decisions = كل القرارات
home-come-by = مُرّوا بنا
home-how-to-find = كيف تجدنا
home-how-we-do = كيف حالنا
home-all-numbers = كل الأرقام

## الفهرس
catalog-everything = الكل
catalog-no-training = بلا تدريب
catalog-count-here = { $n } على الرف
catalog-count-out = { $n } لدى المستعيرين
catalog-count-mending = { $n } قيد الإصلاح
sort-label = ترتيب
sort-wanted = الأكثر استعارة
sort-name = أبجديًا
sort-newest = الأحدث
facets-label = تضييق القائمة
facet-category = النوع
facet-within = بدقة أكثر
facet-now = الآن
facet-needs = يلزمك
facet-place = المكان
facet-condition = الحالة
facet-tag = كلمة
facet-kind = الصنف
facet-lang = اللغة
now-any = الكل
now-here = على الرف الآن
now-out = مُعار
now-mending = قيد الإصلاح
list-empty = لا شيء هنا حاليًا.
list-empty-words = انظر إلى
pager-label = الصفحات
pager-previous = السابق
pager-next = التالي
things =
    { $n ->
        [zero] لا أغراض
        [one] غرض واحد
        [two] غرضان
        [few] { $n } أغراض
        [many] { $n } غرضًا
       *[other] { $n } غرض
    }

## ما يُكتب على الغرض
status-available = على الرف
status-available-of = { $n } من { $total } على الرف
status-hold-shelf = في انتظار الاستلام
status-out = مُعار حتى { $date }
status-overdue = مُعار، ننتظره قريبًا
status-in-repair = قيد الإصلاح
status-in-transit = في الطريق
status-missing = غير موجود حاليًا
status-not-lendable = لا يُعار حاليًا
status-retired = لم يعد هنا
status-no-units = لا نسخ بعد
status-none-left = نفد
status-left = بقي { $n } { $measure }
status-left-about = بقي نحو { $n } { $measure }
status-left-unknown = بقي بعضه
status-space-free = متاح الآن
status-machine-ready = جاهز للاستعمال
measure-pieces = قطعة
place-unknown = المكان غير معروف
condition-new = جديد
condition-good = جيد
condition-fair = مستعمل، يعمل
condition-worn = بالٍ
condition-damaged = متضرر
condition-unsafe = غير آمن، لا تستعمله
kind-tool = أداة
kind-machine = آلة
kind-material = مادة
kind-kit = طقم
kind-space = قاعة
kind-book = كتاب
kind-vehicle = مركبة
days =
    { $n ->
        [zero] { $n } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $n } أيام
        [many] { $n } يومًا
       *[other] { $n } يوم
    }
hours =
    { $n ->
        [zero] { $n } ساعة
        [one] ساعة واحدة
        [two] ساعتان
        [few] { $n } ساعات
        [many] { $n } ساعة
       *[other] { $n } ساعة
    }
minutes =
    { $n ->
        [zero] { $n } دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $n } دقائق
        [many] { $n } دقيقة
       *[other] { $n } دقيقة
    }
renewals =
    { $n ->
        [zero] بلا تمديد
        [one] تمديد واحد
        [two] تمديدان
        [few] { $n } تمديدات
        [many] { $n } تمديدًا
       *[other] { $n } تمديد
    }

## صفحة الغرض
more-pictures = صور أخرى
added = أُضيف في { $date }
as-of = حتى { $date }
find-it = مكانه
keep-it = المدة
take-it = أخذه
take-what-you-need = ما تحتاجه
you-need = يلزمك
need-nothing = بطاقتك فقط
min-age = من عمر { $n } فما فوق
it-costs = التكلفة
costs-nothing = مجانًا
fee-per-day = { $money } في اليوم
deposit = تأمين { $money }، يُعاد إليك
by-steward = يسلّمه أحد المشرفين
next-session = الجلسة القادمة { $date }
borrow-at-kiosk = الاستعارة من الكشك
borrow-how = ضع هذا الرمز، أو ملصق الغرض، أمام القارئ. بلا هاتف؟ اكتب { $code }.
queue =
    { $n ->
        [zero] لا أحد ينتظره.
        [one] أحد الجيران ينتظره.
        [two] اثنان من الجيران ينتظرانه.
        [few] { $n } من الجيران ينتظرونه.
        [many] { $n } من الجيران ينتظرونه.
       *[other] { $n } من الجيران ينتظرونه.
    }
check-dates = عرض المواعيد
open-at-kiosk = افتحه في الكشك، الرمز { $code }
good-to-know = من المفيد أن تعرف
in-the-case = في الحقيبة
count-it-out = عُدَّه عند الأخذ، وعُدَّه عند الإعادة.
part-optional = (إن وُجد)
part-missing = ينقص: { $part }
in-the-set = في الطقم
free-dates = المواعيد المتاحة
free-dates-how = الأسابيع الأربعة القادمة. الحجز من الكشك أو عبر شبكة المكان.
cal-free = متاح
cal-taken = محجوز
cal-closed = مغلق
cal-past = مضى
each-one = كل نسخة
unit-code = الرمز
unit-condition = الحالة
stock-low = يوشك أن ينفد
care-history = سجل العناية
care-reported = أُبلغ عن مشكلة
care-mended = أُصلح
care-no-fault = فُحص، لا عيب فيه
care-given-up = تعذّر إصلاحه
care-arrived = وصل إلى هنا
in-use = الاستعمال
loans-since =
    { $n ->
        [zero] إعارة منذ { $year }
        [one] إعارة منذ { $year }
        [two] إعارتان منذ { $year }
        [few] إعارات منذ { $year }
        [many] إعارة منذ { $year }
       *[other] إعارة منذ { $year }
    }
detail-maker = الصانع والطراز
detail-power = القدرة
detail-size = القياس
detail-weight = الوزن
detail-value = ثمن الجديد منه
detail-carbon = يسبب تصنيعه (CO₂e)
detail-other-names = يسمى أيضًا
detail-serial = الرقم التسلسلي
manual = دليل الاستعمال
design-for-it = تصميم خاص به
take-with-you = خذها معك
print-sheet = طباعة هذه الورقة
wrong-on-page = خطأ في هذه الصفحة؟ أخبرنا عند الكشك، أو عدّل
goes-with = يناسبه
borrowed-together = تُستعار معًا غالبًا
similar = مثل هذا أيضًا
label-open = فتح الصفحة
training = تدريب
training-next = الجلسات القادمة
training-ask = لا موعد بعد. اسأل عند الكشك، وسنجد موعدًا.
training-opens = ما يتيحه
valid-months =
    { $n ->
        [zero] صلاحيته { $n } شهر
        [one] صلاحيته شهر واحد
        [two] صلاحيته شهران
        [few] صلاحيته { $n } أشهر
        [many] صلاحيته { $n } شهرًا
       *[other] صلاحيته { $n } شهر
    }

## الأماكن
places-title = القاعات والرفوف
places-lede = لكل شيء مكانه. وملصق كل رف يفتح صفحته.
places-all = كل الأماكن
place-inside = في داخله
place-lives-here = ما مكانه هنا
place-empty = لا شيء مكانه هنا بعد.

## التصاميم
designs-lede = أشياء لتبنيها، مع كل ما يلزم لبنائها. انسخ وعدّل وشارك.
design = تصميم مفتوح
design-takes = يحتاج
design-license = الرخصة
design-no-license = غير مذكورة
design-readiness = النضج
design-make-it = اصنعه
design-make-how =
    { $n ->
        [zero] لا ملفات بعد.
        [one] ملف واحد محفوظ هنا. خذه معك على ذاكرة USB.
        [two] ملفان محفوظان هنا. خذهما معك على ذاكرة USB.
        [few] { $n } ملفات محفوظة هنا. خذها معك على ذاكرة USB.
        [many] { $n } ملفًا محفوظة هنا. خذها معك على ذاكرة USB.
       *[other] { $n } ملف محفوظة هنا. خذها معك على ذاكرة USB.
    }
design-files = الملفات
design-drawings = الرسومات
design-parts = قائمة القطع
design-tools = يلزمك
design-family = شجرة العائلة
design-from = مبني على
design-became = تفرّع منه
design-belongs = تابع لـ
design-repo = يُطوّر في
part-qty = العدد
part-name = القطعة
part-note = ملاحظة
file-source = المصدر
file-export = للآلة
file-drawing = رسم
file-build = كيف يُصنع
file-manual = كيف يُستعمل
file-other = ملف

## القرارات
decisions-lede = ماذا نقرّر، وكيف، وما النتيجة. ولكل أحد أن يراجع كل عدّ.
decisions-none-open = لا شيء مطروح الآن. اطرح فكرة: عند الكشك، أو وجهًا لوجه.
decisions-decided = ما تقرّر
decisions-rules = القواعد
decisions-minutes = المحاضر
in-force-since = سارٍ منذ { $date }
rules-changed-by = عُدّلت بـ
proposal-draft = مسودة
proposal-discussion = قيد النقاش
proposal-frozen = ثُبّت النص
proposal-voting = التصويت مفتوح
proposal-tallied = فُرزت الأصوات
proposal-adopted = مُعتمد
proposal-rejected = لم يُعتمد
proposal-no-quorum = المشاركون أقل من اللازم
proposal-tied = تعادل
proposal-blocked = اعتراض قائم
proposal-in-force = سارٍ
proposal-expired = انتهى
proposal-superseded = استُبدل
proposal-repealed = أُلغي
proposal-withdrawn = سُحب
proposal-text = ماذا يقول
step-vote = تصويت
vote-until = التصويت حتى { $date }
proposed-on = اقتُرح في { $date }
proposed-by = من
turnout = صوّت { $cast } من { $roll } من الأعضاء.
winners = وقع الاختيار على: { $names }.
quorum-was = كان النصاب { $quorum } من المسجلين.
review-on = يُراجع من جديد في { $date }.
voting-period = من { $from } إلى { $to }.
voting-how = صوّت عند الكشك ببطاقتك.
voted-so-far = صوّت { $n } من { $roll }.
result-hidden = تظهر النتيجة عند إغلاق التصويت.
discussion-how = قل رأيك: عند الكشك، أو في الاجتماع القادم.
result = النتيجة
result-provisional = مؤقتة
result-steps = خطوة بخطوة
result-file = النتيجة
reasons-given = الأسباب المذكورة
way-here = الطريق إلى هنا
decided-by = طريقة القرار
quorum = النصاب
on-the-roll = لهم حق التصويت
voting-opens = يُفتح التصويت
voting-closes = يُغلق التصويت
changes-clause = يغيّر
supersedes = يحل محل
superseded-by = حل محله
review = مراجعة
check-yourself = تحقق بنفسك
recount = إعادة العد
attendance =
    { $n ->
        [zero] لا حاضرين
        [one] حاضر واحد
        [two] حاضران
        [few] { $n } حاضرين
        [many] { $n } حاضرًا
       *[other] { $n } حاضر
    }
present = الحاضرون
method-consent = الرضا
method-majority = الأغلبية
method-supermajority = الثلثان
method-plurality = أكثر الأصوات
method-approval = التأييد
method-score = النقاط
method-star = النقاط ثم جولة حاسمة
method-dots = توزيع النقاط اللاصقة
method-ranked-schulze = الترتيب (شولتسه)
method-ranked-irv = الترتيب (جولات فورية)
method-ranked-stv = الترتيب (صوت واحد قابل للتحويل)
method-budget-greedy = الميزانية بحسب الأصوات
method-budget-mes = الميزانية بحصص متساوية
answer-yes = مع
answer-no = ضد
answer-abstain = امتناع
answer-consent = رضا
answer-object = اعتراض
answer-stand-aside = تنحٍّ
verdict-adopted = مُعتمد
verdict-rejected = لم يُعتمد
verdict-no-quorum = دون النصاب
verdict-tied = تعادل
verdict-blocked = اعتراض
verdict-won = المختار

## الأرقام
ledger-title = كيف حالنا
ledger-lede = الأشهر الاثنا عشر الأخيرة. بلا أسماء، ولا شيء عن مجموعات أقل من خمسة.
ledger-empty = لم يحدث بعد ما يكفي لعرض أرقام.
charts = الرسوم البيانية
kpi-things = ما نتشاركه من أغراض
kpi-loans = إعارات في اثني عشر شهرًا
kpi-on-time = عادت في موعدها
kpi-mended =
    { $n ->
        [zero] أُصلحت، ولم يتعذر شيء
        [one] أُصلحت، وتعذر واحد
        [two] أُصلحت، وتعذر اثنان
        [few] أُصلحت، وتعذر { $n }
        [many] أُصلحت، وتعذر { $n }
       *[other] أُصلحت، وتعذر { $n }
    }
accounts-title = ما لبعضنا على بعض
accounts-note = مجاميع فقط. ما يعطيه أحدنا يأخذه آخر، فالمجموع صفر.
account-unit = الوحدة
account-kind = الطريقة
account-entries = القيود
account-moved = المتداول
account-holders = الحسابات
account-sum = مجموع الكل
account-mutual = ائتمان متبادل
account-fixed = مبلغ ثابت
account-gift = هدايا، بلا حدود
account-standing = المستحق إجمالًا
work-other = أعمال أخرى
too-few = أقل من خمسة

## الزيارة والفعاليات والناس
visit-open = مفتوح
visit-no-hours = اسأل قبل أن تأتي.
visit-reach = للتواصل
visit-address = العنوان
visit-email = البريد الإلكتروني
visit-phone = الهاتف
visit-read = للقراءة
closed-from-to = مغلق من { $from } إلى { $to }
closed-on = مغلق يوم { $date }
events-title = الفعاليات
events-lede = ورش، وأمسيات إصلاح، وأيام عمل. أهلًا بالجميع.
events-calendar = ملف التقويم
events-upcoming = القادم
events-past = ما مضى
events-none = لا مواعيد بعد.
event-cancelled = أُلغي
event-past = مضى
event-undated = الموعد لاحقًا
event-when = متى وأين
event-date = اليوم
event-time = الوقت
event-place = المكان
event-seats = عدد المقاعد
event-teaches = يعلّم
people-title = الناس
people-lede = فقط من أراد أن يكون هنا.
person-roles = يقوم بـ
person-skills = يساعد في
person-languages = يتكلم

## الصفحات
news-title = الأخبار
news-feed = خلاصة
draft = مسودة: ليست من الموقع المنشور.
about-title = عن هذا الموقع
about-lede = مجلد من ملفات بسيطة يحق للجميع نسخها وقراءتها والاحتفاظ بها.
about-what = ما هذا
about-files = كل صفحة هنا أُعدّت من سجلات العقدة نفسها: ملفات نصية في مستودع git. والمجلد نفسه يعمل على أي مضيف، ومن الكشك، ومن ذاكرة USB مباشرة.
about-privacy = من استعار ماذا ليس فيه، ولا يمكن استنتاجه منه. ولا يُذكر إلا من طلب صفحة علنية.
about-program = البرنامج وراءه، Commonstead، برمجية حرة: يمكنك تشغيل عقدة خاصة بك.
about-data = للبرامج الأخرى
about-titles =
    { $n ->
        [zero] لا عناوين بعد؛ ولكل عنوان index.json بجانب صفحته
        [one] عنوان واحد، وله index.json بجانب صفحته
        [two] عنوانان، ولكل منهما index.json بجانب صفحته
        [few] { $n } عناوين، ولكل منها index.json بجانب صفحته
        [many] { $n } عنوانًا، ولكل منها index.json بجانب صفحته
       *[other] { $n } عنوان، ولكل منها index.json بجانب صفحته
    }
about-licences = الرخص
about-licence-texts = النصوص والبيانات
about-licence-designs =
    { $n ->
        [zero] لا تصاميم
        [one] تصميم واحد
        [two] تصميمان
        [few] { $n } تصاميم
        [many] { $n } تصميمًا
       *[other] { $n } تصميم
    }
about-licence-font = الخط
about-licence-program = البرنامج
not-found-title = هذه الصفحة ليست هنا
not-found-words = ربما انتقلت، أو أن الملصق لعقدة أخرى. لا شيء ضاع: ابحث عنها، أو ابدأ من الصفحة الأولى.
not-found-home = إلى الصفحة الأولى

## البحث: يضع النص البرمجي {q} و{n}
search-title = بحث
search-needs-script = البحث يحتاج إلى JavaScript. أما القوائم الكاملة فتعمل بدونه.
search-or-browse = أو تجوّل
search-results = { $form ->
    [zero] لا نتائج
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $n } نتائج
    [many] { $n } نتيجة
   *[other] { $n } نتيجة
}
search-at-least = أكثر من { $n } نتيجة
search-nothing = لا نتائج لـ«{ $q }». قد يفيد تقليل الكلمات أو تغييرها.
search-partial = لا شيء يحوي كل هذه الكلمات. إليك ما يحوي بعضها.
search-apart = لا يوجد ما تتجاور فيه هذه الكلمات. إليك ما يحتويها كلها.
search-meant = هل تقصد «{ $q }»؟
search-more = عرض المزيد
search-searching = جارٍ البحث…
search-broken = تعذّر تحميل البحث. القوائم الكاملة ما زالت تعمل.
search-list = نتائج البحث
find-item = غرض
find-design = تصميم
find-decision = قرار
find-event = فعالية
find-page = صفحة
find-skill = شخص
find-place = مكان
find-away = ليس على الرف
