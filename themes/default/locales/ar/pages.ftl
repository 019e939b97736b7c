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
