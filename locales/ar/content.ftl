# المحتوى الذي يعمل به الموقع، إلى جانب المخزن.
content-title = المحتوى
content-package = الحزمة:
content-changes = ما يختلف فيه مجلد المحتوى عن المسجَّل
content-same = لا شيء: المسجَّل يطابق ما في المجلد.
content-changes-count =
    { $n ->
        [one] اختلاف واحد. اعتماده يسجّل إصدارًا جديدًا ويبقى السابق مقروءًا.
        [two] اختلافان. اعتمادهما يسجّل إصدارات جديدة وتبقى السابقة مقروءة.
        [few] { $n-shown } اختلافات. اعتمادها يسجّل إصدارات جديدة وتبقى السابقة مقروءة.
       *[other] { $n-shown } اختلافًا. اعتمادها يسجّل إصدارات جديدة وتبقى السابقة مقروءة.
    }
content-adopt = اعتماد هذه التغييرات
content-folder-changed = تغيّر مجلد المحتوى بعد عرض هذه الصفحة. لم يُسجَّل شيء؛ وهذه هي التغييرات كما هي الآن.
content-kept = محفوظ كما صنعه الناس
content-kept-under = يقول المجلد غير ذلك، لكن هذه العناصر اعتُمدت أو عُدّلت هنا بأيدي الناس. الاعتماد يتركها كما هي.
content-part = العنصر
content-change = التغيير
content-field = الحقل
content-recorded = المسجَّل
content-brought = في المجلد
content-whole = العنصر كله
content-part-directive = التوجيه
content-part-objective = الهدف
content-part-indicator = المؤشر
content-part-target = المستهدف
content-part-task = المهمة
content-part-baseline = خط الأساس
content-part-calendar = التقويم
content-part-form = الاستمارة
content-part-regime = نظام التقارير
content-change-new = جديد
content-change-changed = معدَّل
content-change-ended = ينتهي
content-change-kept = محفوظ
content-faults = في مجلد المحتوى أخطاء
content-faults-under = لا يُعتمد منه شيء ما دامت فيه أخطاء. صحّح الملفات وأعد المحاولة.
refusal-content-filling = يجري ملء المحتوى. أعد المحاولة حين يختفي السطر في أعلى الصفحة.
content-file-changed = تغيّر { $path } منذ اعتماده. لا تتغير الوحدات إلا بإصلاح، فيبقى المسجَّل كما هو.
content-step-new = جديد في شبكة الوحدات: { $step }
content-undecided =
    { $n ->
        [one] صلاحية واحدة تنتظر قرارًا منذ إصلاح. يقرر من يدير وحدتها.
        [two] صلاحيتان تنتظران قرارًا منذ إصلاح. يقرر من يدير وحدتيهما.
        [few] { $n-shown } صلاحيات تنتظر قرارًا منذ إصلاح. يقرر من يدير وحداتها.
        [many] { $n-shown } صلاحية تنتظر قرارًا منذ إصلاح. يقرر من يدير وحداتها.
       *[other] { $n-shown } صلاحية تنتظر قرارًا منذ إصلاح. يقرر من يدير وحداتها.
    }
