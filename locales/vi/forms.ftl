form-row = Dòng { $n }
form-rows-under = Mỗi lần lưu nháp sẽ mở thêm một dòng. Dòng để trống không được tính.
form-problems = { $errors ->
    [0] Không có lỗi.
   *[other] Có { $errors } mục sai.
} { $warnings ->
    [0] {""}
   *[other] Có { $warnings } số liệu bất thường: hãy giải thích hoặc sửa lại.
}
form-total = Tổng
form-required = bắt buộc
form-explain = Lý do:
form-computed = được tính tự động
form-yes = Có
form-no = Không
form-no-attachments = Chưa đính kèm được tệp.
form-before = { $period }: { $value }
measure-percent = %
problem-unknown-field = Biểu mẫu không có mục này. Hãy bỏ đi hoặc dùng đúng mẫu của biểu.
problem-unknown-cell = Mục này không phân tổ như vậy. Hãy bỏ đi hoặc dùng đúng mẫu của biểu.
problem-not-in-rows = Mục này không thuộc các dòng này. Hãy đặt đúng chỗ theo mẫu.
problem-row-needed = Mục này thuộc về một dòng. Hãy đặt đúng chỗ theo mẫu.
problem-wrong-type = Giá trị không đúng kiểu của mục.
problem-not-a-number = Đây không phải là số. Chỉ viết chữ số, ví dụ 1250 hoặc 38,3.
problem-ambiguous = Có thể đọc là { $one } hoặc { $other }. Hãy viết không có dấu phân cách hàng nghìn.
problem-too-many-decimals = { $decimals ->
    [0] Hãy viết số nguyên.
   *[other] Hãy viết tối đa { $decimals } chữ số thập phân.
}
problem-too-large = Số có hơn 15 chữ số. Hãy kiểm tra lại.
problem-negative = Số nhỏ hơn 0. Hãy viết số lượng thực có.
problem-below-minimum = Số nhỏ hơn { $minimum }. Hãy kiểm tra lại.
problem-above-maximum = Số lớn hơn { $maximum }. Hãy kiểm tra lại.
problem-too-long = Văn bản có { $letters } ký tự; tối đa là { $most }. Hãy rút gọn.
problem-line-break = Hãy viết trên một dòng.
problem-control-character = Văn bản có ký tự không in được. Hãy gõ lại.
problem-not-a-day = Đây không phải là ngày. Hãy viết như 31/12/2025 hoặc 2025-12-31.
problem-before-earliest = Ngày này trước { $day }. Hãy kiểm tra lại.
problem-after-latest = Ngày này sau { $day }. Hãy kiểm tra lại.
problem-no-such-option = Không có lựa chọn này. Hãy chọn trong danh sách.
problem-not-yes-no = Hãy viết có hoặc không.
problem-not-a-unit-code = Đây không phải là mã đơn vị.
problem-not-an-attachment = Tệp chưa được nhận. Hãy đính kèm lại.
problem-wrong-media-type = Tệp không đúng loại. Hãy đính kèm một trong các loại: { $types }.
problem-too-many-bytes = Tệp lớn hơn { $most } byte. Hãy đính kèm tệp nhỏ hơn.
problem-missing = Hãy điền mục này.
problem-too-few-rows = Có { $rows } dòng; cần ít nhất { $bound }.
problem-too-many-rows = Có { $rows } dòng; tối đa là { $bound }. Hãy bỏ bớt.
problem-duplicate-row = Dòng { $first } đã nói về cùng nội dung. Hãy bỏ một dòng hoặc đặt tên khác.
problem-computed = Giá trị này được tính là { $computed }. Hãy để trống.
problem-computed-from-parts = Giá trị này được tính từ các thành phần. Hãy để trống và điền các thành phần.
problem-computed-overflow = Kết quả tính có hơn 15 chữ số. Hãy kiểm tra các thành phần.
problem-rule = Quy tắc { $rule } không thỏa: { $left } so với { $right }.
problem-rule-overflow = Số liệu của quy tắc { $rule } quá lớn để so sánh. Hãy kiểm tra lại.
problem-odd-overflow = Số liệu của phép kiểm { $check } quá lớn để so sánh. Hãy kiểm tra lại.
problem-outlier-history = Khác xa { $others } số liệu trước đây của chính đơn vị, trung vị là { $median }.
problem-outlier-peers = Khác xa số liệu của { $others } đơn vị khác, trung vị là { $median }.
problem-jump = Khác xa số liệu kỳ trước là { $before }.
problem-copy = Cả { $figures } số liệu đều giống kỳ trước.
problem-whole-differs = Các thành phần cộng lại là { $sum }.
forms-title = Biểu mẫu
forms-none = Chưa có biểu mẫu nào.
form = Biểu mẫu
form-entries = Số mục
form-rules = Quy tắc và phép kiểm
form-rule = Quy tắc
form-says = Nội dung thông báo
form-severity = Tác dụng
form-blocks = chặn gửi
form-warns = yêu cầu giải thích
form-fires = Ví dụ vi phạm
form-after = sau
form-check = Xem { $field } có bất thường không.
form-check-all = Xem mọi số liệu có giống hệt kỳ trước không.
form-schema = Cho chương trình
form-columns = Các cột của tệp
form-columns-under = Tệp của biểu này có các cột sau, thứ tự tùy ý.
form-shown-under = Biểu mẫu như khi điền. Nội dung gõ ở đây không được lưu.
form-given = nhập tại
