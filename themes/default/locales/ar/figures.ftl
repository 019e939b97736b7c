## الرسوم البيانية
figure-kinds = الإعارات بحسب النوع
figure-kinds-lead = الأكثر استعارة: { $kind }
figure-kinds-note = الإعارات في اثني عشر شهرًا، بحسب النوع
figure-months = { $month } كان أنشط الشهور
figure-months-note = الإعارات في الشهر
figure-punctual = عاد { $share } في الموعد
figure-punctual-note = نسبة ما أُرجع في موعده، للشهور التي فيها خمسة إرجاعات أو أكثر
figure-goal = الهدف { $share }
figure-busy = ذروة الازدحام { $day } الساعة { $hour }
figure-busy-note = عمليات التسليم في اثني عشر شهرًا، بحسب اليوم والساعة
figure-work = العمل المقدَّم بحسب النوع
figure-work-note = ما قُدّم في اثني عشر شهرًا، بوحدة { $unit }، وعدد من قدّموه
figure-balances = الأرصدة من الأدنى إلى الأعلى
figure-balances-note = كل عمود عضو بلا اسم، بوحدة { $unit }. والمجموع { $sum }.
figure-circulation = من يد إلى يد، شهراً بشهر
figure-circulation-note = أرصدة تحرّكت، بوحدة { $unit }. تبقى الأشهر التي فيها أقل من خمسة أشخاص فارغة.
figure-fund = ما في المشاع
figure-fund-note = في نهاية كل شهر، بوحدة { $unit }.
figure-kinds-share = { $share } من الإعارات: { $kind }
figure-months-several = الإعارات شهرًا بشهر
figure-saved = الاستعارة بدل الشراء وفّرت نحو { $amount }
figure-saved-note = مجموع اثني عشر شهرًا. تُحسب كل إعارة من { $n } بجزء من عشرين من ثمن الشيء جديدًا، وهو نحو ما يطلبه محل تأجير؛ ولا تدخل الأشياء التي لا يُعرف ثمنها.
figure-repairs = { $share } مما فُحص عاد يعمل
figure-repairs-all = كل ما فُحص عاد يعمل
figure-repairs-waiting =
    { $n ->
        [zero] لا إصلاح ينتظر
        [one] إصلاح واحد ينتظر، أكثر مما أُنجز
        [two] إصلاحان ينتظران، أكثر مما أُنجز
        [few] { $n } إصلاحات تنتظر، أكثر مما أُنجز
        [many] { $n } إصلاحًا ينتظر، أكثر مما أُنجز
       *[other] { $n } إصلاح ينتظر، أكثر مما أُنجز
    }
figure-repairs-unclear = ما تعطّل وما آل إليه
figure-repairs-note = ما أُبلغ عنه في كل شهر، بحسب ما آل إليه بعد ذلك
figure-repairs-month = أُصلح { $mended }، ينتظر { $waiting }، تُرك { $up }
figure-repairs-part-mended = أُصلح: { $n }
figure-repairs-part-waiting = ينتظر: { $n }
figure-repairs-part-up = تُرك: { $n }
figure-age =
    { $n ->
        [zero] نصف الأشياء أقل من سنة
        [one] نصف الأشياء أقدم من سنة
        [two] نصف الأشياء أقدم من سنتين
        [few] نصف الأشياء أقدم من { $n } سنوات
        [many] نصف الأشياء أقدم من { $n } سنة
       *[other] نصف الأشياء أقدم من { $n } سنة
    }
figure-age-young = نصف الأشياء وصل في السنة الأخيرة
figure-age-note = الأشياء المعروفة سنتها: { $n }. كل نقطة شيء منها، والكبيرة عدة أشياء
figure-age-across = سنوات هنا
figure-age-up = إعارات منذ آخر عناية
figure-age-class = من { $from } إلى { $to } سنة
figure-age-from = { $n } سنة وأكثر
figure-age-row =
    { $n ->
        [zero] لا شيء، { $loans } إعارة
        [one] شيء واحد، { $loans } إعارة
        [two] شيئان، لكل منهما { $loans } إعارة
        [few] { $n } أشياء، لكل منها { $loans } إعارة
        [many] { $n } شيئًا، لكل منها { $loans } إعارة
       *[other] { $n } شيء، لكل منها { $loans } إعارة
    }
figure-part = صوّت { $share } من الأعضاء مرة على الأقل
figure-part-up = صوّت { $share } من الأعضاء، وكانوا { $was } في السنة السابقة
figure-part-down = لم يصوّت سوى { $share } من الأعضاء، وكانوا { $was } في السنة السابقة
figure-part-note = نسبة المصوّتين، في التصويتات التي انتهت خلال اثني عشر شهرًا
figure-flow-giving = نعير العُقَد الأخرى أكثر مما نستعير منها: { $lent } مقابل { $borrowed }
figure-flow-taking = نستعير من العُقَد الأخرى أكثر مما نعيرها: { $borrowed } مقابل { $lent }
figure-flow-both = الأخذ والعطاء مع العُقَد الأخرى متساويان: { $lent } و{ $borrowed }
figure-flow-note = الإعارات بين العُقَد، بحسب سجلاتنا
figure-flow-to = إلى { $name }
figure-flow-from = من { $name }
figure-circulation-up = ينتقل من يد إلى يد أكثر مما كان قبل ثلاثة أشهر
figure-circulation-down = ينتقل من يد إلى يد أقل مما كان قبل ثلاثة أشهر
figure-circulation-even = ينتقل من يد إلى يد نحو ما كان قبل ثلاثة أشهر
figure-circulation-stopped = لم ينتقل شيء من يد إلى يد منذ ثلاثة أشهر
figure-circulation-turned = أرصدة تحرّكت، بوحدة { $unit }: وما هو قائم انتقل من يد إلى يد { $times } مرة في اثني عشر شهرًا. تبقى الأشهر التي فيها أقل من خمسة أشخاص فارغة.
figure-fund-grew = في المشاع { $amount } { $unit }، وكان فيه { $was } قبل سنة
figure-fund-shrank = لم يبقَ في المشاع سوى { $amount } { $unit }، وكان فيه { $was } قبل سنة
figure-fund-below = على المشاع { $amount } { $unit }
figure-work-few =
    { $n ->
        [zero] لا أحد من { $of } يقوم بنصف العمل
        [one] عضو واحد من { $of } يقوم بنصف العمل
        [two] عضوان من { $of } يقومان بنصف العمل
        [few] { $n } أعضاء من { $of } يقومون بنصف العمل
        [many] { $n } عضوًا من { $of } يقومون بنصف العمل
       *[other] { $n } عضو من { $of } يقومون بنصف العمل
    }
figure-work-many =
    { $n ->
        [zero] العمل موزّع: لا أحد من { $of } يقوم بنصفه
        [one] العمل موزّع: يقوم بنصفه عضو واحد من { $of }
        [two] العمل موزّع: يقوم بنصفه عضوان من { $of }
        [few] العمل موزّع: يقوم بنصفه { $n } أعضاء من { $of }
        [many] العمل موزّع: يقوم بنصفه { $n } عضوًا من { $of }
       *[other] العمل موزّع: يقوم بنصفه { $n } عضو من { $of }
    }
figure-balances-few =
    { $n ->
        [zero] لا رصيد لدى أحد من { $of }
        [one] نصف الرصيد لدى عضو واحد من { $of }
        [two] نصف الرصيد لدى عضوين من { $of }
        [few] نصف الرصيد لدى { $n } أعضاء من { $of }
        [many] نصف الرصيد لدى { $n } عضوًا من { $of }
       *[other] نصف الرصيد لدى { $n } عضو من { $of }
    }
figure-balances-many =
    { $n ->
        [zero] الرصيد موزّع: لا رصيد لدى أحد من { $of }
        [one] الرصيد موزّع: نصفه لدى عضو واحد من { $of }
        [two] الرصيد موزّع: نصفه لدى عضوين من { $of }
        [few] الرصيد موزّع: نصفه لدى { $n } أعضاء من { $of }
        [many] الرصيد موزّع: نصفه لدى { $n } عضوًا من { $of }
       *[other] الرصيد موزّع: نصفه لدى { $n } عضو من { $of }
    }
figure-limit = الحد { $amount }
next-title = اعتنوا بهذه أولًا
next-note = بحسب العناية المتأخرة والإصلاحات في اثني عشر شهرًا والإعارات منذ آخر عناية
next-overdue = متأخر: { $plan }
next-broke =
    { $n ->
        [zero] لم يتعطّل في اثني عشر شهرًا
        [one] تعطّل مرة في اثني عشر شهرًا
        [two] تعطّل مرتين في اثني عشر شهرًا
        [few] تعطّل { $n } مرات في اثني عشر شهرًا
        [many] تعطّل { $n } مرة في اثني عشر شهرًا
       *[other] تعطّل { $n } مرة في اثني عشر شهرًا
    }
next-lent =
    { $n ->
        [zero] لا إعارة منذ آخر عناية
        [one] إعارة واحدة منذ آخر عناية
        [two] إعارتان منذ آخر عناية
        [few] { $n } إعارات منذ آخر عناية
        [many] { $n } إعارة منذ آخر عناية
       *[other] { $n } إعارة منذ آخر عناية
    }
