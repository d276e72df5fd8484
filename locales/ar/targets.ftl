# الأهداف: من يحوزها، وأي مستوى بلا حائز.
colon = :{" "}
list-comma = ،{" "}
targets-without-a-level =
    { $n ->
        [one] هدف واحد له مستوى بلا حائز.
        [two] هدفان لهما مستوى بلا حائز.
        [few] { $n-shown } أهداف لها مستوى بلا حائز.
       *[other] { $n-shown } هدفا لها مستوى بلا حائز.
    }
levels-without-holder = بلا حائز: { $levels }.
rule-for-level-only = الحكم لهذا المستوى وحده؛ وتبقى مستويات الهدف الأخرى على حالها.
rule-ended-level = إنهاء الهدف في هذا المستوى
and-in-part = و{ $n-shown } في مستوى واحد
missing-a-level = أهداف أحد مستوياتها بلا حائز
refusal-no-rule = اختر واحدا من الأحكام الثلاثة.
refusal-no-unit = اكتب رمز الوحدة مع أصفاره الأولى.

# القوائم، والعدستان اللتان ترى بهما كل قائمة.
lens-on = لا يظهر إلا ما اختير.
all-indicators = كل المؤشرات
all-targets-by-due = كل الأهداف بحسب الموعد
indicators-shown = المؤشرات الظاهرة: { $n-shown } من { $all-shown }
targets-shown = الأهداف الظاهرة: { $n-shown } من { $all-shown }
duties-shown = الواجبات الظاهرة: { $n-shown } من { $all-shown }
objectives = الغايات
objective = الغاية
no-phase = بلا مرحلة

# المسار إلى الهدف.
trajectory = المسار
trajectory-label = المسار:
trajectory-none = يحكم عليه في يوم الاستحقاق
trajectory-step = يجب أن يتحقق طوال الوقت
trajectory-linear = بخط مستقيم من قيمة الأساس
baseline-label = قيمة الأساس:
indicators-and-paths = المؤشرات ومسارات الأهداف
path-in-words = بالكلمات
path-by = { $value } في { $day }
path-from = من { $value } ({ $day })

# التداخل.
overlap-shared = المؤشر نفسه
overlap-indicators = مؤشرات متقاربة الأسماء
overlap-tasks = مهام متقاربة
unit-not-known = وحدة لا تعرفها الشبكة
boundaries-not-known = حدود { $day } ليست في البيانات.
