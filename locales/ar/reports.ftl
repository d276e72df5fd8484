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
report-grace = ما يصل خلال { $n } ساعة بعده يُعدّ في موعده
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
standing-grace = انقضى الموعد، ضمن مهلة { $n } ساعة
standing-in-time = في الموعد
standing-in-grace = في الموعد، ضمن مهلة { $n } ساعة
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
bulk-title = البت في عدة تقارير معا
bulk-under = كل رقم تقبله ظاهر هنا. غير المعتاد غير محدد؛ افتحه لتدقق فيه أو تعيده.
bulk-none = لا شيء من هذه الفترة ينتظرك.
bulk-accept = قبول ما حُدد
bulk-accept-under = يُقبل كل تقرير بفعل خاص به مرتبط بالأرقام الظاهرة. وإن تغير أحدها فلا يُقبل أي منها.
bulk-accepts = قبول
bulk-beside = نصوص وأسطر وما هو غير معتاد
bulk-choose = لم يُحدد شيء. حدد ما تقبله.
bulk-changed = لم يُقبل شيء: تغير شيء منذ عرضه. أدناه ما هو قائم الآن.
bulk-row-changed = تغير منذ عرضه
bulk-gone = هذه لم تعد تنتظرك:
bulk-more = تنتظر { $n-shown } أخرى وتأتي بعد هذه.
letter-reminder-subject = تقارير مستحقة: { $n-shown }
letter-reminder-line = { $regime }، { $period }، { $unit }: تستحق في { $day }
report-contact = من يملؤه
report-nobody-fills = لا أحد له هذا الدور
report-reminded = آخر تذكير
letter-reminder =
    السيد/السيدة { $name }،

    هذه تقارير وحدتك المستحقة التي لم ترسل بعد:

    { $lines }

    ما كتبته حتى الآن محفوظ تحت كل رابط.
sheet-title = العمل في Excel أو CSV
sheet-offer-under = خذ النموذج واملأه وأعده هنا. يصير ما فيه مسودة تراجعها وترسلها.
sheet-excel = نموذج Excel
sheet-file = الملف المملوء
sheet-take = أخذه مسودة
sheet-no-file = لم يصل ملف كامل. اختر الملف وأرسله ثانية.
sheet-refused = لم يؤخذ الملف
sheet-refused-under = أمور للتصحيح: { $n-shown }. لم يحفظ شيء ومسودتك كما كانت. صححها في الملف وأرسله ثانية.
sheet-more = هناك { $n-shown } أخرى غير مذكورة.
sheet-back = رجوع
sheet-for-another = أعد هذا الملف لـ { $regime }، { $period }. أرسله هناك أو خذ نموذج هذه الصفحة.
sheet-other-unit = في الملف أسطر للوحدة «{ $input }» التي لا تملأ لها هنا. أزلها.
sheet-taken = مسودات من الملف: { $n-shown }
sheet-taken-under = لم يرسل شيء بعد. افتح كلا منها وراجعه وأرسله.
sheet-blank = وحدات لم يملأ لها شيء: { $n-shown }
offline-title = لا يوجد اتصال
offline-page = هذه الصفحة غير محفوظة على هذا الحاسوب. قائمة التقارير والاستمارات المستحقة محفوظة لمن سجّل الدخول هنا وفتح القائمة.
offline-page-typed = إذا كنت قد أرسلت شيئًا للتو فارجع إلى الصفحة السابقة: ما كتبته لا يزال فيها. أرسله من جديد عند عودة الاتصال.
offline-kept = عُبئ من دون اتصال
offline-kept-from = عبّأ { $name } هذا من دون اتصال. وصل في { $day } ولم يُرسل بل حُفظ:
offline-why-form-changed = تغيّرت الاستمارة في هذه الأثناء.
offline-why-version-sent = أرسل شخص نسخة أخرى في هذه الأثناء.
offline-why-draft-saved = حفظ شخص آخر مسودة أخرى في هذه الأثناء.
offline-why-being-decided = قبلت إحدى الخطوات التقرير في هذه الأثناء، والخطوة التالية تقرر.
offline-why-accepted = التقرير مقبول والفترة مغلقة. التصحيح يحتاج إلى سبب.
offline-why-owed-no-more = لم يعد التقرير مطلوبًا: انتهت الوحدة أو القاعدة.
offline-why-not-yours = انتهت الوحدة، وتعبّئ عنها وحدة أخرى.
offline-why-faulty = هناك خانات ناقصة أو خاطئة أو تحتاج إلى كلمة توضيح.
offline-no-difference = المحتوى مطابق لما هو قائم الآن.
offline-yours = ما عُبئ
offline-stands = القائم الآن
offline-take = نقله إلى المسودة
offline-leave = تركه
offline-without-id = وصل هذا من دون معرّف خاص بالجهاز، وهو UUID من الإصدار 7. لم يُسجَّل شيء.
offline-unreadable = لا يمكن قراءة هذا كتقرير. أرسل JSON كما يصفه الدليل.
offline-other-content = أُرسل المعرّف نفسه سابقًا بمحتوى آخر، وما سُجّل حينها باقٍ. لم يُسجَّل شيء من هذا.
values-scheme = «{ $input }» ليس uid ولا code ولا name ولا attribute:ID.
values-refused = لم يؤخذ شيء. صحح المذكور وأعد إرسال الكل.
values-taken = القيم في مسودات تقاريرها. لم يرسل شيء بعد.
values-would-be = يمكن أخذ كل القيم. هذه تجربة: لم يحفظ شيء.
values-data-set = لا يوجد نظام تقارير «{ $input }». سم نظاما في dataSet.
values-nothing-owed = للفترة { $input } لا شيء مفتوح مما تملؤه.
values-no-period = القيمة لا تسمي فترة.
values-unit = «{ $input }» ليست وحدة تملأ لها هذا التقرير.
values-element = ليس في النموذج مدخل «{ $input }» يُملأ.
report-says-the-same = ما ترسله في { $input } مطابق للنسخة المقبولة. صحّح الخطأ، أو اتركها كما هي.
load-title = عبء التقارير
load-under = عدد البيانات التي تطلبها قواعد التقارير من الوحدة الواحدة كل شهر. الوحدات التي يُطلب منها الشيء نفسه مجموعة معًا.
load-none = لا تطلب أي قاعدة تقارير شيئًا في هذا اليوم.
load-units = الوحدات
load-a-month = البيانات في الشهر
load-no-programme = بلا برنامج
load-shared = تُطلب مرتين وتُدخل مرة
load-entered = ما يجب إدخاله
load-overlaps = ما تطلبه قاعدتان
load-overlaps-under = المؤشر الذي تطلبه قاعدتان من الوحدة نفسها للفترة نفسها يُدخل مرة واحدة وتستعمله كلتاهما.
load-no-overlaps = لا تطلب قاعدتان من وحدة واحدة المؤشر نفسه للفترة نفسها.
load-indicator = المؤشر
load-both = الوحدات المطلوب منها في القاعدتين
load-days = أيام البيانات
load-same-days = نفسها
load-other-days = مختلفة: قد تختلف القيمتان لسبب وجيه
regime-cost = ما تطلبه
regime-cost-words = { $entries } بيانات × { $periods } فترات × { $units } وحدات = { $all } بيانات في السنة، منها { $shared } تُدخل لقاعدة أخرى أصلًا
content-costs = ما تطلبه قواعد التقارير هذه
report-given-otherwise = ما أُدخل في تقرير آخر يُستعمل هنا، وهو مختلف هناك: { $entries }. القيمة الواردة هناك مبينة أدناه؛ راجعها وأرسل من جديد، أو صحّح التقرير الآخر.
report-given-now = ورد { $value } في
