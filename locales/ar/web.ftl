# What every page says: strip, masthead, refusals.
skip = انتقل إلى المحتوى
demonstration = عرض توضيحي
strip-label = اليوم والشخص واللغة
day-label = اليوم:
another-day = يوم آخر
read-only = للقراءة فقط: ما كان معروفا آنذاك
you-are = أنت:
filling-in = يجري تحميل المحتوى: { $done-shown } من { $all-shown }
content-differs =
    { $n ->
        [one] تغيير واحد في المحتوى بانتظار الاعتماد
        [two] تغييران في المحتوى بانتظار الاعتماد
        [few] { $n-shown } تغييرات في المحتوى بانتظار الاعتماد
       *[other] { $n-shown } تغييرًا في المحتوى بانتظار الاعتماد
    }
language = اللغة
main-menu = الرئيسية
room-directives = التوجيهات
room-programmes = البرامج
room-units = الوحدات
find-label = ابحث عن وحدة أو برنامج أو مؤشر أو مهمة
percent = { $number }٪
to-first-page = العودة إلى الصفحة الأولى
refusal-not-found = لا يوجد شيء في هذا العنوان
refusal-not-found-do = تحقق من العنوان، أو ابحث بالاسم في خانة البحث أعلاه.
refusal-unknown-day = شبكة هذا اليوم غير معروفة
refusal-unknown-day-do = الشبكة معروفة ابتداء من { $first }. لا تجيب خريطة لاحقة أبدا عن يوم سابق؛ اختر يوما ابتداء من { $first }.
refusal-nothing-known = لم تكن أي شبكة مسجلة آنذاك.
refusal-past-day = اليوم الماضي للقراءة فقط
refusal-past-day-do = أنت تنظر إلى ما كان معروفا في يوم سابق. عد إلى يوم العرض ثم أعد المحاولة.
refusal-foreign = لم تُرسَل هذه الاستمارة من إحدى صفحاتنا
refusal-foreign-do = لم يُسجَّل شيء. افتح صفحة الاستمارة هنا وأرسلها من جديد؛ وعلى البرنامج الذي يرسل استمارات أن يذكر مصدرها (ترويسة Origin).
refusal-input = لا يمكن استخدام هذا الإدخال
refusal-conflict = لم يتم هذا
refusal-day = «{ $input }» ليس يوما. اكتب السنة-الشهر-اليوم، مثل 2025-07-01.
refusal-day-not-later = «{ $input }» ليس بعد اليوم الحالي. يوم العرض لا يتحرك إلا إلى الأمام.
refusal-form-without-id = وصلت هذه الاستمارة دون رقمها الخاص، فلا يمكن تمييز الإرسال الثاني من الأول. لم يُسجَّل شيء.
refusal-form-sent-before = أُرسلت هذه الاستمارة من قبل بمحتوى آخر، وما سُجِّل آنذاك باقٍ كما هو. لم يُسجَّل شيء مما في هذه المرة.
form-send-again = راجعها ثم أرسلها من جديد.
form-open-again = افتح صفحتها من جديد وأرسلها منها.
refusal-failure = حدث خطأ لدينا
refusal-failure-do = ما حفظته ما زال موجودا. أعد المحاولة؛ وإن تكرر الخطأ فأعط المشغل الرقم { $number }.
sign-in = تسجيل الدخول
sign-out = تسجيل الخروج
refusal-sign-in = يلزم تسجيل الدخول
refusal-sign-in-do = ما كتبته ما زال في المتصفح. سجّل الدخول في تبويب آخر ثم أعد تحميل هذه الصفحة لإرساله.
refusal-not-allowed = حسابك لا يسمح بهذا
refusal-not-allowed-do = لم يتغير شيء. إن كان هذا عملك فاطلب الصلاحية من مدير وحدتك.
line-offline = لا يوجد اتصال.
line-offline-under = تبقى التقارير المستحقة مفتوحة هنا، وما ترسله ينتظر على هذا الحاسوب حتى يعود الاتصال.
line-copy = هذه الصفحة نسخة محفوظة على هذا الحاسوب، بتاريخ
line-typed = الخانات كما كتبتها على هذا الحاسوب.
line-waiting = بانتظار الإرسال:
line-sent = أُرسلت:
line-kept = لم تُرسل كما هي وحُفظت مسودات؛ يُرجى النظر فيها:
line-refused = لم تُقبل، وهي محفوظة على هذا الحاسوب:
line-others = تنتظر على هذا الحاسوب حتى يسجّل شخص آخر الدخول من جديد:
line-receipt = إيصال
line-forget = حذف من هذا الحاسوب
line-seen = اطّلعت على ذلك
