form-row = السطر { $n }
form-rows-under = حفظ المسودة يفتح سطرًا إضافيًا. السطر الفارغ لا يُحتسب.
form-problems = { $errors ->
    [0] لا خطأ فيها.
    [one] خانة واحدة خاطئة.
   *[other] خانات خاطئة: { $errors }.
} { $warnings ->
    [0] {""}
    [one] رقم واحد غير معتاد: اذكر السبب أو صحّحه.
   *[other] أرقام غير معتادة: { $warnings }. اذكر السبب أو صحّحها.
}
form-total = المجموع
form-required = إلزامي
form-explain = السبب:
form-computed = يُحسب تلقائيًا
form-yes = نعم
form-no = لا
form-no-attachments = لا يمكن إرفاق الملفات بعد.
form-before = { $period }: { $value }
measure-percent = ٪
problem-unknown-field = لا توجد هذه الخانة في الاستمارة. احذفها أو استعمل قالب الاستمارة.
problem-unknown-cell = هذه الخانة لا تُفصَّل هكذا. احذفها أو استعمل قالب الاستمارة.
problem-not-in-rows = هذه الخانة لا تنتمي إلى هذه الأسطر. ضعها كما في القالب.
problem-row-needed = هذه الخانة تنتمي إلى سطر. ضعها كما في القالب.
problem-wrong-type = القيمة من نوع غير نوع الخانة.
problem-not-a-number = هذا ليس عددًا. اكتب أرقامًا فقط، مثل 1250 أو 38,3.
problem-ambiguous = يمكن قراءته { $one } أو { $other }. اكتبه دون فواصل الآلاف.
problem-too-many-decimals = { $decimals ->
    [0] اكتب عددًا صحيحًا.
   *[other] اكتب { $decimals } منازل عشرية على الأكثر.
}
problem-too-large = العدد يتجاوز 15 رقمًا. راجعه.
problem-negative = العدد أقل من 0. اكتب العدد الموجود.
problem-below-minimum = العدد أقل من { $minimum }. راجعه.
problem-above-maximum = العدد أكثر من { $maximum }. راجعه.
problem-too-long = عدد حروف النص { $letters }، والحد الأقصى { $most }. اختصره.
problem-line-break = اكتبه في سطر واحد.
problem-control-character = في النص محارف لا تُطبع. اكتبه من جديد.
problem-not-a-day = هذا ليس تاريخًا. اكتبه مثل 31/12/2025 أو 2025-12-31.
problem-before-earliest = التاريخ قبل { $day }. راجعه.
problem-after-latest = التاريخ بعد { $day }. راجعه.
problem-no-such-option = هذا ليس من الخيارات. اختر من القائمة.
problem-not-yes-no = اكتب نعم أو لا.
problem-not-a-unit-code = هذا ليس رمز وحدة.
problem-not-an-attachment = لم يُستلم الملف. أرفقه من جديد.
problem-wrong-media-type = الملف من نوع آخر. أرفق واحدًا من: { $types }.
problem-too-many-bytes = الملف أكبر من { $most } بايت. أرفق ملفًا أصغر.
problem-missing = املأ هذه الخانة.
problem-too-few-rows = عدد الأسطر { $rows }، والمطلوب { $bound } على الأقل.
problem-too-many-rows = عدد الأسطر { $rows }، والحد الأقصى { $bound }. احذف بعضها.
problem-duplicate-row = السطر { $first } عن الشيء نفسه. احذف أحدهما أو سمِّه باسم آخر.
problem-computed = هذه القيمة تُحسب: { $computed }. اتركها فارغة.
problem-computed-from-parts = هذه القيمة تُحسب من أجزائها. اتركها فارغة واملأ الأجزاء.
problem-computed-overflow = ناتج الحساب يتجاوز 15 رقمًا. راجع أجزاءه.
problem-rule = القاعدة { $rule } غير محققة: { $left } مقابل { $right }.
problem-rule-overflow = أرقام القاعدة { $rule } أكبر من أن تُقارن. راجعها.
problem-odd-overflow = أرقام الفحص { $check } أكبر من أن تُقارن. راجعها.
problem-outlier-history = بعيد عن أرقام الوحدة السابقة وعددها { $others } ووسيطها { $median }.
problem-outlier-peers = بعيد عن أرقام { $others } من الوحدات الأخرى، ووسيطها { $median }.
problem-jump = بعيد عن رقم الفترة السابقة { $before }.
problem-copy = الأرقام كلها وعددها { $figures } هي أرقام الفترة السابقة.
problem-whole-differs = مجموع الأجزاء { $sum }.
forms-title = الاستمارات
forms-none = لم تُسجَّل أي استمارة بعد.
form = الاستمارة
form-entries = الخانات
form-rules = القواعد والفحوص
form-rule = القاعدة
form-says = ما يُقال
form-severity = الأثر
form-blocks = يمنع الإرسال
form-warns = يطلب توضيحًا
form-fires = يعمل عند
form-after = بعد
form-check = يفحص إن كان { $field } غير معتاد.
form-check-all = يفحص إن كانت كل الأرقام هي أرقام الفترة السابقة.
form-schema = للبرامج
form-columns = أعمدة الملف
form-columns-under = لملف هذه الاستمارة هذه الأعمدة، بأي ترتيب.
form-shown-under = الاستمارة كما تُعبّأ. ما يُكتب هنا لا يُحفظ.
form-given = أُدخل في
