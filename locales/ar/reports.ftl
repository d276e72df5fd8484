room-reports = التقارير
reports-title = التقارير
reports-nothing = لا شيء ينتظرك.
reports-due = للتعبئة
reports-due-under = ما على وحداتك تقديمه، والأقرب موعدًا أولًا.
reports-waiting = بانتظار القرار
reports-waiting-under = ما أرسلته الوحدات وينتظر قرارك، والأطول انتظارًا أولًا.
all-regimes = كل أنظمة التقارير
find-receipt = البحث عن إيصال
find-receipt-under = للإيصال اثنا عشر حرفًا ورقمًا، ويظهر في الصفحة التي تلي الإرسال.
receipt-code = الإيصال
receipt-title = إيصال
receipt-arrived = وصل في
receipt-device = وقت الجهاز
receipt-hash = بصمة المحتوى
receipt-checkpoint = آخر نقطة تحقق
receipt-acts = { $n ->
    [one] على فعل واحد
   *[other] على { $n } من الأفعال
}
receipt-under = اطبع هذه الصفحة أو دوّن الرمز للبحث عن التقرير. صفحة الفعل تثبت وجوده في السجل.
report = التقرير
period = الفترة
report-part = { $period }، من { $first } إلى { $last }
sent = أُرسل
due-on = الموعد النهائي
report-closes = إقفال البيانات في
report-holder = تعبئه
report-waits-at = بانتظار
report-nothing-sent = لم يُرسل شيء بعد.
report-correct = تصحيح هذا التقرير
report-correction-reason = سبب التصحيح
report-returned = أُعيد
report-returned-because = أُعيد للأسباب الآتية:
report-submitted = بانتظار القرار
report-accepted = مقبول
report-send = إرسال
report-save = حفظ المسودة
report-draft-overtaken = حفظ شخص آخر هذه المسودة في الأثناء. ما كتبته أدناه؛ إرساله أو حفظه يحل محل ما حفظه.
report-changed-meanwhile = تغيّر التقرير منذ عُرض عليك. لم يُتخذ أي قرار؛ أدناه ما هو قائم الآن.
report-explanations = التوضيحات
report-reason-all = سبب يخص التقرير كله
report-accept = قبول المعروض
report-return = إعادة
report-accept-under = القبول يخص أرقام هذه الصفحة تحديدًا. للإعادة اكتب سببًا بجانب خانة أو للتقرير كله.
report-history = النسخ
report-by = بواسطة
report-what = ما حدث
report-sent = أُرسل
report-step-accepted = قُبل في الخطوة { $n }
report-step-returned = أُعيد في الخطوة { $n }
report-missing = لم تُرسل
report-missing-late = { $n } متأخرة
report-opened = فُتحت الاستمارة
report-not-opened = ليس بعد
report-open = فتح
entry = الخانة
value = القيمة
version-before = النسخة السابقة
reason-to-return = سبب الإعادة
no-rows = لم يُدخل شيء هنا.
standing-gathering = مفتوح
standing-closes-today = يُقفل اليوم
standing-due-in = { $n ->
    [one] الموعد غدًا
   *[other] الموعد بعد { $n } يوم
}
standing-due-today = الموعد اليوم
standing-soon = { $n ->
    [one] الموعد غدًا
   *[other] الموعد بعد { $n } يوم
}
standing-late = { $n ->
    [one] متأخر يومًا واحدًا
   *[other] متأخر { $n } يوم
}
standing-in-time = في الموعد
standing-sent-late = { $n ->
    [one] أُرسل متأخرًا يومًا واحدًا
   *[other] أُرسل متأخرًا { $n } يوم
}
regimes-title = أنظمة التقارير
regimes-under = من يقدّم ماذا، وكل كم، ومن يقبله.
regimes-none = لم يُسجَّل أي نظام تقارير بعد.
regime-periodicity = الدورية
regime-levels = من يقدّم
regime-entries = الخانات
regime-ended = (انتهى)
regime-form = الاستمارة
regime-ladder = من يقبل
regime-above = المستوى الأعلى
regime-grace = المهلة
regime-hours = { $n } ساعة
regime-straddle = عند وقوع إصلاح داخل الفترة
regime-whole = من يكون قائمًا في اليوم الأخير يقدّم الفترة كلها
regime-split = كل وحدة تقدّم عن أيامها
regime-window = البيانات من { $first } إلى { $last }.
regime-nobody = لا أحد مطالب بهذه الفترة بعد.
regime-none-yours = لا تصل إلى أي من الوحدات المعنية. سجّل الدخول بحساب الوحدة أو المستوى الأعلى.
regime-more = تظهر { $shown } من { $all } وحدة.
report-is-being-decided = قبلت خطوة { $input } بالفعل، والخطوة التالية تقرر. انتظر أو اطلب إعادته.
report-needs-a-reason = { $input } مقبول. اكتب سبب التصحيح.
return-needs-a-reason = لا يُعاد { $input } إلا مع سبب. اكتبه بجانب خانة أو للتقرير كله.
report-withdrawn = لم يعد مطلوبًا؛ المسودة محفوظة
report-owed-no-more = { $input } لم يعد مطلوبًا: حلّ محله إصلاح أو نظام آخر. المسودة محفوظة؛ انسخ منها ما يلزم لتقرير آخر.
