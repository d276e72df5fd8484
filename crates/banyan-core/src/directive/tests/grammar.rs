//! One table a grammar, in the four languages: numbers, comparators, days, bodies, documents, lists.

use super::check;

#[track_caller]
fn check_each(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        check(text, &[expected]);
    }
}

#[test]
fn numbers() {
    check_each(&[
        ("The target is 1,250,000 accounts by 2030.", "target = 1250000 count 2030-12-31"),
        ("The target is 12.5% of the output by 2030.", "target = 12.5 % 2030-12-31"),
        ("The target is 3.2 million users by 2030.", "target = 3200000 count 2030-12-31"),
        ("The target is forty per cent of the schools by 2030.", "target = 40 % 2030-12-31"),
        ("The target is 1,50,000 panchayats by 2030.", "target = 150000 count 2030-12-31"),
        ("L'objectif est de 1 250 000 comptes d'ici 2030.", "target = 1250000 count 2030-12-31"),
        ("L'objectif est de 1.250 écoles d'ici 2030.", "target = 1250 count 2030-12-31"),
        ("L'objectif est de 12,5 % de la production d'ici 2030.", "target = 12.5 % 2030-12-31"),
        (
            "L'objectif est de 2,5 milliards de dirhams d'exportations d'ici 2030.",
            "target = 2500000000 other 2030-12-31",
        ),
        (
            "L'objectif est que quatre écoles sur cinq soient reliées d'ici 2030.",
            "target = 80 % 2030-12-31",
        ),
        ("Mục tiêu đến năm 2030 là 1.250.000 tài khoản.", "target = 1250000 count 2030-12-31"),
        ("Mục tiêu đến năm 2030 là 12,5% số trường.", "target = 12.5 % 2030-12-31"),
        ("Mục tiêu đến năm 2030 là 3,2 triệu người dùng.", "target = 3200000 count 2030-12-31"),
        ("Mục tiêu đến năm 2030 là chín mươi phần trăm số trường.", "target = 90 % 2030-12-31"),
        ("يتمثل الهدف في بلوغ ١٢٫٥٪ من الإنتاج بحلول عام 2030.", "target = 12.5 % 2030-12-31"),
        (
            "يتمثل الهدف في بلوغ 3,2 مليون مستخدم بحلول عام 2030.",
            "target = 3200000 count 2030-12-31",
        ),
        (
            "يتمثل الهدف في بلوغ تسعين في المائة من المدارس بحلول عام 2030.",
            "target = 90 % 2030-12-31",
        ),
    ]);
}

#[test]
fn comparators() {
    check_each(&[
        ("By 2030, at least 60% of schools will be online.", "target >= 60 % 2030-12-31"),
        ("By 2030, no more than 5% of forms will be on paper.", "target <= 5 % 2030-12-31"),
        ("By 2030, 60% or more of schools will be online.", "target >= 60 % 2030-12-31"),
        ("By 2030, about 60% of schools will be online.", "target ~ 60 % 2030-12-31"),
        (
            "By 2030, the country will be in the top 40 of the index.",
            "target <= 40 rank 2030-12-31",
        ),
        ("D'ici 2030, plus de 60 % des écoles seront reliées.", "target >= 60 % 2030-12-31"),
        ("D'ici 2030, moins de 5 % des dossiers seront sur papier.", "target <= 5 % 2030-12-31"),
        ("D'ici 2030, environ 60 % des écoles seront reliées.", "target ~ 60 % 2030-12-31"),
        ("Đến năm 2030, không dưới 60% trường học sẽ có mạng.", "target >= 60 % 2030-12-31"),
        ("Đến năm 2030, không quá 5% hồ sơ sẽ còn trên giấy.", "target <= 5 % 2030-12-31"),
        (
            "Đến năm 2030, phấn đấu từ 20% đến 25% trường học có mạng.",
            "target >= 20..25 % 2030-12-31",
        ),
        ("بحلول عام 2030 ستبلغ النسبة ما لا يقل عن 60% من المدارس.", "target >= 60 % 2030-12-31"),
        ("بحلول عام 2030 ستصل النسبة إلى حوالي 60% من المدارس.", "target ~ 60 % 2030-12-31"),
    ]);
}

#[test]
fn days() {
    check_each(&[
        (
            "The Ministry of Health shall publish the list by 5 May 2031.",
            "task 2031-05-05 Ministry of Health",
        ),
        (
            "The Ministry of Health shall publish the list before June 2031.",
            "task 2031-05-31 Ministry of Health",
        ),
        (
            "The Ministry of Health shall publish the list by the end of the third quarter of 2031.",
            "task 2031-09-30 Ministry of Health",
        ),
        (
            "The Ministry of Health shall publish the list by Q2 2031.",
            "task 2031-06-30 Ministry of Health",
        ),
        (
            "The Ministry of Health shall publish the list by February 2032.",
            "task 2032-02-29 Ministry of Health",
        ),
        (
            "The Ministry of Health shall publish the list within 30 days of the order.",
            "task - Ministry of Health",
        ),
        (
            "Le ministère de la Santé doit publier la liste au plus tard le 1er mai 2031.",
            "task 2031-05-01 ministère de la Santé",
        ),
        (
            "Le ministère de la Santé doit publier la liste avant fin juin 2031.",
            "task 2031-06-30 ministère de la Santé",
        ),
        (
            "Le ministère de la Santé doit publier la liste au cours du premier semestre 2031.",
            "task - ministère de la Santé",
        ),
        ("Sở Y tế chủ trì công bố danh mục trước ngày 05/5/2031.", "task 2031-05-05 Sở Y tế"),
        (
            "Sở Y tế chủ trì công bố danh mục, hoàn thành trong quý II/2031.",
            "task 2031-06-30 Sở Y tế",
        ),
        ("Sở Y tế chủ trì công bố danh mục trước tháng 7 năm 2031.", "task 2031-06-30 Sở Y tế"),
        (
            "Sở Y tế chủ trì công bố danh mục, chậm nhất ngày 5 tháng 5 năm 2031.",
            "task 2031-05-05 Sở Y tế",
        ),
        ("تتولى وزارة الصحة نشر القائمة قبل 5 ماي 2031.", "task 2031-05-05 وزارة الصحة"),
        ("تتولى وزارة الصحة نشر القائمة قبل نهاية شهر جويلية 2031.", "task 2031-07-31 وزارة الصحة"),
        (
            "تتولى وزارة الصحة نشر القائمة في أجل أقصاه ٣٠ حزيران ٢٠٣١.",
            "task 2031-06-30 وزارة الصحة",
        ),
    ]);
}

#[test]
fn bodies() {
    check_each(&[
        (
            "The Prime Minister asked the heads of departments to review the forms.",
            "task - heads of departments",
        ),
        ("Every local authority must keep a register of services.", "task - Every local authority"),
        (
            "The Ministry of Health, in coordination with the Data Office, shall keep the register.",
            "task - Ministry of Health",
        ),
        (
            "Le Premier ministre a demandé aux préfets de recenser les formulaires.",
            "task - préfets",
        ),
        ("Il appartient aux communes de tenir le registre des services.", "task - communes"),
        ("Giao Sở Nội vụ chủ trì rà soát các biểu mẫu.", "task - Sở Nội vụ"),
        (
            "Các bộ, ngành, địa phương có trách nhiệm rà soát các biểu mẫu.",
            "task - Các bộ, ngành, địa phương",
        ),
        ("يجب على البلديات مراجعة الاستمارات.", "task - البلديات"),
        ("كلف رئيس الحكومة الولاة بمراجعة الاستمارات.", "task - الولاة"),
    ]);
}

#[test]
fn documents() {
    check_each(&[
        ("Nghị định số 15/2031/NĐ-CP quy định về dữ liệu.", "document 15/2031/NĐ-CP"),
        ("Décret n° 2-31-120 relatif aux données.", "document 2-31-120"),
        ("Regulation (EU) 2031/679 on data.", "document 2031/679"),
        ("Act No. 12 of 2031 on data.", "document 12 of 2031"),
        ("المرسوم رقم 2.31.120 المتعلق بالبيانات.", "document 2.31.120"),
    ]);
}

#[test]
fn what_is_no_target() {
    for text in [
        "Article 5 of the law applies to persons aged 18 years and above.",
        "Call 0800 123 456 or write to room 12.",
        "Le budget du programme est de 40 millions d'euros.",
        "Le programme repose sur 6 piliers et 24 mesures.",
        "Kế hoạch gồm 5 nhiệm vụ và 8 giải pháp.",
        "يرتكز البرنامج على 4 محاور.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_list_shares_its_verb() {
    check(
        "By 2030, work files handled online: 90% at province level, 80% at district level, 60% at commune level.",
        &["target = 90 % 2030-12-31", "target = 80 % 2030-12-31", "target = 60 % 2030-12-31"],
    );
    check(
        "Đến năm 2030, tỷ lệ hồ sơ xử lý trực tuyến: cấp tỉnh đạt 90%, cấp xã đạt 60%.",
        &["target = 90 % 2030-12-31", "target = 60 % 2030-12-31"],
    );
    check(
        "En 2030, 90 % des dossiers provinciaux et 60 % des dossiers communaux seront traités en ligne.",
        &["target = 90 % 2030-12-31", "target = 60 % 2030-12-31"],
    );
}

#[test]
fn each_figure_takes_its_own_year() {
    check(
        "80% of schools will be online by 2027 and 100% by 2030.",
        &["target = 80 % 2027-12-31", "target = 100 % 2030-12-31"],
    );
    check(
        "By 2027, 80% of schools will be online; by 2030, 100%.",
        &["target = 80 % 2027-12-31", "target = 100 % 2030-12-31"],
    );
    check(
        "La part devra atteindre 80 % en 2027 puis 100 % en 2030.",
        &["target = 80 % 2027-12-31", "target = 100 % 2030-12-31"],
    );
    check(
        "Phấn đấu tỷ lệ đạt 80% vào năm 2027 và 100% vào năm 2030.",
        &["target = 80 % 2027-12-31", "target = 100 % 2030-12-31"],
    );
}
