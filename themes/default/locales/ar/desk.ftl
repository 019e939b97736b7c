# At the desk: for somebody else, out of the drop box, what is no longer there.
n-drop-box = كان في صندوق الإرجاع: يُحسب معادًا عند آخر إغلاق
n-lend-for = إعارة له
n-for = ما يُمسح الآن يُعار إلى { $name }.
n-at-risk = ما وُعد به لم يعد موجودًا. اعرض بديلًا أو أخبره.
