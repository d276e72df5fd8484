# Units: the network explorer, a unit, a reform.
network-on = الشبكة في { $day }
count-provinces =
    { $n ->
        [zero] لا محافظات
        [one] محافظة واحدة
        [two] محافظتان
        [few] { $n-shown } محافظات
        [many] { $n-shown } محافظة
       *[other] { $n-shown } محافظة
    }
count-districts =
    { $n ->
        [zero] لا أقضية
        [one] قضاء واحد
        [two] قضاءان
        [few] { $n-shown } أقضية
        [many] { $n-shown } قضاء
       *[other] { $n-shown } قضاء
    }
count-communes =
    { $n ->
        [zero] لا بلديات
        [one] بلدية واحدة
        [two] بلديتان
        [few] { $n-shown } بلديات
        [many] { $n-shown } بلدية
       *[other] { $n-shown } بلدية
    }
day-of-map = خريطة يوم
show = اعرض
jump-to = انتقل إلى:
map-and-provinces = الخريطة والمحافظات
map-label = خريطة المحافظات
no-outlines = لا خريطة في المحتوى.
boundaries-of = حدود { $day }. اختر محافظة لفتحها.
boundaries-of-another-day = حدود { $day }؛ حدود { $asked } ليست في البيانات. كل محيط يسمي المحافظات القديمة التي بداخله.
provinces-on = المحافظات في { $day }
reforms = الإصلاحات
reform = إصلاح
first-day = اليوم الأول
legal-act = السند القانوني
not-stated = غير مذكور
code = الرمز
name = الاسم
kind = النوع
districts = الأقضية
communes = البلديات
place = الموقع
kind-label = النوع:
code-label = الرمز:
known-from-label = معروفة منذ:
state-label = الحالة:
custodian-label = الجهة المؤتمنة:
state = الحالة
open = قائمة
open-on = قائمة في { $day }
ended-on = انتهت في { $day }
not-yet-begun = لم تبدأ بعد
until = حتى { $day }
from-day = ابتداء من { $day }
until-day = حتى { $day }
level-central = المستوى المركزي
level-province = مستوى المحافظة
level-district = مستوى القضاء
level-commune = مستوى البلدية
level-village = مستوى القرية
not-to-be-confused = لا تخلط بينها وبين:
and-more =
    { $n ->
        [zero] ولا غيرها بالاسم نفسه
        [one] وواحدة أخرى بالاسم نفسه
        [two] واثنتان أخريان بالاسم نفسه
        [few] و{ $n-shown } أخرى بالاسم نفسه
        [many] و{ $n-shown } أخرى بالاسم نفسه
       *[other] و{ $n-shown } أخرى بالاسم نفسه
    }
directly-below = التابعة مباشرة
below-on =
    { $n ->
        [zero] لا وحدات في { $day }
        [one] وحدة واحدة في { $day }
        [two] وحدتان في { $day }
        [few] { $n-shown } وحدات في { $day }
        [many] { $n-shown } وحدة في { $day }
       *[other] { $n-shown } وحدة في { $day }
    }
bodies-here = الهيئات
bodies-count =
    { $n ->
        [zero] لا هيئات تابعة
        [one] هيئة واحدة تابعة
        [two] هيئتان تابعتان
        [few] { $n-shown } هيئات تابعة
        [many] { $n-shown } هيئة تابعة
       *[other] { $n-shown } هيئة تابعة
    }
no-bodies = لم تحمل أي هيئة: الوحدة تقوم مقام لجنتها الشعبية.
not-known = ما ليس معروفا
before-day = قبل { $day }
before-first-day = شبكة الأقاليم غير معروفة. لا يخمن شيء من خريطة لاحقة.
boundaries = الحدود
boundaries-provinces-only = البيانات تحتوي على حدود المحافظات فقط.
focal-point = نقطة الاتصال
no-person-named = لم يسم أحد.
life-line = خط الحياة
life-line-of = خط حياة { $name }
life-line-under = مم تكونت، وماذا صارت.
when = متى
what-happened = ماذا حدث
unit = الوحدة
extent = النطاق
made-of = تكونت من
went-to = انتقلت إلى
this-unit = هذه الوحدة
ended-without-successor = انتهت دون خلف خاص بها
whole = كاملة
part-share = جزئيا، الحصة { $share }
part-default = جزئيا، الحصة غير معروفة؛ الخلف الافتراضي
part-unknown = جزئيا، الحصة غير معروفة
code-borne-by-others = الرمز { $code } حملته أيضا:
code-with-day = الرمز لا يسمي وحدة إلا مع يوم.
first-day-label = اليوم الأول:
legal-act-label = السند:
divided-rule-label = الوحدات المقسمة:
without-default-label = دون خلف افتراضي:
rule-given-share = بالحصة المعطاة
rule-default-successor = إلى الخلف الافتراضي
rule-equal = بحصص متساوية
rule-unassigned = غير موزعة
before-and-after = قبل وبعد
provinces-before-after = المحافظات قبل وبعد
as-before = كما كانت
day = اليوم
network = الشبكة
