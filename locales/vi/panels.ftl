# The first page, the search, the day.
search-for = Tìm “{ $query }”
found-units = { $n-shown } đơn vị; hiển thị { $shown-shown }
found-no-unit = Không có đơn vị nào tên “{ $query }”. Thử ít chữ hơn, tên cũ hoặc mã.
day-page = Ngày của bản trình diễn
look-back = Nhìn lại
look-back-under = Xem những gì được biết vào một ngày trước { $today }; chỉ để đọc.
earlier-day = Ngày trước
look = Xem
back-to-today = Trở lại ngày hiện tại
move-forward = Tiến tới
move-forward-under = Ngày của bản trình diễn chỉ tiến: từ đó mọi việc ghi nhận mang ngày mới.
later-day = Ngày sau
move = Chuyển
two-days = Hai ngày, hai mạng lưới
two-days-under = Ngày { $day }, { $before-shown } tỉnh còn { $after-shown }, không còn cấp huyện, và { $communes-before-shown } xã còn { $communes-after-shown }.
outlines-list = { $outlines-shown } đường viền và { $provinces-shown } tỉnh nằm trong đó
start-title = Dán một văn bản chỉ đạo
