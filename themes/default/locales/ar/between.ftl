# بين العقد: التبادل والعقد الأخرى والإعارة من عقدة إلى أخرى.
between = بين العقد
between-more = ما طلبته منا عقد أخرى وما طلبناه منها. كل طرف يدوّن ما يفعله هو فقط؛ والأخبار تصل عبر الشبكة أو في جيب أحدهم.
between-exchange = التبادل
between-exchange-more = ذواكر USB ونسخ أخرى من هذه العقدة والعقد التي نتابعها.
between-found = لدى عقد أخرى
between-at = لدى { $node }
between-where = أين هو
between-calls-itself = تسمّي نفسها «{ $name }».
between-news-age = { $n ->
    [0] أخبار اليوم
    [zero] أخبار اليوم
    [one] أخبار الأمس
    [two] أخبار قبل يومين
    [few] أخبار قبل { $n } أيام
    [many] أخبار قبل { $n } يومًا
   *[other] أخبار قبل { $n } يوم
}
between-news-none = لم يصل شيء من هناك بعد
between-news-then = هكذا كان الحال حينها.
between-need-by = مطلوب حتى (إن كان هناك يوم محدد)
between-ask = اطلبه
between-ask-more = يصل طلبك إلى { $node } مع التبادل أو الذاكرة القادمة. سيعرفون أن شخصًا هنا يطلب، لا من هو. نخبرك حين يصل.
between-only-there = { $node } لا ترسل هذا: يُستعمل هناك.
between-asked = ستعرف { $node } بذلك في التبادل القادم.
between-cancelled = سُحب الطلب.
between-mine = مطلوب من عقد أخرى
between-stage-asked = مطلوب، لا جواب بعد
between-stage-cancelled = سُحب
between-stage-refused = غير ممكن هذه المرة
between-stage-promised = محجوز هناك
between-stage-on-the-way = في الطريق
between-stage-arrived = هنا عند المكتب
between-stage-lent = عند العضو
between-stage-to-return = يجب أن يعود إلى بيته
between-stage-returning = في طريق العودة
between-stage-over = عاد إلى بيته
between-theirs = يطلبون منا
between-ours = نطلب منهم
between-none-theirs = لا أحد يطلب شيئًا.
between-none-ours = لم نطلب شيئًا.
between-past = ما انتهى
between-no-nodes = لا نتابع أي عقدة أخرى بعد.
between-for = إلى { $node }
between-from = من { $node }
between-due = يعود قبل { $due }
between-until = محفوظ حتى { $until }
between-needed = مطلوب حتى { $day }
between-label = الرمز على ملصقه
between-do-promise = احجز واحدًا
between-do-decline = غير ممكن
between-do-send = يغادر الآن
between-do-take-back = اسحب الوعد
between-do-check-in = لقد عاد
between-do-receive = لقد وصل
between-do-lend = سلّمه
between-do-return = أعده إلى بيته
between-do-take-in = أُعيد إلينا
between-do-cancel = لم يعد مطلوبًا
between-slip = ورقة الحامل
between-slip-more = اطبعها واربطها بالغرض. من يذهب في ذلك الاتجاه يمكنه أخذه معه.
between-slip-from = من
between-slip-to = إلى
between-slip-due = يعود إلينا قبل
between-slip-request = الطلب
between-slip-thanks = شكرًا لحمله!
between-to-do = { $n ->
    [zero] لا شيء للقيام به بين العقد
    [one] أمر واحد للقيام به بين العقد
    [two] أمران للقيام بهما بين العقد
    [few] { $n } أمور للقيام بها بين العقد
    [many] { $n } أمرًا للقيام به بين العقد
   *[other] { $n } أمر للقيام به بين العقد
}
between-differs-not-arrived = أُرسل قبل { $n } من الأيام ولم يدوّن أحد وصوله. اسأل من حمله.
between-differs-other-unit = أُرسل { $sent } ووصل { $arrived }. انظروا إلى الملصقات معًا.
between-differs-cancelled-yet-sent = سُحب الطلب لكن الخبر تأخر. يمكن إعارته أو إعادته.
between-differs-arrived-unsent = وصل، ولم تدوّن عقدته أنها أرسلته.
between-differs-not-back = أُعيد قبل { $n } من الأيام ولم تدوّن عقدته وصوله. اسأل من حمله.
between-differs-back-yet-listed = عاد إلى عقدته وما زال مدوّنًا هنا. من مسحه ضوئيًا فهو عنده.
between-differs-late = كان يجب أن يعود إلى عقدته قبل { $n } من الأيام. لا غرامة على أحد.
between-differs-lost-there = العقدة الأخرى تقول إنه ضاع.
between-settle-noted = تحدثنا في الأمر
between-settle-here = هو هنا
between-settle-lost = لقد ضاع
between-nodes = عقد نتابعها
between-nodes-none = لا شيء بعد.
between-compared-on = قورنت الكلمات، { $day }
between-not-compared = لم تُقارن الكلمات بعد
between-do-compared = قارنّا الكلمات
between-compared-now = جيد: صار مؤكدًا من هم.
between-titles = { $n ->
    [zero] لا عناوين
    [one] عنوان واحد
    [two] عنوانان
    [few] { $n } عناوين
    [many] { $n } عنوانًا
   *[other] { $n } عنوان
}
between-rename = اسمنا لها
between-called = ماذا نسمّيها
between-unfollow = أوقف المتابعة
between-unfollowed = لم نعد نتابعها.
between-follow = تابع عقدة
between-follow-more = نصدّق الجواب الأول. ثم اسأل الناس هناك عن كلماتهم الثماني، بالهاتف أو وجهًا لوجه: هكذا يُلاحظ لو أجاب شخص آخر.
between-address = العنوان أو نص رمز QR
between-follow-do = تابع
between-followed = نتابعها الآن. اسألهم عن كلماتهم.
between-not-an-address = لا يمكننا الوصول إلى هذا العنوان: يبدأ بـ http://‎ أو https://‎، أو هو نص رمز QR لعقدة.
between-not-a-name = أعطها من فضلك اسمًا غير مستعمل.
between-not-reached = لم يجب أحد هناك. هل الجهاز مشغّل وعلى الشبكة نفسها؟
between-own = كلماتنا نحن
between-own-more = اقرأها لمن يريد متابعتنا، أو دعه يمسح الرمز.
between-peer-stick-busy = اترك الذاكرة مكانها من فضلك
between-peer-stick-done = يمكنك إخراج الذاكرة
between-peer-stick-failed = تعذرت قراءة الذاكرة أو الكتابة عليها
between-peer-stick-unknown = لا نعرف هذه الذاكرة
between-peer-busy = التبادل جارٍ
between-peer-done = تم التبادل
between-peer-failed = تعذر الوصول؛ سنحاول مجددًا
between-stick-in = { $n ->
    [0] لم يدخل شيء
    [zero] لم يدخل شيء
    [one] دخل شيء واحد
    [two] دخل شيئان
    [few] دخلت { $n } أشياء
    [many] دخل { $n } شيئًا
   *[other] دخل { $n } شيء
}
between-stick-out = { $n ->
    [0] لم يخرج شيء
    [zero] لم يخرج شيء
    [one] خرج شيء واحد
    [two] خرج شيئان
    [few] خرجت { $n } أشياء
    [many] خرج { $n } شيئًا
   *[other] خرج { $n } شيء
}
between-stick-welcome-do = تبادل معها
between-stick-welcome = اتركها لحظة من فضلك.
between-stick-steward = يمكن لأحد المشرفين قبولها.
between-no-title = لا شيء بهذا الاسم لدى تلك العقدة.
between-not-lent = تلك العقدة لا ترسل هذا.
between-asked-before = لقد طلبته من قبل.
between-too-many = طلبت { $n } من الأشياء؛ لا يمكن أكثر في وقت واحد.
between-none-free = لا واحد منها متاح الآن.
between-kept-back = { $n ->
    [zero] لا شيء متاح للإرسال.
    [one] واحد يبقى لأعضائنا، ولا يوجد غيره متاحًا.
    [two] اثنان يبقيان لأعضائنا، ولا يوجد غيرهما متاحًا.
    [few] تبقى { $n } لأعضائنا، ولا يوجد غيرها متاحًا.
    [many] يبقى { $n } لأعضائنا، ولا يوجد غيرها متاحًا.
   *[other] يبقى { $n } لأعضائنا، ولا يوجد غيرها متاحًا.
}
between-unit = لا يمكن إرسال { $unit } لهذا الطلب.
between-stage = لم يعد ذلك ممكنًا: { $stage }.
between-no-request = لا نعرف هنا طلبًا كهذا.
matter-promised-twice = وُعد بـ { $unit } لطلبين من عقد أخرى. الوعد الأسبق قائم؛ والآخر يحتاج قطعة أخرى أو اعتذارًا.
matter-promised-twice-noted = اهتممت بالأمر
matter-other-came-back = أُرسل { $sent } إلى عقدة أخرى وعاد { $unit } بدلًا منه. اطلب منهم البحث عن { $sent }.
matter-other-came-back-noted = سألتهم
denial-set-aside = هذا محجوز لـ { $to }.
