# كلمات القوائم والأرقام وأوقات الفتح.

# العنوان ما يذكره الفهرس، والأغراض نسخه.
count-both =
    { $titles ->
        [zero] لا عناوين
        [one] عنوان واحد
        [two] عنوانان
        [few] { $titles } عناوين
        [many] { $titles } عنوانًا
       *[other] { $titles } عنوان
    } · { $things ->
        [zero] لا أغراض
        [one] غرض واحد
        [two] غرضان
        [few] { $things } أغراض
        [many] { $things } غرضًا
       *[other] { $things } غرض
    }
list-counted = { $counted }، منها { $here } على الرف
hero-counts = { $counted }، برعاية الجيران. ومعظم الاستعارة مجانية.
kpi-titles = ما نتشاركه من عناوين
facets-combine = الجمع بين عدة مرشّحات

# أوقات الفتح، تُحسب في الصفحة عند قراءتها.
open-until = مفتوح الآن حتى { $time }
opens-today = مغلق الآن. يفتح اليوم الساعة { $time }
opens-tomorrow = مغلق الآن. يفتح غدًا الساعة { $time }
opens-on = مغلق الآن. يفتح { $day } الساعة { $time }

# الجداول والرسوم.
scroll-hint = بقيته إلى الجانب
care-came = جاء من: { $from }

# Designs.
design-shapes = أشكال يمكن تدويرها
shape-label = { $name }، { $size } مم، مرسوم مجسّمًا
shapes-need-script = تدور هنا مع JavaScript. تُفتح الملفات في أي برنامج تقطيع أو تصميم.
turn-left = تدوير إلى اليسار
turn-right = تدوير إلى اليمين
turn-up = عرض من الأسفل
turn-down = عرض من الأعلى
turn-closer = أقرب
turn-further = أبعد
turn-back = كما في البداية
design-sheets = أوراق للقراءة
design-builders = من يصنع بهذا التصميم
open-alone = فتح في صفحة مستقلة
part-shelf = على رفوفنا

# Texts and events.
page-backlinks = مذكور في
events-months = حسب الشهر
events-list = كقائمة
month-count =
    { $n ->
        [zero] لا مواعيد
        [one] موعد واحد
        [two] موعدان
        [few] { $n } مواعيد
        [many] { $n } موعدًا
       *[other] { $n } موعد
    }

# Files for other programs.
data-table = كل العناوين في جدول
data-schema = ما تحتويه ملفات JSON ‏(JSON Schema)
data-space = المكان، لأدلة SpaceAPI
data-commons = أشياء للإعارة، لـ CommonsAPI
data-murmurations = من نحن، لـ Murmurations

# القوائم والمقادير.
list-separator = {"، "}
percent = { $n }%
amount-g = { $n } غ
amount-kg = { $n } كغ
amount-money = { $amount } { $sign }
amount-money-code = { $amount } { $sign }
amount-kb = { $n } ك.ب
amount-mb = { $n } م.ب

# العُقد المتابَعة.
nodes-title = عُقد نتابعها
nodes-lede = جيران تصلنا أخبارهم عبر الشبكة أو على ذاكرة محمولة. وما يعيرونه يُعثر عليه هنا أيضًا؛ ويُطلب هناك أو عند كشكنا.
nodes-nothing = لم يصل منها شيء بعد
nodes-catalogue = الفهرس
nodes-heard = معروف حتى
nodes-since = السجلات منذ
nodes-petname = اسمها عندنا
nodes-identity = الهوية
nodes-identity-how = قارنوا الهوية مرة واحدة بما يعرضه عليكم الآخرون، وجهًا لوجه أو بالهاتف. بعدها يُتحقّق من كل سجل يأتي منهم بها.
nodes-titles =
    { $n ->
        [zero] لا عناوين
        [one] عنوان واحد
        [two] عنوانان
        [few] { $n } عناوين
        [many] { $n } عنوانًا
       *[other] { $n } عنوان
    }
