# ما يقرؤه المشرفون.
matter-double-loan = أُعير { $unit } في مكانين لم يعلم أحدهما بالآخر. الإعارتان محفوظتان، ولا يُعدّ أحد متأخرًا ما دام الأمر مفتوحًا.
matter-double-loan-keep-later = هو مع المستعير الأحدث
matter-double-loan-keep-earlier = هو مع المستعير الأول
matter-double-loan-here = هو هنا على الرف: إغلاق الإعارتين
matter-return-seen-elsewhere = أُعيد { $unit } في مكان وأُعير في آخر دون أن يعلم أحدهما بالآخر. تبقى الإعارة مفتوحة إلى أن ينظر فيها أحد.
matter-return-seen-elsewhere-out = هو عند المستعير: إبقاء الإعارة مفتوحة
matter-return-seen-elsewhere-here = هو هنا على الرف: إغلاق الإعارة
matter-retired-in-use = { $unit } مسحوب من الفهرس، لكن أحدهم مسح رمزه.
matter-retired-in-use-reinstate = إعادته إلى الخدمة
matter-retired-in-use-leave-retired = تركه مسحوبًا
matter-found-after-lost = عُدّ { $unit } مفقودًا ثم عاد. إن دُفع ثمنه فيمكن ردّ المبلغ.
matter-found-after-lost-noted = دُوّن: لا شيء يُردّ
matter-found-after-lost-refund = ردّ ما دُفع
matter-unknown-unit = مُسح { $unit } لكن لا سجل في الفهرس يحمل هذا الرمز.
matter-unknown-unit-noted = أنشأتُ له سجلًا
matter-over-booked = حجزان يطلبان الساعات نفسها. يبقى الأول، ويحتاج الآخر إلى موعد آخر أو قطعة أخرى.
matter-over-booked-keep-earlier = إبقاء الأول وإلغاء الآخر
matter-over-booked-both = يكفي للاثنين
matter-cloned-device = حدثان مختلفان يحملان الرقم { $event }: نُسخ جهاز. كلاهما محفوظ؛ أعطِ إحدى النسختين اسمًا جديدًا.
matter-cloned-device-noted = للنسخة اسم جديد الآن، ويبقى الحدثان كما هما
matter-not-here = يشير هذا إلى الحدث { $event } الذي لم يصل بعد. قد يأتي مع التبادل القادم.
matter-not-here-noted = دُوّن
matter-stock-below-zero = رصيد { $unit } هو { $level }. عُدّه ليصحّ الرقم من جديد.
matter-stock-below-zero-noted = دُوّن
s-seen-out = مُعار
s-last-seen = آخر مرة في يد أحد: { $when }، { $place }، الجهاز { $device }
s-all = الكل: { $n }
s-more = { $n ->
    [zero] { $n } أخرى
    [one] واحد آخر
    [two] { $n } أخرى
    [few] { $n } أخرى
    [many] { $n } أخرى
   *[other] { $n } أخرى
}
s-fetch = للإحضار
s-fetch-more = جولة واحدة في المكان، رفًا رفًا. ضع كل شيء على رف الانتظار وسجّله هنا.
s-fetch-none = لا شيء للإحضار. من ينتظر إنما ينتظر شيئًا مُعارًا.
s-fetch-shelf = كل هذا الرف
s-late = متأخر
s-late-more = { $n ->
    [zero] { $n } من الأشياء متأخرة. الرسائل جاهزة ولا لوم فيها.
    [one] شيء واحد متأخر. الرسالة جاهزة ولا لوم فيها.
    [two] { $n } من الأشياء متأخرة. الرسائل جاهزة ولا لوم فيها.
    [few] { $n } من الأشياء متأخرة. الرسائل جاهزة ولا لوم فيها.
    [many] { $n } من الأشياء متأخرة. الرسائل جاهزة ولا لوم فيها.
   *[other] { $n } من الأشياء متأخرة. الرسائل جاهزة ولا لوم فيها.
}
s-late-subject = { $n ->
    [zero] { $n } من الأشياء من { $node }
    [one] شيء من { $node }
    [two] { $n } من الأشياء من { $node }
    [few] { $n } من الأشياء من { $node }
    [many] { $n } من الأشياء من { $node }
   *[other] { $n } من الأشياء من { $node }
}
s-late-hello = مرحبًا { $name }،
s-late-ask = { $n ->
    [zero] ما زالت هذه الأشياء مسجلة لديك، وقد يكون أحد بانتظارها. هل يمكنك إحضارها، أو إخبارنا إن كنت تحتاجها مدة أطول؟
    [one] ما زال هذا مسجلًا لديك، وقد يكون أحد بانتظاره. هل يمكنك إحضاره، أو إخبارنا إن كنت تحتاجه مدة أطول؟
    [two] ما زالت هذه الأشياء مسجلة لديك، وقد يكون أحد بانتظارها. هل يمكنك إحضارها، أو إخبارنا إن كنت تحتاجها مدة أطول؟
    [few] ما زالت هذه الأشياء مسجلة لديك، وقد يكون أحد بانتظارها. هل يمكنك إحضارها، أو إخبارنا إن كنت تحتاجها مدة أطول؟
    [many] ما زالت هذه الأشياء مسجلة لديك، وقد يكون أحد بانتظارها. هل يمكنك إحضارها، أو إخبارنا إن كنت تحتاجها مدة أطول؟
   *[other] ما زالت هذه الأشياء مسجلة لديك، وقد يكون أحد بانتظارها. هل يمكنك إحضارها، أو إخبارنا إن كنت تحتاجها مدة أطول؟
}
s-late-line = { $name } (موعده { $due })
s-late-bye = شكرًا لك! { $node }
s-late-send = مراسلة
s-late-copy = الرسالة، للنسخ
s-late-in = بـ{ $language }
s-late-no-contact = لا وسيلة اتصال مسجلة: اسأل عند الزيارة القادمة.
s-tickets = للإصلاح
s-tickets-none = لا شيء للإصلاح. عناية جيدة!
s-ticket-given-up = لا يُصلح
s-ticket-note = إضافة ملاحظة
s-ticket-what = ما وُجد أو ما تم عمله
s-history = ما استعرته من قبل
s-history-none = لا شيء بعد.
s-history-line = من { $from } إلى { $to }
s-to-decide = { $n ->
    [zero] { $n } من الأمور تنتظر قرارك
    [one] أمر واحد ينتظر قرارك
    [two] { $n } من الأمور تنتظر قرارك
    [few] { $n } من الأمور تنتظر قرارك
    [many] { $n } من الأمور تنتظر قرارك
   *[other] { $n } من الأمور تنتظر قرارك
}
s-late-open = الرسائل والردود
s-things = الأشياء
s-register = تسجيل شيء
s-reg-same = لدينا شيء بهذا الاسم. هل هذا نسخة أخرى منه؟
s-reg-another = { $n ->
    [zero] نسخة أخرى من «{ $name }» (لدينا { $n })
    [one] نسخة أخرى من «{ $name }»
    [two] نسخة أخرى من «{ $name }» (لدينا { $n })
    [few] نسخة أخرى من «{ $name }» (لدينا { $n })
    [many] نسخة أخرى من «{ $name }» (لدينا { $n })
   *[other] نسخة أخرى من «{ $name }» (لدينا { $n })
}
s-reg-new-kind = لا، شيء آخر
s-reg-category = الفئة
s-reg-kind = ما هو
s-reg-later = لاحقًا
s-reg-place = المكان
s-reg-label = ملصقه
s-reg-code = الرمز على الملصق
s-reg-code-more = امسح ملصقًا فارغًا أو اترك الخانة: يُنشأ رمز وينتظر ملصقه الطابعة.
s-reg-foreign = { $code } طبعه غيرنا. يُحفظ مع الشيء: من الآن فصاعدًا يجده من يمسحه.
s-reg-foreign-there = الشيء عندنا بالفعل
s-reg-foreign-unit = رمز الشيء نفسه
s-reg-foreign-bind = احفظه مع هذا الشيء
s-reg-foreign-done = من الآن فصاعدًا يجد مسحُ { $code } { $name }.
s-reg-more = المزيد إن أردت
s-reg-qty = العدد (للمخزون)
s-reg-do = تسجيل
s-reg-name-missing = أعطه اسمًا من فضلك.
s-reg-code-wrong = هذا الرمز غير صحيح: قُرئ حرف خطأً. انظر مجددًا أو اترك الخانة فارغة.
s-reg-code-taken = هذا الرمز لشيء آخر. خذ ملصقًا آخر.
s-reg-done = أصبح في الفهرس. مكانه: { $place }
s-reg-to-print = { $n ->
    [zero] ملصقه بانتظار الطابعة مع غيره: { $n } في المجموع
    [one] ملصقه بانتظار الطابعة
    [two] ملصقه بانتظار الطابعة مع غيره: { $n } في المجموع
    [few] ملصقه بانتظار الطابعة مع غيره: { $n } في المجموع
    [many] ملصقه بانتظار الطابعة مع غيره: { $n } في المجموع
   *[other] ملصقه بانتظار الطابعة مع غيره: { $n } في المجموع
}
s-reg-next = الشيء التالي
s-kind-tool = أداة للإعارة
s-kind-machine = آلة تُستعمل هنا
s-kind-material = مخزون يُعدّ
s-kind-kit = مجموعة أشياء
s-kind-space = غرفة أو طاولة عمل
s-kind-book = كتاب أو لعبة أو فيلم
s-kind-vehicle = دراجة أو مقطورة أو سيارة
s-labels = الملصقات
s-labels-n = { $n ->
    [0] لا ملصق ينتظر
    [zero] { $n } من الملصقات للطباعة
    [one] ملصق واحد للطباعة
    [two] { $n } من الملصقات للطباعة
    [few] { $n } من الملصقات للطباعة
    [many] { $n } من الملصقات للطباعة
   *[other] { $n } من الملصقات للطباعة
}
s-labels-more = مهيأة لأوراق من 21 ملصقًا (63.5 × 38.1 مم، Avery L7160). اطبع الصفحة بالحجم الفعلي ومن دون هوامش.
s-labels-start = أول ملصق فارغ في الورقة
s-labels-lay = ابدأ من هناك
s-labels-blank = ملصقات فارغة لما سيأتي
s-labels-mint = إنشاء الرموز
s-labels-printed = تمت طباعتها
s-stocktake = الجرد
s-stocktake-more = امشِ وامسح الرموز. لا يُعدّ مفقودًا إلا ما تؤكده.
s-count-new = جرد جديد
s-count-where = أين؟
s-count-where-more = تُجرد الغرفة مع كل رفوفها.
s-count-start = ابدأ
s-count-open = جارٍ
s-count-so-far = { $n ->
    [zero] وُجد { $n } حتى الآن
    [one] وُجد واحد حتى الآن
    [two] وُجد { $n } حتى الآن
    [few] وُجد { $n } حتى الآن
    [many] وُجد { $n } حتى الآن
   *[other] وُجد { $n } حتى الآن
}
s-count-scan = امسح ما يوجد هنا. امسح رفًا لتقول أين أنت.
s-count-is-closed = انتهى هذا الجرد.
s-count-here = أنت عند { $place }.
s-count-of = من { $n } موجودة
s-count-found = { $name }: هنا كما ينبغي
s-count-already = { $name } عُدّ من قبل
s-count-misplaced = { $name } مكانه { $place }. دُوّن؛ خذه معك في طريقك.
s-count-unknown = لا نعرف { $name }. يبقى في القائمة؛ سجّله لاحقًا.
s-count-misplaced-head = { $n ->
    [zero] { $n } من الأشياء في غير مكانها
    [one] شيء واحد في غير مكانه
    [two] { $n } من الأشياء في غير مكانها
    [few] { $n } من الأشياء في غير مكانها
    [many] { $n } من الأشياء في غير مكانها
   *[other] { $n } من الأشياء في غير مكانها
}
s-count-belongs = مكانه { $place }
s-count-unknown-head = { $n ->
    [zero] { $n } من الرموز لا نعرفها
    [one] رمز واحد لا نعرفه
    [two] { $n } من الرموز لا نعرفها
    [few] { $n } من الرموز لا نعرفها
    [many] { $n } من الرموز لا نعرفها
   *[other] { $n } من الرموز لا نعرفها
}
s-count-not-seen = { $n ->
    [0] لم يبق شيء للعثور عليه
    [zero] { $n } من الأشياء لم تُرَ بعد
    [one] شيء لم يُرَ بعد
    [two] { $n } من الأشياء لم تُرَ بعد
    [few] { $n } من الأشياء لم تُرَ بعد
    [many] { $n } من الأشياء لم تُرَ بعد
   *[other] { $n } من الأشياء لم تُرَ بعد
}
s-count-not-seen-more = بحثت في كل مكان؟ علّم عليه فيُسجَّل مفقودًا عند الانتهاء.
s-count-missing = مفقود
s-count-all = كل شيء هنا
s-count-last = آخر ما وُجد
s-count-ok = هنا
s-count-close = إنهاء الجرد
s-count-pause = المتابعة لاحقًا
s-count-closed = انتهى: وُجد { $found }، مفقود { $missing }.
s-move = نقل الأشياء
s-move-scan = امسح الرف أولًا
s-move-more = ثم امسح كل ما يوجد عليه الآن. يمكن التراجع عن كل خطوة.
s-move-choose = لا ملصق على الرف؟
s-move-here = ضع الأشياء هناك
s-move-done = انتهيت من هذا الرف
s-edit = تعديل
s-edit-what = تعديل سجل
s-edit-fields = الحقول
s-edit-text = الملف كاملًا
s-look-at-it = اعرضه أولًا
s-look-again = اعرضه مجددًا
s-save = حفظ
s-saved = حُفظ. النسخة السابقة محفوظة.
s-preview = هذا ما سيتغيّر
s-preview-same = لا شيء يتغيّر
s-stale = غيّر أحدهم هذا السجل في هذه الأثناء. قارن النسختين قبل الحفظ.
s-broken = لا يمكن الحفظ بعد: كل سطر أدناه يقول ما يجب فعله.
s-line = السطر { $n }
s-why = السبب في كلمات قليلة
s-why-example = بطارية جديدة، صورة أفضل…
s-versions = النسخ السابقة
s-versions-none = لا يوجد بعد.
s-version-look = عرض
s-by-commas = مفصولة بفواصل
s-usual = كالمعتاد
s-not-bookable = لا يُحجز مسبقًا
s-problems = { $n ->
    [zero] { $n } مشكلات
    [one] مشكلة واحدة
    [two] { $n } مشكلات
    [few] { $n } مشكلات
    [many] { $n } مشكلات
   *[other] { $n } مشكلات
}
s-records-things = الأشياء
s-records-places = الأماكن
s-records-events = الفعاليات
s-records-pages = الصفحات
s-records-designs = التصاميم
s-records-people = الأشخاص
s-records-node = هذا المكان
s-field-name = الاسم
s-field-summary = جملة عنه
s-field-brand = العلامة
s-field-model = الطراز
s-field-size = الحجم
s-field-power-source = مصدر الطاقة
s-field-checkout-notice = يُقرأ عند كل تسليم
s-field-other-names = أسماء أخرى
s-field-keywords = كلمات للبحث
s-field-policy = طريقة الإعارة
s-field-reservation-policy = طريقة الحجز
s-field-home-place = مكانه
s-field-circ-note = ملاحظة للمكتب
s-field-serial = الرقم التسلسلي
s-field-body = النص
s-training-withdraw = لم يعد صالحًا
s-m-details = الاسم وجهة الاتصال
s-m-role = الصلاحية
s-m-data = بياناته
s-m-data-more = كل ما نعرفه عن هذا العضو، بما فيه الإعارات المنتهية، في ملف واحد له.
s-m-export = تنزيل
s-m-erase = نسيان هذا العضو
s-m-erase-more = يُحذف الاسم وجهة الاتصال والبطاقة والرمز السري نهائيًا. وتصبح أدوارهم في قوائم الانتظار وحجوزاتهم ومقاعدهم متاحة لغيرهم. وتبقى الإعارات بلا اسم.
s-m-erase-number = اكتب الرقم { $number } للتأكيد
s-m-erase-do = نسيان
s-erase-number = ليس هذا رقم العضو، فلم يُحذف شيء.
s-erase-loans = ما زال شيء مسجلًا لدى هذا العضو. استرجعه أو اشطبه أولًا.
s-erase-self = هذا أنت. يمكن لمشرف آخر أن يفعل ذلك.
s-erased = تم النسيان. لم يبق منه سوى أرقام.
refusal-record = في السجل أخطاء فلم يُحفظ.
s-house = المكان
s-house-unread = تعذّرت القراءة فلم يتغير شيء. اكتب الساعات هكذا: 10–13، 17–20، والنهاية بعد البداية.
s-hours = ساعات العمل
s-hours-more = مثل 10–13، 17–20. الفراغ يعني مغلق.
s-closures = أيام الإغلاق
s-closure-open = مفتوح مع ذلك
s-closure-reason = السبب، ليقرأه الجميع
s-closure-add = الإغلاق في هذه الأيام
s-closure-more = ما يحل موعده في يوم إغلاق يؤجل إلى أول يوم عمل، ولا يُعدّ أحد متأخرًا بسببه.
s-pol-days = { $n ->
    [zero] الأيام: { $n }
    [one] يوم واحد
    [two] الأيام: { $n }
    [few] الأيام: { $n }
    [many] الأيام: { $n }
   *[other] الأيام: { $n }
}
s-pol-hours = { $n ->
    [zero] الساعات: { $n }
    [one] ساعة واحدة
    [two] الساعات: { $n }
    [few] الساعات: { $n }
    [many] الساعات: { $n }
   *[other] الساعات: { $n }
}
s-pol-period-days = أيام الإعارة
s-pol-period-hours = ساعات الإعارة
s-pol-renewals = مرات التمديد
s-pol-window = أيام العمل على رف الانتظار
s-pol-grace = أيام قبل اعتباره متأخرًا
s-pol-pin = البطاقة والرمز السري
s-pol-approval = يسلّمه مشرف
s-pol-block = لا جديد ما دام شيء متأخرًا
s-pol-more = الإعارات القائمة تبقى على قواعدها.
s-devices = الأجهزة
s-device-this = هذا
s-device-events = { $n ->
    [zero] الأحداث: { $n }
    [one] حدث واحد
    [two] الأحداث: { $n }
    [few] الأحداث: { $n }
    [many] الأحداث: { $n }
   *[other] الأحداث: { $n }
}
s-device-heard = آخر خبر { $when }
s-exchange = التبادل
s-exchange-none = لم يُهيأ مكان آخر بعد. ذاكرة USB تعمل من دون إعداد.
s-pending = { $n ->
    [zero] ملفات تنتظر التثبيت: { $n }.
    [one] ملف واحد ينتظر التثبيت.
    [two] ملفات تنتظر التثبيت: { $n }.
    [few] ملفات تنتظر التثبيت: { $n }.
    [many] ملفات تنتظر التثبيت: { $n }.
   *[other] ملفات تنتظر التثبيت: { $n }.
}
s-committed = كل شيء مثبّت. الأحدث: { $commit }
s-reports = التقارير
s-rep-out = مُعار الآن
s-rep-late = متأخر
s-rep-on-time = عاد في موعده
s-rep-peak = كان { $month } أكثر الشهور نشاطًا
s-rep-none = لا إعارات بعد
s-rep-months = الإعارات حسب الشهر
s-rep-most = الأكثر طلبًا: { $name }
s-rep-most-unit = الإعارات في اثني عشر شهرًا
s-rep-idle = { $n ->
    [0] استُعمل كل شيء هذا العام
    [zero] أشياء لم تتحرك منذ عام: { $n }
    [one] شيء واحد لم يتحرك منذ عام
    [two] أشياء لم تتحرك منذ عام: { $n }
    [few] أشياء لم تتحرك منذ عام: { $n }
    [many] أشياء لم تتحرك منذ عام: { $n }
   *[other] أشياء لم تتحرك منذ عام: { $n }
}
s-rep-idle-more = ربما يحتاج شيء آخر إلى مكانه، أو لا يعلم أحد بوجوده.
s-rep-low = يوشك أن ينفد
s-rep-low-line = بقي { $level } { $measure } وينبغي { $least }
s-rep-numbers = عرض الأرقام
s-sheet = يوم بلا كهرباء
s-sheet-more = ما هو مُعار وما ينتظر وأسطر للكتابة: ورق يعمل من دون شاشة.
s-sheet-open = فتح ورقة المكتب
s-sheet-as-of = حتى { $date }
s-sheet-print = اطبع هذه الصفحة. فيها أسماء أعضاء: احفظها في المكتب ثم أتلفها.
s-sheet-out = مُعار
s-sheet-ready = على رف الانتظار
s-sheet-code = الرمز
s-sheet-thing = الشيء
s-sheet-who = العضو
s-sheet-due = الموعد
s-sheet-back = عاد
s-sheet-time = الوقت
s-sheet-out-in = خروج أم عودة؟
s-sheet-write = للكتابة
s-sheet-write-more = اكتب كل حروف الرمز: الأخير يتحقق من غيره. أدخلها عند عودة الكهرباء.
s-reg-photo-kept = صورتك محفوظة، فلا حاجة لالتقاطها مرة أخرى.
s-reg-photo-other = صورة أخرى
s-closure-no-day = هذا ليس يومًا، فلم يتغير شيء. اختر أول يوم إغلاق.
s-closure-backwards = آخر يوم إغلاق يسبق أوله، فلم يتغير شيء.
s-pol-unread = أحد هذه الأرقام لا يصح، فلم يتغير شيء. اكتب أعدادًا صحيحة، وأقل مدة للإعارة واحد.
s-parts-missing = القطع الناقصة: { $n }
s-part-later = منذ { $date }. قيل إنها ستُحضر.
s-part-lost = منذ { $date }. قيل إنها ضاعت.
s-part-before = ناقصة منذ { $date } على الأكثر: لم تكن موجودة عند الإعارة.
s-part-missing = منذ { $date }. لم يقل أحد أين هي.
s-part-here = هي هنا
s-part-here-name = { $part } من { $name } هنا
s-device-n = { $n ->
    [zero] لا جهاز له مفتاح
    [one] جهاز واحد له مفتاح
    [two] جهازان لهما مفتاحان
    [few] { $n } أجهزة لها مفاتيح
    [many] { $n } جهازًا لها مفاتيح
   *[other] { $n } جهاز لها مفاتيح
}
cmd-count = الجرد
cmd-new-label = ملصق جديد
cmd-cards = بطاقات الأوامر
cmd-more = اطبعها وقصها وضعها بجانب الماسح. من يمسح واحدة لا يحتاج إلى لمس الشاشة.
k-side-returned = أُعيد
k-side-came-back = عاد
k-side-retired = مسحوب في الفهرس
k-side-scanned = مُسح
k-side-no-file = لا ملف في الفهرس يحمل هذا الرمز
k-side-one-entry = قيد
k-side-other-entry = قيد آخر بالرقم نفسه
k-side-refers = يشير هذا القيد إلى قيد آخر
k-side-not-here = لم يصل ذلك من جهازه بعد
k-side-promised = وُعدت به { $node }
k-side-other-node = عقدة أخرى
k-side-sent = أُرسل: { $name }
k-side-instead = عاد: { $name }
k-side-counted = عُدّ: { $n }
k-side-level = الرصيد { $n }
s-event-number = رقم { $n } من الجهاز { $device }
s-pol-most = أقصى عدد للعضو في وقت واحد (0: بلا حد)
