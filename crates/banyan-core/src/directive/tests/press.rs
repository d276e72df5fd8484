//! Longer texts of our own, as offices and the press write them: heads, situation, goals, duties, noise.

use super::check;

#[test]
fn an_order_of_central_africa() {
    check(
        "Arrêté n° 045/CAB/MINPOSTEL du 18 juillet 2023 portant création du comité de suivi\n\
         LE MINISTRE DES POSTES ET TÉLÉCOMMUNICATIONS,\n\
         Vu la Constitution ;\n\
         Vu le décret n° 2012/512 du 12 novembre 2012 portant organisation du ministère ;\n\
         ARRÊTE :\n\
         Article 1er : Il est créé un comité de suivi de la stratégie numérique.\n\
         Article 2 : Le comité est chargé :\n\
         - d'élaborer le plan d'action avant le 31 octobre 2023 ;\n\
         - de veiller à l'interopérabilité des systèmes ;\n\
         - de produire un rapport semestriel.\n\
         Article 3 : Le comité est composé de 12 membres désignés par les administrations.\n\
         Article 4 : Les délégués régionaux transmettent au secrétariat du comité les données de leur région au plus tard le 10 de chaque mois.\n\
         Article 5 : Les dépenses sont imputées au budget du ministère.\n",
        &[
            "document 045/CAB/MINPOSTEL",
            "document 2012/512",
            "task 2023-10-31 Le comité",
            "task - Le comité",
            "task - Le comité",
            "task - délégués régionaux",
        ],
    );
}

#[test]
fn a_road_map_of_france() {
    check(
        "France Numérique Ensemble : feuille de route\n\
         D'ici 2027, huit millions de Français supplémentaires seront accompagnés vers l'autonomie numérique. 20 000 aidants numériques seront formés ou outillés d'ici la fin de l'année 2025.\n\
         Actuellement, 16 millions de personnes sont éloignées du numérique, soit 31,5 % de la population de plus de 15 ans.\n\
         Les préfets de département désignent un référent avant le 30 juin 2024. Les conseils départementaux copilotent la gouvernance locale.\n\
         L'État mobilise 44 millions d'euros par an.\n",
        &[
            "target = 8000000 count 2027-12-31",
            "target = 20000 count 2025-12-31",
            "task 2024-06-30 préfets de département",
            "baseline 16000000 count",
            "baseline 31.5 %",
        ],
    );
}

#[test]
fn a_circular_of_saudi_arabia() {
    check(
        "هيئة الحكومة الرقمية تصدر تعميماً\n\
         الرياض: أصدرت هيئة الحكومة الرقمية التعميم رقم (1445/27) وتاريخ 12 مارس 2024م المتضمن الآتي:\n\
         أولاً: على جميع الجهات الحكومية الالتزام بالانتقال إلى المنصة الموحدة قبل 31 ديسمبر 2024م.\n\
         ثانياً: تلتزم كل جهة برفع تقرير ربع سنوي عن مؤشرات الأداء.\n\
         ثالثاً: ألا تقل نسبة رضا المستفيدين عن 85% بنهاية عام 2025م.\n\
         وبلغت نسبة نضج الخدمات الرقمية 80.68% في عام 2023، وتستهدف الهيئة الوصول إلى 90% بحلول عام 2025 وأن تكون المملكة ضمن أفضل 10 دول في مؤشر الأمم المتحدة.\n",
        &[
            "document 1445/27",
            "target >= 85 % 2025-12-31",
            "target = 90 % 2025-12-31",
            "target <= 10 rank 2025-12-31",
            "task 2024-12-31 جميع الجهات الحكومية",
            "task - كل جهة",
            "baseline 80.68 %",
        ],
    );
}

#[test]
fn a_government_meeting_of_algeria() {
    check(
        "الجزائر: اجتماع الحكومة حول الرقمنة\n\
         ترأس الوزير الأول اليوم اجتماعا للحكومة خصص لدراسة مشروع مرسوم تنفيذي يتعلق بالرقمنة.\n\
         وأسدى الوزير الأول تعليمات إلى وزير الداخلية لاستكمال رقمنة الحالة المدنية قبل نهاية شهر جويلية 2024. كما كلف وزيرة الرقمنة بإعداد الاستراتيجية الوطنية للتحول الرقمي في أجل أقصاه ثلاثة أشهر.\n\
         وقد تم ربط 1541 بلدية بالشبكة الوطنية، أي ما يمثل 98 بالمائة من مجموع البلديات.\n\
         وتهدف الاستراتيجية إلى رفع نسبة الدفع الإلكتروني إلى 60 بالمائة وتكوين 100 ألف متخصص في آفاق سنة 2030.\n",
        &[
            "target = 60 % 2030-12-31",
            "target = 100000 count 2030-12-31",
            "task 2024-07-31 وزير الداخلية",
            "task - وزيرة الرقمنة",
            "baseline 1541 count",
            "baseline 98 %",
        ],
    );
}

#[test]
fn a_directive_of_viet_nam() {
    check(
        "THỦ TƯỚNG CHÍNH PHỦ\n\
         _______\n\
         Số: 05/CT-TTg\n\
         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
         Độc lập - Tự do - Hạnh phúc\n\
         ________________________\n\
         Hà Nội, ngày 12 tháng 3 năm 2025\n\
         CHỈ THỊ\n\
         VỀ VIỆC ĐẨY MẠNH TRIỂN KHAI DỮ LIỆU DÙNG CHUNG\n\
         Thời gian qua, các bộ, ngành, địa phương đã tích cực triển khai, tỷ lệ hồ sơ trực tuyến toàn trình đạt 45,8%; tuy nhiên còn 17 bộ, tỉnh chưa ban hành danh mục dữ liệu mở.\n\
         Để khắc phục các hạn chế nêu trên, Thủ tướng Chính phủ yêu cầu:\n\
         1. Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ, Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương\n\
         a) Người đứng đầu trực tiếp chỉ đạo, chịu trách nhiệm về kết quả chuyển đổi số.\n\
         b) Ban hành danh mục cơ sở dữ liệu, hoàn thành trong quý II năm 2025.\n\
         c) Phấn đấu đến hết năm 2025, tối thiểu 80% hồ sơ thủ tục hành chính được xử lý toàn trình; 100% cán bộ, công chức được cấp chứng thư số.\n\
         2. Bộ Công an\n\
         a) Chủ trì, phối hợp với Bộ Tư pháp hoàn thiện Trung tâm dữ liệu quốc gia trước ngày 19/8/2025.\n\
         b) Định kỳ hằng quý báo cáo Thủ tướng Chính phủ.\n\
         3. Bộ Tài chính bố trí kinh phí thường xuyên theo quy định của pháp luật về ngân sách nhà nước.\n\
         4. Văn phòng Chính phủ theo dõi, đôn đốc việc thực hiện Chỉ thị này./.\n\
         Nơi nhận:\n\
         - Ban Bí thư Trung ương Đảng;\n\
         - Các bộ, cơ quan ngang bộ;\n\
         KT. THỦ TƯỚNG\n\
         PHÓ THỦ TƯỚNG\n",
        &[
            "document 05/CT-TTg",
            "target >= 80 % 2025-12-31",
            "target = 100 % 2025-12-31",
            "task - Người đứng đầu",
            "task 2025-06-30 Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ, Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương",
            "task 2025-08-19 Bộ Công an",
            "task - Bộ Công an",
            "task - Bộ Tài chính",
            "task - Văn phòng Chính phủ",
            "baseline 45.8 %",
            "baseline 17 count",
        ],
    );
}

#[test]
fn an_update_of_the_united_kingdom() {
    check(
        "UK: Service transformation update\n\
         Published 14 March 2025\n\
         The Government Digital Service (GDS) must ensure that 50 of the top 75 services reach a 'great' standard by the end of 2025. So far 39 services have met the standard.\n\
         Every department should appoint a chief digital officer to its executive committee by 2026.\n\
         1 in 10 officials in every organisation should be working in digital roles within 5 years.\n\
         HMRC handled 38 million calls in 2023-24, a fall of 5% on the previous year.\n",
        &[
            "target = 50 count 2025-12-31",
            "target = 10 % -",
            "task 2025-12-31 Government Digital Service (GDS)",
            "task 2026-12-31 Every department",
            "baseline 39 count",
            "baseline 38000000 count",
            "baseline 5 %",
        ],
    );
}

#[test]
fn a_ministerial_order_of_rwanda() {
    check(
        "Rwanda – Ministerial Order N° 012/MINICT/2022 of 20/06/2022\n\
         Article 6: Responsibilities of districts\n\
         Each district shall:\n\
         (a) establish a digital help desk in every sector by 1 January 2023;\n\
         (b) train two digital ambassadors per cell;\n\
         (c) report monthly to the Ministry.\n\
         Article 7: National targets\n\
         By 2024, smartphone penetration will reach sixty percent, from 25.2% in 2021/22. Internet coverage will be extended to 95 percent of the territory.\n",
        &[
            "document 012/MINICT/2022",
            "target = 60 % 2024-12-31",
            "target = 95 % 2024-12-31",
            "task 2023-01-01 Each district",
            "task - Each district",
            "task - Each district",
            "baseline 25.2 %",
        ],
    );
}

#[test]
fn a_circular_note_of_morocco() {
    check(
        "MINISTÈRE DE LA TRANSITION NUMÉRIQUE\n\
         Note circulaire n° 3/2025\n\
         Objet : mise en œuvre de la loi n° 55-19\n\
         La simplification des procédures constitue une priorité. À fin 2024, 2 700 actes administratifs avaient été recensés et 600 services étaient disponibles en ligne.\n\
         Dans ce cadre, les départements ministériels sont invités à :\n\
         • transcrire leurs décisions dans le portail national avant le 15 mars 2025 ;\n\
         • désigner un point focal dans un délai de 15 jours ;\n\
         • communiquer chaque mois l'état d'avancement à la direction des systèmes d'information.\n\
         Les indicateurs retenus pour 2026 sont les suivants :\n\
         a) Part des démarches entièrement en ligne : 70 %\n\
         b) Délai moyen de traitement : 5 jours\n\
         c) Nombre d'agents formés : 12 000\n\
         d) Taux de satisfaction : supérieur à 80 %\n",
        &[
            "document 3/2025",
            "document 55-19",
            "target = 70 % 2026-12-31",
            "target = 12000 count 2026-12-31",
            "target >= 80 % 2026-12-31",
            "task 2025-03-15 départements ministériels",
            "task - départements ministériels",
            "task - départements ministériels",
            "baseline 2700 count",
            "baseline 600 count",
        ],
    );
}

#[test]
fn a_notice_of_the_union() {
    check(
        "Commission notice on the follow-up of the eGovernment Action Plan\n\
         Brussels, 3 May 2024\n\
         In 2023, 79 % of public services for citizens were available online, up from 77 % the year before. Only 54% of EU citizens had an electronic identity.\n\
         The target is 100% by 2030. Member States that are below the average must notify the Commission of corrective measures no later than 1 October 2024. ENISA is tasked with preparing guidelines.\n\
         Each Member State shall provide at least one European Digital Identity Wallet within 24 months of the entry into force of the implementing acts.\n\
         Member States should reduce the share of paper applications to less than 10 % by 2027 and to zero by 2030.\n",
        &[
            "target = 100 % 2030-12-31",
            "target >= 1 count -",
            "target <= 10 % 2027-12-31",
            "task 2024-10-01 Member States that are below the average",
            "task - ENISA",
            "task - Each Member State",
            "baseline 79 %",
            "baseline 77 %",
            "baseline 54 %",
        ],
    );
}

#[test]
fn a_steering_committee_of_morocco() {
    check(
        "المغرب: اجتماع لجنة القيادة\n\
         الرباط، 7 فبراير 2025 - ترأس رئيس الحكومة اجتماعا للجنة القيادة. وخلال الاجتماع تم عرض حصيلة سنة 2024، حيث بلغ عدد الخدمات المرقمنة 600 خدمة، وارتفعت نسبة التغطية من 72% إلى 85%.\n\
         ودعا رئيس الحكومة كافة القطاعات الوزارية إلى تسريع تبسيط المساطر قبل نهاية شهر ماي المقبل.\n\
         ومن المرتقب أن يتم تكوين 22.500 شخص سنويا في أفق سنة 2027، مقابل 14.000 سنة 2022.\n\
         وستعمل وكالة التنمية الرقمية على إحداث 10 مراكز جهوية خلال سنة 2026.\n\
         كما يتعين على الجماعات الترابية اعتماد منصة موحدة في أجل أقصاه 31 دجنبر 2025.\n",
        &[
            "target = 22500 count 2027-12-31",
            "target = 10 count 2026-12-31",
            "task 2025-05-31 كافة القطاعات الوزارية",
            "task 2026-12-31 وكالة التنمية الرقمية",
            "task 2025-12-31 الجماعات الترابية",
            "baseline 600 count",
            "baseline 72 %",
            "baseline 85 %",
            "baseline 14000 count",
        ],
    );
}

#[test]
fn an_agenda_of_ghana() {
    check(
        "DIGITAL GHANA AGENDA – CABINET MEMORANDUM\n\
         Background\n\
         Mobile penetration reached 130% in 2021, yet only 45 percent of schools have internet access. About 2,000 rural communities remain unserved.\n\
         Objectives\n\
         The overall objective is to make Ghana a digital hub. Specifically, by the end of 2028 the Agenda will:\n\
         (i) bring two-thirds of small businesses online;\n\
         (ii) create 1 million digital jobs, half of them for women;\n\
         (iii) raise the country's e-government ranking from 106th to the top 70;\n\
         (iv) reduce average data costs to below 2% of monthly income.\n\
         Institutional arrangements\n\
         The Ministry of Communications chairs the Steering Committee. NITA operates the government cloud. Heads of Institution are responsible for compliance and shall file returns every quarter.\n",
        &[
            "target = 1000000 count 2028-12-31",
            "target = 50 % 2028-12-31",
            "target <= 70 rank 2028-12-31",
            "target <= 2 % 2028-12-31",
            "task 2028-12-31 -",
            "task - Ministry of Communications",
            "task - NITA",
            "task - Heads of Institution",
            "baseline 130 %",
            "baseline 45 %",
            "baseline 2000 count",
            "baseline 106 other",
        ],
    );
}
