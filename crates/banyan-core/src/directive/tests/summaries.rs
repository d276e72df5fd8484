//! Short texts as offices and the press sum up plans: lists, ranks, durations, results told beside goals.

use super::check;

#[test]
fn a_plan_of_a_province() {
    check(
        "ỦY BAN NHÂN DÂN TỈNH LÀO CAI\n\
         Số: 118/KH-UBND\n\
         Lào Cai, ngày 14 tháng 3 năm 2023\n\
         KẾ HOẠCH\n\
         Phát triển chính quyền số năm 2023\n\
         Căn cứ Quyết định số 942/QĐ-TTg ngày 15/6/2021 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:\n\
         I. MỤC TIÊU\n\
         - Tối thiểu 80% hồ sơ thủ tục hành chính được tiếp nhận trực tuyến.\n\
         - 100% cán bộ, công chức cấp xã được tập huấn kỹ năng số.\n\
         - Phấn đấu chỉ số chuyển đổi số (DTI) của tỉnh xếp hạng từ 20 trở lên.\n\
         II. TỔ CHỨC THỰC HIỆN\n\
         1. Sở Thông tin và Truyền thông chủ trì, phối hợp với các sở, ngành tham mưu xây dựng kho dữ liệu dùng chung của tỉnh, hoàn thành trước ngày 30/9/2023.\n\
         2. Sở Tài chính cân đối, bố trí kinh phí thực hiện Kế hoạch.\n\
         3. Hằng tháng, UBND cấp xã báo cáo kết quả thực hiện về UBND cấp huyện trước ngày 16.\n",
        &[
            "document 118/KH-UBND",
            "document 942/QĐ-TTg",
            "target >= 80 % 2023-12-31",
            "target = 100 % 2023-12-31",
            "target <= 20 rank 2023-12-31",
            "task 2023-09-30 Sở Thông tin và Truyền thông",
            "task - Sở Tài chính",
            "task - UBND cấp xã",
        ],
    );
}

#[test]
fn goals_and_figures_of_a_province_in_the_press() {
    check(
        "An Giang đẩy mạnh kinh tế số, phấn đấu chiếm 20% GRDP\n\
         (Ngày 12/5/2024) - Theo kế hoạch vừa được UBND tỉnh An Giang ban hành, đến hết năm 2025 kinh tế số của tỉnh phấn đấu đạt từ 15 - 20% GRDP.\n\
         Cùng thời điểm, tỉnh đặt mục tiêu có 5.000 doanh nghiệp nhỏ và vừa sử dụng nền tảng số, trên 70% người dân trưởng thành có tài khoản thanh toán điện tử.\n\
         Đến năm 2030, An Giang vào nhóm 10 địa phương dẫn đầu cả nước về kinh tế số; năng suất lao động tăng bình quân 8%/năm.\n\
         Năm 2023, tỷ trọng kinh tế số của tỉnh mới đạt 9,8% GRDP, tỷ lệ hồ sơ trực tuyến toàn trình chỉ đạt 41,5%.\n\
         Tại hội nghị trực tuyến tới 156 điểm cầu, Chủ tịch UBND tỉnh yêu cầu các sở, ngành, địa phương khẩn trương rà soát, cắt giảm thủ tục không cần thiết.\n",
        &[
            "target >= 15..20 % 2025-12-31",
            "target = 5000 count 2025-12-31",
            "target >= 70 % 2025-12-31",
            "target <= 10 rank 2030-12-31",
            "target = 8 % 2030-12-31",
            "task - các sở, ngành, địa phương",
            "baseline 9.8 %",
            "baseline 41.5 %",
        ],
    );
}

#[test]
fn a_strategy_in_the_press() {
    check(
        "Le Sénégal lance son « New Deal technologique »\n\
         Dakar, 24 février 2025. Le Président de la République a présenté la stratégie numérique du pays à l'horizon 2034, dotée de 1 105 milliards de FCFA.\n\
         La stratégie vise à porter à 90 % la part des démarches administratives dématérialisées d'ici 2034, contre 20 % aujourd'hui.\n\
         Elle prévoit la création de 150 000 emplois directs et indirects, et la labellisation d'au moins 500 startups.\n\
         Le taux de couverture de la population en internet haut débit atteindra 95 % en 2029.\n\
         Le pays ambitionne de figurer parmi les dix premiers pays africains dans l'économie numérique.\n\
         Le ministère de la Communication, des Télécommunications et du Numérique pilote la mise en place du comité de suivi avant le 30 juin 2025.\n",
        &[
            "target = 90 % 2034-12-31",
            "target = 150000 count 2034-12-31",
            "target >= 500 count 2034-12-31",
            "target = 95 % 2029-12-31",
            "target <= 10 rank 2034-12-31",
            "task 2025-06-30 ministère de la Communication, des Télécommunications et du Numérique",
            "baseline 20 %",
        ],
    );
}

#[test]
fn a_road_map_with_a_list() {
    check(
        "Tunisie : la feuille de route numérique 2025\n\
         Le décret n° 2020-310 du 15 mai 2020 fixe le cadre de l'échange électronique des données entre les structures publiques.\n\
         Sur cette base, la feuille de route du ministère des Technologies de la communication entend :\n\
         • mettre en ligne 200 nouveaux services administratifs en 2024 ;\n\
         • doter 3 millions de citoyens d'une identité numérique « Mobile ID » à fin 2025 ;\n\
         • faire passer le délai moyen de création d'une entreprise de 11 à 3 jours ;\n\
         • réduire de moitié l'usage du papier dans l'administration.\n\
         À fin 2023, 45 % des ménages disposaient d'un accès internet fixe, et la Tunisie occupait le 88e rang de l'indice de l'administration électronique.\n\
         Le Centre national de l'informatique est chargé de généraliser le système de gestion électronique du courrier.\n",
        &[
            "document 2020-310",
            "target = 200 count 2024-12-31",
            "target = 3000000 count 2025-12-31",
            "target = 3 other 2025-12-31",
            "target = 50 % 2025-12-31",
            "task - Centre national de l'informatique",
            "baseline 45 %",
            "baseline 88 other",
        ],
    );
}

#[test]
fn a_strategy_with_ranks_and_duties() {
    check(
        "الأردن يقر الاستراتيجية الوطنية للتحول الرقمي 2026-2028\n\
         عمّان، 11 كانون الثاني 2026 - أقر مجلس الوزراء الاستراتيجية الوطنية للتحول الرقمي والخطة التنفيذية المرافقة لها.\n\
         وتهدف الاستراتيجية إلى رقمنة 100% من الخدمات الحكومية بحلول نهاية عام 2028، ورفع نسبة رضا متلقي الخدمة إلى 85%.\n\
         كما تسعى إلى تفعيل 3.5 مليون هوية رقمية، وتدريب 15 ألف موظف حكومي على المهارات الرقمية.\n\
         وبلغت نسبة الخدمات المرقمنة 80% في نهاية عام 2025، فيما احتل الأردن المرتبة 89 في مؤشر تطور الحكومة الإلكترونية.\n\
         وتتولى وزارة الاقتصاد الرقمي والريادة متابعة تنفيذ الخطة وإعداد تقارير دورية.\n\
         وعلى جميع الوزارات تعيين منسق للتحول الرقمي قبل 1 آذار 2026.\n",
        &[
            "target = 100 % 2028-12-31",
            "target = 85 % 2028-12-31",
            "target = 3500000 count 2028-12-31",
            "target = 15000 count 2028-12-31",
            "task - وزارة الاقتصاد الرقمي والريادة",
            "task 2026-03-01 جميع الوزارات",
            "baseline 80 %",
            "baseline 89 other",
        ],
    );
}

#[test]
fn goals_by_2030_and_ranks_before() {
    check(
        "مستهدفات الحكومة الرقمية في المملكة العربية السعودية\n\
         تعمل هيئة الحكومة الرقمية على تنفيذ استراتيجية الحكومة الرقمية 2023-2030 تحقيقا لرؤية السعودية 2030.\n\
         أبرز المستهدفات بحلول 2030:\n\
         - أن تكون المملكة ضمن أفضل 5 دول في مؤشر الأمم المتحدة لتطور الحكومة الإلكترونية.\n\
         - أتمتة ما لا يقل عن 97% من الخدمات الحكومية.\n\
         - خفض عدد المنصات الحكومية إلى 150 منصة.\n\
         - أن تبلغ مساهمة الاقتصاد الرقمي نحو 19.2% من الناتج المحلي الإجمالي.\n\
         وفي عام 2022 حلت المملكة في المرتبة 31 عالميا، وكانت في المرتبة 43 عام 2020.\n\
         وخصصت للبرنامج ميزانية قدرها 2.5 مليار ريال.\n",
        &[
            "target <= 5 rank 2030-12-31",
            "target >= 97 % 2030-12-31",
            "target = 150 count 2030-12-31",
            "target ~ 19.2 % 2030-12-31",
            "task - هيئة الحكومة الرقمية",
            "baseline 31 other",
            "baseline 43 other",
        ],
    );
}

#[test]
fn a_strategic_plan_with_a_list() {
    check(
        "Rwanda ICT Sector Strategic Plan 2024-2029\n\
         Published by the Ministry of ICT and Innovation in November 2024, the plan aims to raise the share of government services delivered fully online to 100% by 2029, up from 61% in 2023.\n\
         Key targets:\n\
         - Train 1 million young people in coding by 2029\n\
         - 80% of adults digitally literate\n\
         - Smartphone penetration of at least 75 per cent of households by 2027\n\
         - Top 3 in Africa on the Network Readiness Index\n\
         - 250,000 new digital jobs\n\
         The programme is expected to cost US$1.2 billion.\n\
         RISA will publish an annual progress report.\n\
         The Ministry must set up a national data centre of excellence by the end of March 2026.\n",
        &[
            "target = 100 % 2029-12-31",
            "target = 1000000 count 2029-12-31",
            "target = 80 % 2029-12-31",
            "target >= 75 % 2027-12-31",
            "target <= 3 rank 2029-12-31",
            "target = 250000 count 2029-12-31",
            "task - RISA",
            "task 2026-03-31 Ministry",
            "baseline 61 %",
        ],
    );
}

#[test]
fn capital_headings() {
    check(
        "Ghana's Digital Economy Policy: what it means for citizens and businesses\n\
         The policy responds to Directive No. 08/2023 of the Ministry of Communications and Digitalisation dated 9 May 2023.\n\
         TARGETS FOR 2028\n\
         Mobile money accounts will reach 25 million.\n\
         E-commerce will grow by 15% annually.\n\
         Broadband coverage is to rise to 85% of rural communities, from 58% in 2022.\n\
         Cut the time to register a business to two days.\n\
         IMPLEMENTATION\n\
         The National Information Technology Agency will coordinate the rollout, with support from the Bank of Ghana.\n\
         All regional councils should submit digital action plans before 1 October 2024.\n",
        &[
            "document 08/2023",
            "target = 25000000 count 2028-12-31",
            "target = 15 % 2028-12-31",
            "target = 85 % 2028-12-31",
            "target = 2 other 2028-12-31",
            "task - National Information Technology Agency",
            "task 2024-10-01 -",
            "baseline 58 %",
        ],
    );
}

#[test]
fn half_a_year_reported() {
    check(
        "Quảng Ninh: Kết quả chuyển đổi số 6 tháng đầu năm 2024\n\
         Theo báo cáo của Sở Thông tin và Truyền thông, đến hết tháng 6/2024, toàn tỉnh có 1.730 dịch vụ công được cung cấp trực tuyến, tỷ lệ hồ sơ nộp trực tuyến đạt 76,3%.\n\
         Chỉ số DTI năm 2023 của tỉnh xếp thứ 3 cả nước. Toàn tỉnh có 1.452 tổ công nghệ số cộng đồng với trên 9.000 thành viên.\n\
         Trong 6 tháng cuối năm, tỉnh tập trung hoàn thành số hóa hồ sơ đất đai, chậm nhất ngày 30/11/2024.\n\
         Phấn đấu hết năm 2024, 80% người dân từ 15 tuổi trở lên có tài khoản định danh điện tử mức độ 2.\n\
         Chủ tịch UBND tỉnh giao Công an tỉnh chủ trì làm sạch dữ liệu dân cư trước ngày 15/9/2024.\n",
        &[
            "target = 80 % 2024-12-31",
            "task 2024-11-30 -",
            "task 2024-09-15 Công an tỉnh",
            "baseline 1730 count",
            "baseline 76.3 %",
            "baseline 3 other",
            "baseline 1452 count",
            "baseline 9000 count",
        ],
    );
}

#[test]
fn a_story_with_nothing_to_find() {
    check(
        "Huyện miền núi đưa công nghệ số về bản\n\
         Những ngày này, các tổ công nghệ số cộng đồng đến từng nhà hướng dẫn bà con cài đặt ứng dụng, thanh toán không dùng tiền mặt.\n\
         Chị Lò Thị Mai, 34 tuổi, cho biết trước đây chị phải đi 25 km để nộp hồ sơ, nay chỉ cần chiếc điện thoại.\n\
         Theo lãnh đạo huyện, chuyển đổi số không để ai bị bỏ lại phía sau, lấy người dân làm trung tâm.\n\
         Hội nghị tổng kết có sự tham dự của 120 đại biểu và được truyền trực tuyến tới 18 điểm cầu.\n\
         Tổng kinh phí của chương trình là 12 tỷ đồng, từ ngân sách và nguồn xã hội hóa.\n",
        &[],
    );
}
