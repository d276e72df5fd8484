# Programmes: what directives ask for, and on whom it falls.
holders-national =
    { $n ->
        [zero] لا بلد
        [one] البلد
        [two] بلدان
        [few] { $n-shown } بلدان
       *[other] { $n-shown } بلد
    }
holders-ministry =
    { $n ->
        [zero] لا وزارات
        [one] وزارة واحدة
        [two] وزارتان
        [few] { $n-shown } وزارات
       *[other] { $n-shown } وزارة
    }
holders-province =
    { $n ->
        [zero] لا محافظات
        [one] محافظة واحدة
        [two] محافظتان
        [few] { $n-shown } محافظات
       *[other] { $n-shown } محافظة
    }
holders-district =
    { $n ->
        [zero] لا أقضية
        [one] قضاء واحد
        [two] قضاءان
        [few] { $n-shown } أقضية
       *[other] { $n-shown } قضاء
    }
holders-commune =
    { $n ->
        [zero] لا بلديات
        [one] بلدية واحدة
        [two] بلديتان
        [few] { $n-shown } بلديات
       *[other] { $n-shown } بلدية
    }
holders-village =
    { $n ->
        [zero] لا قرى
        [one] قرية واحدة
        [two] قريتان
        [few] { $n-shown } قرى
       *[other] { $n-shown } قرية
    }
each-national = البلد
each-ministry = كل وزارة
each-province = كل محافظة
each-district = كل قضاء
each-commune = كل بلدية
each-village = كل قرية
programmes-title = البرامج
programmes-under = كل توجيه وما يطلبه وما ينقص.
directive = التوجيه
programme = البرنامج
issued = تاريخ الإصدار
without-holder = بلا حائز
tasks-cannot-start = مهام لا يمكن أن تبدأ
session-record = محضر جلسة
document-session = جلسة
all-tasks-by-due = كل المهام بحسب الموعد
tasks-by-due = المهام بحسب الموعد
tasks-shown = المهام المعروضة: { $n-shown } من { $all-shown }
overlaps = التداخلات
no-overlaps = لا مؤشر ولا مهمة شبه متطابقة يطلبها توجيهان.
overlaps-under = مؤشر واحد أو مهمة شبه متطابقة يطلبها توجيهان؛ تحسب منفصلة حتى تجمع.
all-of-them = الكل
sector = القطاع
pillar = الركيزة
pillar-label = الركيزة:
pillar-government = الحكومة الرقمية
pillar-economy = الاقتصاد الرقمي
pillar-society = المجتمع الرقمي
pillar-institutions = المؤسسات
pillar-infrastructure = البنية التحتية
pillar-data = البيانات
pillar-platforms = المنصات
pillar-people = الموارد البشرية
pillar-security = الأمن
pillar-finance = المالية
sector-administration = الإدارة
sector-agriculture = الزراعة
sector-education = التعليم
sector-finance = المالية
sector-industry = الصناعة
sector-security = الأمن
sector-telecommunications = الاتصالات
sector-trade = التجارة
sector-urban = الحضر
due = الموعد
due-label = الموعد:
responsible = المسؤول
missing-clears = الناقص
belongs-to-label = يتبع:
visibility-label = الظهور:
visibility-private = الوحدة فقط
visibility-subtree = الوحدات الأدنى والجهة المصدرة ومن يقود مهمة
visibility-upward = الوحدات الأعلى والجهة المصدرة ومن يقود مهمة
visibility-public = الجميع
publisher-label = نشره:
clears-asked-label = الوضوحات المطلوبة:
no-target-below-parent = لا هدف أدنى من أهداف التوجيه الأعلى.
targets-and-holders = الأهداف وحائزوها
falls-on-day = على من يقع، في { $day }
targets-without-holder =
    { $n ->
        [one] هدف واحد بلا حائز: انتهى مستواه.
        [two] هدفان بلا حائز: انتهى مستواهما.
        [few] { $n-shown } أهداف بلا حائز: انتهى مستواها.
       *[other] { $n-shown } هدفا بلا حائز: انتهى مستواها.
    }
indicator = المؤشر
indicator-label = المؤشر:
asked = المطلوب
falls-on = يقع على
no-holder = بلا حائز
part-of = جزء من
place-in-document-label = الموضع في الوثيقة:
and-more-units =
    { $n ->
        [one] ووحدة أخرى
        [two] ووحدتان أخريان
        [few] و{ $n-shown } وحدات أخرى
       *[other] و{ $n-shown } وحدة أخرى
    }
needs-a-rule = يلزم حكم
level-ended =
    { $n ->
        [one] انتهى هذا المستوى في { $day }، منذ يوم.
        [two] انتهى هذا المستوى في { $day }، منذ يومين.
        [few] انتهى هذا المستوى في { $day }، منذ { $n-shown } أيام.
       *[other] انتهى هذا المستوى في { $day }، منذ { $n-shown } يوما.
    }
choose-a-rule = اختر حكما
rule-to-province = إلى المحافظة
rule-to-communes = إلى البلديات
rule-ended = إنهاء الهدف
give-the-rule = أعط الحكم
refusal-rule = «{ $input }» ليس حكما. اختر واحدا من الثلاثة.
refusal-reason-for-rule = اذكر سبب الحكم.
unit-of-measure-label = وحدة القياس:
decimals-label = المنازل العشرية:
direction-label = الاتجاه:
direction-up = الأعلى أفضل
direction-down = الأقل أفضل
grain-label = المستوى المجيب:
merge-rule-label = قاعدة الدمج:
merge-sum = جمع
merge-weighted = متوسط مرجح
merge-max = الأقصى
merge-min = الأدنى
merge-latest = الأحدث
merge-none = بلا دمج
source-label = المصدر:
source-stated = مذكور في التقارير
source-register = معدود من سجل
source-formula = صيغة
periodicity-label = الدورية:
definition-version-label = إصدار التعريف:
formula-label = الصيغة:
superseded = تعريف استبدل
target-path = مسار الأهداف
target-path-under = كل حلقة قيمة يجب بلوغها في ذلك اليوم.
clears = الوضوحات
cannot-start =
    { $n ->
        [one] لا يمكن أن تبدأ: ينقص وضوح واحد.
        [two] لا يمكن أن تبدأ: ينقص وضوحان.
        [few] لا يمكن أن تبدأ: تنقص { $n-shown } وضوحات.
       *[other] لا يمكن أن تبدأ: ينقص { $n-shown } وضوحا.
    }
next-occurrences = المواعيد القادمة
assignments = الإسنادات
assignments-count =
    { $n ->
        [one] وحدة واحدة لها حالتها.
        [two] وحدتان لكل حالتها.
        [few] { $n-shown } وحدات لكل حالتها.
       *[other] { $n-shown } وحدة لكل حالتها.
    }
unassigned = غير مسندة إلى أي وحدة.
today-held-by-head = اليوم لدى
itself = هي نفسها
assignment-ready = يمكن أن تبدأ
assignment-cannot-start = لا يمكن أن تبدأ
met-by = يفي بها
met-by-programme = برنامج قائم يفي بها
met-by-under = الوحدة التي يفي برنامجها بهذا الواجب تذكره مع السبب.
unit-code = رمز الوحدة
justification = المبرر
say-it-is-met = سجل
refusal-programme = لا برنامج باسم «{ $input }». اختر من القائمة.
refusal-justification = اذكر لماذا يفي البرنامج بالواجب.
refusal-unit = لا وحدة تحمل الرمز «{ $input }» اليوم. الأصفار في البداية جزء من الرمز.
more = المزيد
what-it-owes = ما عليها
owes-nothing = لا هدف ولا مهمة تقع عليها في هذا اليوم.
owes-count = الواجبات: { $n-shown } بموجب { $directives-shown } توجيهات، في { $day }؛ الأقرب أولا.
what = ماذا
under-directive = بموجب
days-left = الباقي (أيام)
days-late =
    { $n ->
        [one] تأخر يوما
        [two] تأخر يومين
        [few] تأخر { $n-shown } أيام
       *[other] تأخر { $n-shown } يوما
    }
no-product = لا ناتج مذكور
already-adopted = هذا التوجيه معتمد من قبل
already-adopted-under = لا يسجل شيء مرتين؛ إليك المقارنة.
back-to-draft = العودة إلى المسودة
recorded = المسجل
this-draft = هذه المسودة
sign-said-before = تكرار هدف سبق
one-thread = خيط واحد، من الجملة إلى من يحملها
one-thread-under = كل عقدة تفتح الصفحة التي خلفها.
who-must-reach-it = من عليه بلوغه، في يومين
on-falls-on = في { $day } يقع على
reform-of = إصلاح { $day }
open-since =
    { $n ->
        [one] معلق منذ { $day }، يوم واحد
        [two] معلق منذ { $day }، يومان
        [few] معلق منذ { $day }، { $n-shown } أيام
       *[other] معلق منذ { $day }، { $n-shown } يوما
    }
target-has-no-holder = الهدف { $value } بلا حائز.
give-a-rule = أعط حكما: إلى المحافظة أو البلديات أو إنهاؤه.
it-fell-on = في { $day } كان يقع على:
there-and-missing = ما هو موجود وما ينقص
counted-now =
    { $n ->
        [one] عد الآن من نص واحد مسجل.
        [two] عد الآن من نصين مسجلين.
        [few] عد الآن من { $n-shown } نصوص مسجلة.
       *[other] عد الآن من { $n-shown } نصا مسجلا.
    }
there = موجود
missing-head = ناقص
there-texts = نصوص، منها { $sessions-shown } محضر جلسة
there-targets = أهداف برقم مذكور
there-tasks = مهام، منها { $due-shown } بموعد
there-baselines = خطوط أساس
there-units = محافظات وبلديات قائمة
missing-holder = أهداف بلا حائز: انتهى مستواها
missing-due = مهام بلا موعد
missing-body = مهام بلا جهة مسؤولة
missing-person = مهام لم يسم لها شخص: لا يمكن أن تبدأ
missing-target-due = أهداف بلا موعد
missing-target-value = أهداف بلا قيمة
missing-baseline-value = خطوط أساس بلا قيمة
what-is-asked =
    { $n ->
        [one] ما يطلبه التوجيه وأين يتم
        [two] ما يطلبه التوجيهان وأين يتم
        [few] ما تطلبه { $n-shown } توجيهات وأين يتم
       *[other] ما يطلبه { $n-shown } توجيها وأين يتم
    }
what-is-asked-under = فقرة فقرة بكلماتنا. «ليس بعد» جزء من الجواب.
asks = يطلب
done-on = يتم في
not-yet = ليس بعد
found-definitions = البرامج والمؤشرات والمهام
page-programme = برنامج
page-indicator = مؤشر
page-target = هدف
page-task = مهمة
page-tasks-by-due = مهام بحسب الموعد
page-unit = وحدة
page-baseline = خط أساس
ended-version = انتهى في { $day }: لم يعد التوجيه يطلبه. يُعرض كما كان آخر مرة.
definitions = التعريفات
definition = التعريف
definition-version = الإصدار
superseded-since = استُبدل منذ
in-use = قيد الاستخدام
targets-set-under = المستهدفات الموضوعة بموجبه
set-under-definition-label = وُضع بموجب التعريف:
kinds-of-unit-label = أنواع الوحدات:
rule-given = القاعدة المعطاة
another-rule = إعطاء قاعدة أخرى
refusal-nothing-lost = لم يفقد أي مستوى من هذا المستهدف حائزه؛ لا حاجة إلى حكم.
met-by-unseen = يُستوفى ببرنامج غير مشارَك معك.
adopted-meanwhile = سجّل أحدهم للتو نصا تحت الرمز المخصص لـ«{ $input }». اعتمده مرة أخرى.
