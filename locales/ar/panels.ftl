# The first page, the search, the day.
search-for = البحث عن «{ $query }»
found-units =
    { $n ->
        [zero] لا وحدات
        [one] وحدة واحدة
        [two] وحدتان
        [few] { $n-shown } وحدات، يعرض منها { $shown-shown }
        [many] { $n-shown } وحدة، يعرض منها { $shown-shown }
       *[other] { $n-shown } وحدة، يعرض منها { $shown-shown }
    }
nothing-known-on = { $day }: لم يكن قد سُجِّل شيء بعد
nothing-known-on-under = لا تعرض هذه الصفحة إلا ما كان معروفا في اليوم المنظور. اختر يوما أحدث.
found-no-unit = لا وحدة تطابق «{ $query }». جرب حروفا أقل أو اسما قديما أو رمزا.
day-page = يوم العرض
look-back = انظر إلى الوراء
look-back-under = شاهد ما كان معروفا في يوم قبل { $today }؛ للقراءة فقط.
earlier-day = يوم سابق
look = شاهد
back-to-today = العودة إلى اليوم الحالي
move-forward = تقدم إلى الأمام
move-forward-under = يوم العرض لا يتحرك إلا إلى الأمام: كل ما يسجل بعده يحمل اليوم الجديد.
later-day = يوم لاحق
move = تقدم
two-days = يومان وشبكتان
two-days-under = في { $day } صارت { $before-shown } محافظة { $after-shown }، وانتهت الأقضية، وصارت { $communes-before-shown } بلدية { $communes-after-shown }.
outlines-list = { $outlines-shown } محيطا و{ $provinces-shown } محافظة بداخلها
start-title = ألصق توجيها
