//! Short directives in Vietnamese, national and local.

use super::check;

#[test]
fn a_directive_of_a_province() {
    check(
        "ỦY BAN NHÂN DÂN TỈNH SÔNG LAM\n\
         Số: 77/CT-UBND\n\
         Sông Lam, ngày 14 tháng 02 năm 2025\n\
         CHỈ THỊ\n\
         Về việc đẩy mạnh dịch vụ công trực tuyến\n\
         Thực hiện Nghị quyết số 900/NQ-CP ngày 02/01/2025 của Chính phủ, Chủ tịch UBND tỉnh yêu cầu:\n\
         1. Sở Khoa học và Công nghệ:\n\
         a) Hoàn thành kết nối trung tâm dữ liệu trước ngày 30/6/2025.\n\
         b) Hằng tháng tổng hợp, báo cáo Chủ tịch UBND tỉnh.\n\
         2. Sở Tài chính chủ trì, phối hợp với Kho bạc Nhà nước bố trí nguồn lực trong quý III/2025.\n\
         3. UBND các xã, phường có trách nhiệm tuyên truyền đến từng hộ dân.\n",
        &[
            "document 77/CT-UBND",
            "document 900/NQ-CP",
            "task 2025-06-30 Sở Khoa học và Công nghệ",
            "task - Sở Khoa học và Công nghệ",
            "task 2025-09-30 Sở Tài chính",
            "task - UBND các xã, phường",
        ],
    );
}

#[test]
fn goals_of_a_programme_with_two_horizons() {
    check(
        "Chương trình phát triển kỹ năng số\n\
         II. MỤC TIÊU\n\
         1. Đến năm 2027\n\
         - Tối thiểu 60% người dân trong độ tuổi lao động có kỹ năng số cơ bản.\n\
         - Trên 1.200 trường học có phòng thực hành; 5.000 giáo viên được bồi dưỡng.\n\
         - Tỷ trọng kinh tế số đạt khoảng 25% GRDP.\n\
         2. Đến năm 2032\n\
         - Chín trên mười hộ gia đình có kết nối cáp quang.\n\
         - Thuộc nhóm 20 tỉnh dẫn đầu cả nước về chỉ số chuyển đổi số.\n",
        &[
            "target >= 60 % 2027-12-31",
            "target >= 1200 count 2027-12-31",
            "target = 5000 count 2027-12-31",
            "target ~ 25 % 2027-12-31",
            "target = 90 % 2032-12-31",
            "target <= 20 rank 2032-12-31",
        ],
    );
}

#[test]
fn a_report_of_a_half_year() {
    check(
        "Trong 6 tháng đầu năm 2025, tỷ lệ hồ sơ trực tuyến đã đạt 62,5%. Hiện còn 145 thôn chưa có sóng di động, trong đó 30 thôn chưa có điện lưới.\n",
        &["baseline 62.5 %", "baseline 145 count", "baseline 30 count"],
    );
}

#[test]
fn the_prime_minister_assigns() {
    check(
        "Kết luận tại cuộc họp, Thủ tướng Chính phủ giao Bộ Y tế hoàn thiện hồ sơ sức khỏe điện tử, xong trước tháng 9/2025.\n\
         Yêu cầu các bộ, ngành, địa phương rà soát thủ tục; chậm nhất ngày 15 tháng 8 năm 2025 gửi báo cáo về Văn phòng Chính phủ.\n",
        &["task 2025-08-31 Bộ Y tế", "task - các bộ, ngành, địa phương", "task 2025-08-15 -"],
    );
}
