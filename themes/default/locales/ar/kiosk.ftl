# كلمات الكشك: قصيرة، ودودة، بلا لوم.
k-kiosk = الكشك
k-skip = إلى المحتوى
k-scan-field = القارئ
k-today = اليوم
k-hello = أهلًا، { $name }
k-signs-out = تسجيل الخروج بعد
k-seconds-left = { $n ->
    [zero] انتهى الوقت
    [one] بقيت ثانية واحدة
    [two] بقيت ثانيتان
    [few] بقيت { $n } ثوانٍ
    [many] بقيت { $n } ثانية
   *[other] بقيت { $n } ثانية
}
k-done = انتهيت
k-clock-doubt = هذا الكشك غير متأكد من الوقت. لن يُحسب أحد متأخرًا بسبب ذلك. يمكن لأحد المشرفين ضبط الساعة.
k-help = مساعدة
k-larger = نص أكبر
k-smaller = نص عادي
k-contrast = تباين عالٍ
k-sound-on = الصوت مفعّل
k-sound-off = الصوت متوقف
k-steward = الإشراف
k-saved = كل شيء محفوظ في هذا الكشك
k-language = اللغة
k-open-until = مفتوح اليوم حتى { $time }
k-closed = مغلق الآن
k-home = البداية
k-back = رجوع
k-cancel = إلغاء
k-ok = حسنًا
k-go-on = متابعة
k-yes = نعم
k-no = لا

k-scan-title = امسح ملصقًا أو بطاقتك
k-scan-more = بأي ترتيب. على بعد كفّ من القارئ.
k-scan-phone = وجّه كاميرا الهاتف إلى الملصق.
k-type = كتابة الرمز
k-what = ماذا تريد أن تفعل؟
k-borrow = استعارة
k-borrow-more = لأخذ غرض إلى البيت
k-return = إرجاع
k-return-more = بلا بطاقة
k-find = بحث
k-book = حجز
k-book-more = أداة أو طاولة عمل أو قاعة
k-things = { $n ->
    [zero] لا أغراض
    [one] غرض واحد
    [two] غرضان
    [few] { $n } أغراض
    [many] { $n } غرضًا
   *[other] { $n } غرض
}
k-designs = { $n ->
    [zero] لا تصاميم
    [one] تصميم واحد
    [two] تصميمان
    [few] { $n } تصاميم
    [many] { $n } تصميمًا
   *[other] { $n } تصميم
}
k-today-label = اليوم
k-due-today = موعد إرجاعها اليوم
k-back-today = { $n ->
    [zero] لم يرجع شيء بعد
    [one] رجع غرض واحد اليوم
    [two] رجع غرضان اليوم
    [few] رجعت { $n } أغراض اليوم
    [many] رجع { $n } غرضًا اليوم
   *[other] رجع { $n } غرض اليوم
}
k-new = جديد: { $name }
k-on-phone = فتح على هاتفي
k-bye = مع السلامة، وشكرًا
k-bye-more = تم تسجيل خروجك. كل شيء محفوظ.

k-basket = أغراضك
k-your-things = لك أن تأخذها
k-scan-what = امسح ما تريد استعارته
k-now-your-card = والآن بطاقتك
k-else-on-loan = { $n ->
    [zero] لا شيء آخر معك
    [one] معك غرض آخر
    [two] معك غرضان آخران
    [few] معك { $n } أغراض أخرى
    [many] معك { $n } غرضًا آخر
   *[other] معك { $n } غرض آخر
}
k-to-take-home = { $n ->
    [zero] لا شيء بعد
    [one] غرض واحد تأخذه معك
    [two] غرضان تأخذهما معك
    [few] { $n } أغراض تأخذها معك
    [many] { $n } غرضًا تأخذها معك
   *[other] { $n } غرض تأخذها معك
}
k-back-by-label = الإرجاع حتى
k-back-by = الإرجاع حتى { $due }
k-with-parts = معه: { $parts }
k-min-age = من عمر { $n } فما فوق. هل ينطبق عليك؟
k-is-lent = كل غرض يصبح معك لحظة مسحه. يمكنك التراجع خلال { $n } من الدقائق. ولن تعرض الشاشة اسمك لمن يأتي بعدك.
k-nothing-yet = امسح ملصقًا، فيصبح الغرض معك.
k-scan-next = امسح الغرض التالي، أو أنهِ العملية.
k-my-things = أغراضي
k-find-something = البحث عن غرض
k-card-then-yours = امسح بطاقتك، فتصبح هذه معك
k-card-then-more = لم يُعَر شيء بعد. غيّرت رأيك؟ أعده إلى مكانه، وهذا كل شيء.
k-type-card = كتابة رمز البطاقة
k-never-mind = لا داعي
k-undo = تراجع
k-undo-name = تراجع: { $name }
k-remove = إزالة
k-remove-name = إزالة { $name } من القائمة
k-renew = تمديد المدة
k-read-it = قرأت ذلك
k-enter-pin = إدخال الرقم السري
k-waits-for-card = في انتظار بطاقتك
k-undone = تم التراجع
k-needs-pin = هذا الغرض يتطلب رقمك السري
k-read-notice = اقرأ هذا أولًا من فضلك
k-lent = { $name } معك الآن، والإرجاع حتى { $due }
k-yours = هذا الغرض معك أصلًا. هل تريد إرجاعه أم تمديد مدته؟
k-yours-until = معك حتى { $due }
k-already-listed = موجود في قائمتك
k-do-shorter = أخذه حتى { $due }
k-do-other = أخذ { $code } بدلًا منه
k-do-hold = انتظار دوري
k-do-take-over = هو في يدي
k-do-see-late = عرض المتأخر
k-do-book = حجز موعد

k-how-is-it = كيف حاله؟
k-condition = الحالة
k-was-not-out = لم يكن مسجلًا كمُعار. شكرًا لإحضاره.
k-all-good = كل شيء جيد
k-all-good-more = يعمل، نظيف، كامل
k-something-small = أمر بسيط
k-something-small-more = متسخ أو بالٍ أو تنقصه قطعة
k-broken = معطّل أو خطِر
k-broken-more = لن يُلام أحد
k-all-there = هل كل القطع موجودة؟
k-thanks = شكرًا
k-note = هل من شيء ينبغي أن نعرفه؟
k-return-it = إرجاع
k-return-another = إرجاع غرض آخر
k-returned = عاد { $name }. شكرًا.
k-put-title = ضعه هنا
k-is-there = وُضع في مكانه
k-found-again = كنا نبحث عنه. أحسنت!
k-missing-parts = غير محدد: { $parts }. نسيته؟ أحضره متى استطعت.
k-behind-the-desk = رف الانتظار
k-the-desk = المكتب
k-scan-return = امسح ما تريد إرجاعه
k-scan-return-more = غرضًا بعد غرض. بلا بطاقة، ويمكنك إرجاعه عن شخص آخر.
k-no-label = ليس عليه ملصق
k-scan-card = امسح بطاقتك
k-scan-card-more = ثم امسح ما تريد استعارته. والعكس جائز أيضًا.
k-look-around = تصفّح ما لدينا
k-type-title = كتابة الرمز
k-type-more = تجده تحت المربع على الملصق، أو على بطاقتك. بأحرف كبيرة أو صغيرة، مع الشَّرطة أو بدونها.
k-keypad = أحرف وأرقام
k-your-pin = رقمك السري
k-pin-why = هذا الغرض يستحق نظرة ثانية. بطاقتك وحدها لا تكفي.
k-pin-why-steward = شاشات الإشراف تتطلب رقمك السري.
k-pin-wrong = { $left ->
    [zero] الرقم غير صحيح. بطاقتك موقوفة عشر دقائق؛ ويمكن لأحد المشرفين مساعدتك.
    [one] الرقم غير صحيح. بقيت محاولة واحدة.
    [two] الرقم غير صحيح. بقيت محاولتان.
    [few] الرقم غير صحيح. بقيت { $left } محاولات.
    [many] الرقم غير صحيح. بقيت { $left } محاولة.
   *[other] الرقم غير صحيح. بقيت { $left } محاولة.
}
k-pin-locked = محاولات كثيرة. يُفتح من جديد عند { $time }، أو يساعدك أحد المشرفين الآن.
k-pin-digits = الرقم السري من أربعة إلى ثمانية أرقام.
k-no-pin = ليس لديك رقم سري بعد. يمكن لأحد المشرفين إعطاؤك رقمًا.
k-pin-forgotten = نسيته؟ يساعدك أحد المشرفين، بلا أسئلة.
k-your-card = بطاقتك
k-your-card-more = هل تريد الدخول على هذه الشاشة بالبطاقة التي مسحتها للتو؟
k-card-sign-in = دخول

k-find-label = عمّ تبحث؟
k-find-example = مثقاب، خيمة، ماكينة خياطة…
k-filters = تصفية
k-on-shelf-now = على الرف الآن
k-more-kinds = أنواع أخرى
k-all-kinds = الكل
k-results = { $n ->
    [zero] لا شيء يناسب البحث.
    [one] غرض واحد.
    [two] غرضان.
    [few] { $n } أغراض.
    [many] { $n } غرضًا.
   *[other] { $n } غرض.
}
k-choose-to-book = اختر ما تريد حجزه.
k-at-place = في { $place }:
k-did-you-mean = هل تقصد «{ $words }»؟
k-partial = لا غرض يحوي كل الكلمات
k-pages = الصفحات
k-earlier = السابق
k-more = المزيد
k-nothing-found = لا شيء هنا حاليًا. جرّب كلمة أخرى، أو تصفّح الكل.
k-show-everything = عرض الكل
k-comes-with = يأتي معه
k-in-the-kit = في الطقم
k-each = كل نسخة
k-find-it = مكانه
k-keep-it = المدة
k-you-need = يلزمك
k-have-it = لديك
k-have-not = لم يُجتَز بعد
k-it-costs = التكلفة
k-fee = { $fee } في اليوم
k-deposit = { $deposit } تبقى لدينا خلال ذلك
k-waiting = في الانتظار
k-people = { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصًا
   *[other] { $n } شخص
}
k-something-wrong = هناك مشكلة
k-what-is-wrong = ما المشكلة؟
k-wrong-small-more = ما زال صالحًا للاستعمال
k-wrong-broken = إنه معطّل
k-wrong-broken-more = يذهب إلى طاولة الإصلاح
k-wrong-unsafe = إنه غير آمن
k-wrong-unsafe-more = يُرفع عن الرف فورًا
k-wrong-words = أخبرنا بكلمات قليلة
k-wrong-no-words = بلاغ من الكشك، بلا شرح
k-nobody-blamed = لن يُلام أحد
k-nobody-blamed-more = الأشياء تبلى. والإخبار المبكر يحمي الجميع، ولا نسأل عن اسمك.
k-tell = إخبارنا
k-wrong-noted = سجّلنا ذلك. شكرًا لإخبارنا.
k-wrong-off-shelf = رُفع عن الرف. اتركه على المكتب من فضلك. شكرًا.

k-late-since = كان موعده { $due }
k-nothing-on-loan = لا شيء معك
k-waiting-for = في انتظار
k-booked-list = محجوز
k-booked = تم الحجز.
k-booking-asked = أُرسل الطلب. سيرد أحد المشرفين.
k-hold-ready = على رف الانتظار حتى { $until }
k-hold-paused = متوقف مؤقتًا
k-hold-ahead = { $n ->
    [zero] دورك التالي
    [one] شخص واحد قبلك
    [two] شخصان قبلك
    [few] { $n } أشخاص قبلك
    [many] { $n } شخصًا قبلك
   *[other] { $n } شخص قبلك
}
k-hold-placed = { $n ->
    [zero] دورك التالي. سنحتفظ به لك حين يعود.
    [one] أنت في قائمة الانتظار، وقبلك شخص واحد.
    [two] أنت في قائمة الانتظار، وقبلك شخصان.
    [few] أنت في قائمة الانتظار، وقبلك { $n } أشخاص.
    [many] أنت في قائمة الانتظار، وقبلك { $n } شخصًا.
   *[other] أنت في قائمة الانتظار، وقبلك { $n } شخص.
}
k-hold-cancel = لم أعد أحتاجه
k-hold-pause = ليس الآن، احفظ مكاني
k-hold-resume = أريده من جديد
k-hold-pause-said = يمكن لغيرك أن يتقدم الآن. مكانك محفوظ.
k-hold-resume-said = أنت في الانتظار من جديد.
k-hold-cancelled = خرجت من قائمة الانتظار.
k-cancel-booking = التخلي عن الحجز
k-booking-cancelled = أُلغي الحجز.
k-renewed = معك حتى { $due }
k-only-you = لعينيك فقط
k-only-you-more = أغراض الآخرين لا تظهر هنا أبدًا، وأغراضك لا تظهر إلا بعد بطاقتك.
k-free-days = الأيام المتاحة
k-closed-day = مغلق
k-full = محجوز
k-free = { $n ->
    [zero] لا متاح
    [one] متاح
    [two] 2 متاحان
    [few] { $n } متاحة
    [many] { $n } متاحًا
   *[other] { $n } متاح
}
k-when = متى؟
k-from = من
k-to = إلى
k-at = الساعة
k-book-it = حجز
k-card-to-book = امسح بطاقتك للحجز.

k-help-title = كيف يعمل
k-help-1 = استعارة
k-help-1-more = امسح بطاقتك، ثم الملصق. صار الغرض معك. ثم «انتهيت».
k-help-2 = إرجاع
k-help-2-more = امسح الملصق، وقل كيف حاله، وضعه حيث تدلّك الشاشة.
k-help-3 = هل من شيء معطّل؟
k-help-3-more = قل ذلك عند الإرجاع. لن يُلام أحد.
k-help-4 = حدث خطأ؟
k-help-4-more = «تراجع» بجانب كل ما تفعله، لعشر دقائق. لا شيء يضيع.
k-help-people = الناس خير عون
k-help-steward = بطاقة المشرف تفتح الباقي.

k-unknown = لا نعرف هذا الرمز
k-unknown-more = { $code } ليس في فهرسنا. ربما يخص مكانًا آخر. يمكن لأحد المشرفين تسجيله.
k-unknown-label-more = هذا الملصق ليس في فهرسنا. ربما يخص مكانًا آخر.
k-unreadable = لم نستطع قراءته
k-unreadable-more = امسح الغبار عن الملصق وحاول مجددًا، أو اكتب الرمز.
k-unknown-card = لا نعرف هذه البطاقة
k-unknown-card-more = ربما استُبدلت. يمكن لأحد المشرفين إعطاؤك بطاقة جديدة.
k-unknown-card-news = { $n ->
    [zero] آخر ما وصل من حواسيبنا الأخرى كان اليوم: من انضم هناك بعده غير معروف هنا بعد.
    [one] آخر ما وصل من حواسيبنا الأخرى عمره يوم واحد: من انضم هناك بعده غير معروف هنا بعد.
    [two] آخر ما وصل من حواسيبنا الأخرى عمره يومان: من انضم هناك بعده غير معروف هنا بعد.
    [few] آخر ما وصل من حواسيبنا الأخرى عمره { $n } أيام: من انضم هناك بعده غير معروف هنا بعد.
    [many] آخر ما وصل من حواسيبنا الأخرى عمره { $n } يومًا: من انضم هناك بعده غير معروف هنا بعد.
   *[other] آخر ما وصل من حواسيبنا الأخرى عمره { $n } يوم: من انضم هناك بعده غير معروف هنا بعد.
}
k-already-you = أنت مسجل الدخول بالفعل
k-sign-in = بطاقتك من فضلك
k-sign-in-more = امسح بطاقتك، ونكمل من حيث كنت.
k-steward-card = بطاقة مشرف من فضلك
k-steward-card-more = هذه الشاشة للمشرفين. امسح بطاقتك أولًا.
k-nothing-here = لا شيء هنا
k-nothing-here-more = ربما العنوان قديم. امسح ملصقًا، أو ابحث بالاسم.
k-bad-form = لم نفهم ذلك
k-bad-form-more = ارجع وحاول مجددًا من فضلك.
k-not-now = ليس الآن
k-not-recorded = تعذّر الحفظ
k-not-recorded-more = فلم يحدث شيء. أخبر أحد المشرفين من فضلك: ربما امتلأ القرص.
k-failed = حدث خطأ ما
k-failed-more = ما تأكد سابقًا محفوظ. حاول مجددًا من فضلك.

k-moved = سُجّل { $unit } هناك
k-putting-on = ما تمسحه الآن يوضع في { $place }
k-noted = سُجّل
k-settled = حُسم الأمر. شكرًا.
k-clock-set = الساعة مضبوطة من جديد
k-somebody-unknown = شخص لم نعد نعرفه
k-side-lent = مُعار
k-s-today = اليوم
k-s-exceptions = بانتظار القرار
k-s-exception = بانتظار القرار
k-s-members = الأعضاء
k-s-lock = قفل
k-s-clock = كم الساعة؟
k-s-clock-now = التاريخ والوقت الآن
k-s-clock-set = هذا هو الوقت
k-s-late = { $n ->
    [0] متأخر
   *[other] متأخر: { $n }
}
k-s-days-late = { $n ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
k-s-claims = يقول إنه أعاده
k-s-lost = اعتباره مفقودًا
k-s-none-late = لا شيء متأخر
k-s-none = لا شيء
k-s-due = { $n ->
    [0] موعده اليوم
   *[other] موعده اليوم: { $n }
}
k-s-pull = للإحضار من الرف: { $n }
k-s-pulled = على رف الانتظار
k-s-ready = ينتظر على رف الانتظار: { $n }
k-s-until = حتى { $until }
k-s-requests = حجوزات تنتظر الرد: { $n }
k-s-bookings = حجوزات اليوم: { $n }
k-s-tickets = للإصلاح: { $n }
k-s-mended = أُصلح
k-s-no-fault = لا عيب فيه
k-s-troubles = { $n ->
    [zero] لا سجل فيه مشكلة.
    [one] في سجل واحد مشكلة؛ الأمر `stead check` يبيّن أيّ سجل.
    [two] في سجلين مشكلة؛ الأمر `stead check` يبيّنهما.
    [few] في { $n } سجلات مشكلة؛ الأمر `stead check` يبيّنها.
    [many] في { $n } سجلًا مشكلة؛ الأمر `stead check` يبيّنها.
   *[other] في { $n } سجل مشكلة؛ الأمر `stead check` يبيّنها.
}
k-s-device = على الجهاز { $device }
k-s-nothing-to-decide = لا شيء ينتظر القرار. كل شيء متطابق.
k-role-member = عضو
k-role-steward = مشرف
k-role-keyholder = حامل المفتاح
k-m-search = الاسم أو الرقم
k-m-none = لا أحد بعد
k-m-new = عضو جديد
k-m-name = الاسم
k-m-contact = كيف نتواصل معه
k-m-handle = الاسم العلني، لمن يرغب
k-m-with-pin = مع رقم سري
k-m-is-provisional = غير مؤكد بعد: غرض واحد في كل مرة
k-m-make = إنشاء البطاقة
k-m-provisional = غير مؤكد
k-m-left = غادر
k-m-loans = { $n ->
    [zero] لا أغراض
    [one] غرض واحد
    [two] غرضان
    [few] { $n } أغراض
    [many] { $n } غرضًا
   *[other] { $n } غرض
}
k-m-pin = الرقم السري:
k-m-card-once = يُعرض مرة واحدة فقط
k-m-card-once-more = اطبع هذه الصفحة، أو دع العضو يصوّرها. البطاقة والرقم السري لا يُحفظان مكتوبين في أي مكان؛ والبطاقة المفقودة تُستبدل في لحظة.
k-m-since = منذ { $date }
k-m-has = { $n ->
    [0] المُعار له
   *[other] المُعار له: { $n }
}
k-m-card = البطاقة والرقم السري
k-m-new-card = بطاقة جديدة
k-m-new-pin = بطاقة ورقم سري جديدان
k-m-unlock = السماح بمحاولة الرقم السري من جديد
k-m-revoke = فُقدت البطاقة
k-m-confirm = تأكيد العضوية
k-m-leave = غادر
k-m-rejoin = عاد
k-m-trainings = التدريبات
k-m-grant = اجتازه اليوم

put-repair = ضعه مع ما يحتاج إلى إصلاح: { $place }
put-quarantine = ضعه جانبًا: { $place }. لن يُلام أحد.
put-hold-shelf = ضعه على { $place }. هناك من ينتظره.
put-reserved = ضعه على { $place }. إنه محجوز: { $from }.
put-steward = سلّمه إلى أحد المشرفين من فضلك
put-anywhere = اتركه على المكتب: لا رف له بعد
put-home = ضعه على { $place }

denial-unknown-unit = لا نعرف الرمز { $unit } هنا.
denial-not-lendable = هذا يُستعمل هنا ولا يؤخذ إلى البيت.
denial-retired = هذا الغرض خارج الفهرس.
denial-in-processing = هذا جديد ولم يُجهّز بعد.
denial-maintenance = هذا تحت الصيانة.
denial-quarantined = يبقى جانبًا حتى يفحصه أحد.
denial-unsafe = أُبلغ أنه غير آمن، ولا يجوز استعماله.
denial-in-repair = هذا قيد الإصلاح.
denial-in-transit = هذا في الطريق إلى { $to }.
denial-incomplete = ينقصه شيء: { $parts }.
denial-not-enough = المتبقي منه { $level }، والمطلوب { $wanted }.
denial-still-out = ما زال مسجلًا لدى عضو آخر.
denial-yours = هو معك أصلًا، حتى { $due }.
denial-on-hold-shelf = ينتظر شخصًا آخر حتى { $until }.
denial-queue = { $waiting ->
    [zero] لا أحد ينتظره.
    [one] شخص واحد ينتظره.
    [two] شخصان ينتظرانه.
    [few] { $waiting } أشخاص ينتظرونه.
    [many] { $waiting } شخصًا ينتظرونه.
   *[other] { $waiting } شخص ينتظرونه.
}
denial-claimed-by-reservation = محجوز ابتداءً من { $from }.
denial-membership = هذه البطاقة لعضوية منتهية.
denial-provisional = العضوية غير مؤكدة بعد: غرض واحد في كل مرة.
denial-overdue = { $count ->
    [zero] لا شيء متأخر لديك منذ { $oldest }.
    [one] أحد أغراضك كان موعده { $oldest }.
    [two] غرضان من أغراضك متأخران، أولهما منذ { $oldest }.
    [few] { $count } من أغراضك متأخرة، أولها منذ { $oldest }.
    [many] { $count } من أغراضك متأخرة، أولها منذ { $oldest }.
   *[other] { $count } من أغراضك متأخرة، أولها منذ { $oldest }.
}
denial-cap-policy = معك { $most } من «{ $policy }»، ولا يمكن أكثر من ذلك في آن واحد.
denial-training = هذا يتطلب تدريب «{ $training }».
denial-approval = يسلّمه أحد المشرفين.
denial-not-open = هذه الإعارة انتهت.
denial-not-yours = هذا ليس مسجلًا باسمك.
denial-renewals = لا يمكن تمديده أكثر.
denial-self-renew = تمديده من عمل المشرفين.
denial-no-later = التمديد لن يتجاوز { $due }.
denial-already-waiting = أنت في قائمة انتظاره.
denial-nothing-to-wait-for = لم يبق منه ما يُعار.
denial-cap-holds = أنت تنتظر { $most } من الأغراض، ولا يمكن أكثر من ذلك.
denial-not-bookable = هذا لا يُحجز مسبقًا.
denial-backwards = يجب أن تكون النهاية بعد البداية.
denial-lead = { $hours ->
    [zero] هذا الوقت بدأ بالفعل.
    [one] احجز قبل ساعة على الأقل من فضلك.
    [two] احجز قبل ساعتين على الأقل من فضلك.
    [few] احجز قبل { $hours } ساعات على الأقل من فضلك.
    [many] احجز قبل { $hours } ساعة على الأقل من فضلك.
   *[other] احجز قبل { $hours } ساعة على الأقل من فضلك.
}
denial-horizon = { $days ->
    [zero] لا يمكن الحجز مسبقًا.
    [one] يمكن الحجز قبل يوم واحد.
    [two] يمكن الحجز قبل يومين على الأكثر.
    [few] يمكن الحجز قبل { $days } أيام على الأكثر.
    [many] يمكن الحجز قبل { $days } يومًا على الأكثر.
   *[other] يمكن الحجز قبل { $days } يوم على الأكثر.
}
denial-length = { $hours ->
    [zero] لا يمكن حجز هذا.
    [one] أطول حجز ساعة واحدة.
    [two] أطول حجز ساعتان.
    [few] أطول حجز { $hours } ساعات.
    [many] أطول حجز { $hours } ساعة.
   *[other] أطول حجز { $hours } ساعة.
}
denial-closed = المكان مغلق يوم { $date }.
denial-all-taken = كل شيء محجوز حينها.
denial-pool-share = لا يُحجز مسبقًا أكثر من { $percent } من كل مئة.
refusal-steward = هذا من عمل المشرفين.
refusal-over = هذا انتهى.
refusal-no-such = هذا ليس هنا (أو لم يعد هنا).
refusal-undo = لم يعد التراجع ممكنًا. يمكن لأحد المشرفين مساعدتك.
refusal-empty = قل لنا أيضًا ما الأمر من فضلك.
refusal-members = لم ينجح ذلك. راجع البيانات من فضلك.
k-forgotten = لم تعد عضوًا هنا
k-forgotten-more = أُزيل اسمك من سجلاتنا فأنهت هذه الشاشة جلستك. إن كان ذلك خطأ فسيصنع لك أحد المشرفين بطاقة جديدة في دقيقة.
k-m-name-missing = اكتب اسمًا من فضلك.
k-m-handle-wrong = الاسم العلني حروف لاتينية صغيرة وأرقام وشرطات، مثل sam-a.
k-m-handle-taken = هذا الاسم العلني لغيره. اختر اسمًا آخر من فضلك.
k-m-alike = هناك عضو اسمه { $name }.
k-m-alike-open = فتح
k-m-alike-make = شخص آخر: اصنع البطاقة
denial-unknown-title = لا شيء بهذا الاسم في الفهرس.
refusal-taken = هذا محجوز. اختر غيره من فضلك.
refusal-edit = تعذر تغيير السجل.
refusal-answer = هذا لا يحسم الأمر. اختر أحد الأجوبة من فضلك.
k-missing-before = سُجّل: { $parts } كان ناقصًا من قبل.
k-missing-lost = سُجّل مفقودًا: { $parts }. شكرًا لقولك ذلك.
k-part-since = ناقص منذ { $date }
k-part-not-here = غير موجود؟
k-part-later = سأحضره لاحقًا
k-part-lost = ضاع
k-part-before = كان ناقصًا من قبل
k-parts-more = أزل العلامة عن الناقص وقل ما حدث له.
k-not-with-it = ناقص من قبل وليس بسببك: { $parts }
k-to-bring = ما زال عليك إحضاره
k-bring-part = هو معي الآن
cmd-done = انتهيت
cmd-undo = تراجع
cmd-renew-all = تمديد كل شيء
cmd-return = إرجاع شيء
cmd-help = مساعدة
cmd-for-scanner = هذه البطاقة للماسح على الطاولة: امسحها هناك فينفذ الجهاز ما تقوله.
cmd-nothing-to-undo = لا شيء هنا للتراجع عنه.
cmd-card-first = امسح بطاقتك أولًا ثم هذه.
cmd-renewed = تم التمديد: { $n }
cmd-not-renewed = غير ممكن، الرجاء الإرجاع في الوقت: { $things }
