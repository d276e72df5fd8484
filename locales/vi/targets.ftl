# Chỉ tiêu: ai giữ, cấp nào không còn ai.
colon = :{" "}
list-comma = ,{" "}
targets-without-a-level = { $n-shown } chỉ tiêu có một cấp không còn ai giữ.
levels-without-holder = Không còn ai giữ: { $levels }.
rule-for-level-only = Quy tắc chỉ áp dụng cho cấp này; các cấp khác của chỉ tiêu giữ nguyên.
rule-ended-level = kết thúc chỉ tiêu ở cấp này
and-in-part = và { $n-shown } ở một cấp
missing-a-level = chỉ tiêu có một cấp không còn ai giữ
refusal-no-rule = Hãy chọn một trong ba quy tắc.
refusal-no-unit = Hãy ghi mã của đơn vị, giữ cả các số 0 ở đầu.

# Danh sách, và hai thấu kính của mọi danh sách.
lens-on = Chỉ hiện phần đã chọn.
all-indicators = Mọi chỉ số
all-targets-by-due = Mọi chỉ tiêu theo thời hạn
indicators-shown = Chỉ số đang hiện: { $n-shown } trên { $all-shown }
targets-shown = Chỉ tiêu đang hiện: { $n-shown } trên { $all-shown }
duties-shown = Nghĩa vụ đang hiện: { $n-shown } trên { $all-shown }
objectives = Mục tiêu
objective = Mục tiêu
no-phase = Không thuộc giai đoạn nào

# Đường tới chỉ tiêu.
trajectory = Lộ trình
trajectory-label = Lộ trình:
trajectory-none = đánh giá vào ngày đến hạn
trajectory-step = phải luôn đạt
trajectory-linear = tăng đều từ số liệu gốc
baseline-label = Số liệu gốc:
indicators-and-paths = Chỉ số và đường tới chỉ tiêu
path-in-words = Bằng lời
path-by = { $value } vào { $day }
path-from = từ { $value } ({ $day })

# Trùng lặp.
overlap-shared = Cùng một chỉ số
overlap-indicators = Chỉ số có tên gần như nhau
overlap-tasks = Nhiệm vụ gần giống nhau
unit-not-known = đơn vị không có trong mạng lưới
boundaries-not-known = Dữ liệu không có đường ranh giới của ngày { $day }.
