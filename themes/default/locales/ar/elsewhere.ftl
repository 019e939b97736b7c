# ما لدى العُقد الأخرى، في الموقع وعند الكشك.
nodes-all = لدى جميع العُقد
nodes-everything = كل شيء، لدى جميع العُقد
nodes-counted =
    { $titles ->
        [zero] لا عناوين
        [one] عنوان واحد
        [two] عنوانان
        [few] { $titles } عناوين
        [many] { $titles } عنوانًا
       *[other] { $titles } عنوان
    } { $nodes ->
        [zero] لدى أي عقدة
        [one] لدى عقدة واحدة
        [two] لدى عقدتين
        [few] لدى { $nodes } عُقد
        [many] لدى { $nodes } عقدة
       *[other] لدى { $nodes } عقدة
    }
facet-whose = لمن هو
label-of-node = هذا الملصق من { $node }.
elsewhere-of = هذا لـ { $node }
elsewhere-how = اطلبه عند كشكنا فيأتي مع الساعي القادم. أو اسأل { $node } بنفسك.
elsewhere-all = كل ما لدى { $node }
elsewhere-there = صفحته هناك
scan-of-node = هذا الملصق من { $node }.
scan-of-node-asked = هذا الملصق من { $node }. { $stage }
here-elsewhere = إنه لدى عقدة أخرى: اطلبه عند الكشك
put-set-aside = ضعه مع ما يخص { $node }: { $place }. لقد وُعدوا به.
