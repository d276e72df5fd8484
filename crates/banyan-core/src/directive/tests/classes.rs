//! Forms that many texts share, each in the languages that have it.

use super::super::{AsOf, Level, read};
use super::check;

#[track_caller]
fn check_each(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        check(text, expected);
    }
}

#[test]
fn a_reported_period_ends_with_its_last_month() {
    let cases = [
        ("In the first four months of 2031, 40% of files were handled online.", 2031, 4),
        ("During the last three months of 2031, 40% of files were handled online.", 2031, 12),
        ("Au cours des 9 premiers mois de 2031, 40 % des dossiers ont été traités.", 2031, 9),
        ("Au troisième trimestre 2031, 40 % des dossiers ont été traités.", 2031, 9),
        ("Trong 7 tháng đầu năm 2031, tỷ lệ hồ sơ trực tuyến đã đạt 40%.", 2031, 7),
        ("Sáu tháng đầu năm 2031, tỷ lệ hồ sơ trực tuyến đã đạt 40%.", 2031, 6),
        ("خلال الأشهر الأربعة الأولى من عام 2031 بلغت نسبة الملفات 40%.", 2031, 4),
        ("في الربع الثاني من عام 2031 بلغت نسبة الملفات 40%.", 2031, 6),
    ];
    for (text, year, month) in cases {
        let reading = read(text);
        let told: Vec<_> = reading.baselines.iter().map(|draft| draft.as_of).collect();
        assert_eq!(told, [Some(AsOf::Month { year, month })], "in: {text}");
    }
}

#[test]
fn a_period_of_this_year_takes_the_year_of_the_text() {
    let cases = [
        "Paris, le 5 septembre 2031. Au premier semestre de cette année, 40 % des dossiers ont été traités.",
        "Hà Nội, ngày 5/9/2031. Sáu tháng đầu năm nay, tỷ lệ hồ sơ trực tuyến đã đạt 40%.",
        "London, 5 September 2031. In the first half of the year, 40% of files were handled online.",
    ];
    for text in cases {
        let told: Vec<_> = read(text).baselines.iter().map(|draft| draft.as_of).collect();
        assert_eq!(told, [Some(AsOf::Month { year: 2031, month: 6 })], "in: {text}");
    }
}

#[test]
fn coming_years_are_no_day() {
    check_each(&[
        (
            "In the next ten years, the programme will train 4,000 clerks.",
            &["target = 4000 count -"],
        ),
        (
            "Dans les cinq prochaines années, le programme formera 4 000 agents.",
            &["target = 4000 count -"],
        ),
        ("Trong 5 năm tới, chương trình sẽ đào tạo 4.000 cán bộ.", &["target = 4000 count -"]),
        ("خلال السنوات الخمس المقبلة سيتم تكوين 4000 موظف.", &["target = 4000 count -"]),
    ]);
}

#[test]
fn respectively_gives_each_figure_its_own() {
    let texts = [
        "By 2032, the share of forms signed online in provinces, districts and communes will reach 70, 60 and 50% respectively.",
        "D'ici 2032, la part des formulaires signés en ligne par la province, le district et la commune atteindra respectivement 70, 60 et 50 %.",
        "Đến năm 2032, tỷ lệ biểu mẫu ký số cấp tỉnh, cấp huyện, cấp xã lần lượt đạt 70%, 60% và 50%.",
        "بحلول عام 2032 ستبلغ نسبة الاستمارات الموقعة في المحافظة والمنطقة والبلدية 70 و60 و50 في المائة على التوالي.",
    ];
    for text in texts {
        check(
            text,
            &["target = 70 % 2032-12-31", "target = 60 % 2032-12-31", "target = 50 % 2032-12-31"],
        );
        let levels: Vec<_> = read(text).targets.iter().map(|draft| draft.level).collect();
        let expected = [Level::Province, Level::District, Level::Commune].map(Some);
        assert_eq!(levels, expected, "in: {text}");
    }
    check(
        "By 2028 and 2032, 40% and 90% of clinics respectively will be connected.",
        &["target = 40 % 2028-12-31", "target = 90 % 2032-12-31"],
    );
}

#[test]
fn numbers_told_by_initials_or_year() {
    check_each(&[
        ("The State has issued G.O. Ms. No. 41 on registers.", &["document 41"]),
        ("نص القانون عدد 9 لسنة 2031 على مسك السجلات.", &["document 9 لسنة 2031"]),
        ("Le réseau 4G/5G couvre la ville.", &[]),
        ("Publié à 19:05 (GMT+7), lecture : 4 min - 2 310 vues", &[]),
    ]);
}

#[test]
fn half_a_million() {
    check_each(&[
        (
            "By 2030, half a million farmers will hold an account.",
            &["target = 500000 count 2030-12-31"],
        ),
        (
            "D'ici 2030, un demi-million d'agriculteurs seront inscrits sur la liste.",
            &["target = 500000 count 2030-12-31"],
        ),
        (
            "Mục tiêu đến năm 2030 có nửa triệu nông dân sử dụng nền tảng.",
            &["target = 500000 count 2030-12-31"],
        ),
        ("الهدف بلوغ نصف مليون فلاح مسجل بحلول عام 2030.", &["target = 500000 count 2030-12-31"]),
    ]);
}

#[test]
fn a_figure_in_brackets_restates() {
    check_each(&[
        ("By 2030, half of the schools (50%) will be online.", &["target = 50 % 2030-12-31"]),
        ("D'ici 2030, la moitié des écoles (50 %) sera reliée.", &["target = 50 % 2030-12-31"]),
        (
            "Tỷ lệ trường có mạng đã đạt 61% (cuối năm 2030: 38%).",
            &["baseline 61 %", "baseline 38 %"],
        ),
    ]);
}

#[test]
fn a_change_has_two_ends() {
    check_each(&[
        (
            "La part du commerce en ligne doit passer de 8 à 15 % d'ici 2030.",
            &["target = 15 % 2030-12-31", "baseline 8 %"],
        ),
        (
            "The share of online trade will rise from 8 to 15% by 2030.",
            &["target = 15 % 2030-12-31", "baseline 8 %"],
        ),
    ]);
}

#[test]
fn a_verb_that_no_list_of_duties_names() {
    check_each(&[
        ("Each ministry publishes its catalogue of forms.", &["task - Each ministry"]),
        (
            "The Ministry of Labour will consolidate the registers by June 2030.",
            &["task 2030-06-30 Ministry of Labour"],
        ),
        (
            "Le ministère du Travail révise le registre avant le 30 juin 2030.",
            &["task 2030-06-30 ministère du Travail"],
        ),
        (
            "La direction des archives numérisera les plans avant fin 2030.",
            &["task 2030-12-31 direction des archives"],
        ),
        ("Sở Lao động niêm yết danh mục biểu mẫu.", &["task - Sở Lao động"]),
        ("تقترح لجنة الأرشيف جدولا للحفظ قبل نهاية مارس 2030.", &["task 2030-03-31 لجنة الأرشيف"]),
        ("The support of the Ministry of Labour was welcome.", &[]),
        ("تضم لجنة الأرشيف ممثلين عن القطاعات.", &[]),
    ]);
}

#[test]
fn they_are_the_body_before() {
    check_each(&[
        (
            "The Archives Agency shall keep the register. It also guides the districts on its use.",
            &["task - Archives Agency", "task - Archives Agency"],
        ),
        (
            "Le ministère du Travail doit tenir le registre. Il transmet la liste avant le 30 juin 2030.",
            &["task - ministère du Travail", "task 2030-06-30 ministère du Travail"],
        ),
    ]);
}

#[test]
fn a_day_told_after_or_from_which() {
    check_each(&[
        (
            "The Archives Agency shall scan the plans. This work is to be completed in March 2030.",
            &["task 2030-03-31 Archives Agency"],
        ),
        (
            "Sở Lao động chủ trì số hóa bản đồ. Hoàn thành trong tháng 3/2030.",
            &["task 2030-03-31 Sở Lao động"],
        ),
        (
            "À compter du 1er juillet 2030, les entreprises transmettent leurs factures par la plateforme.",
            &["task 2030-07-01 entreprises"],
        ),
        ("Les entreprises transmettent leurs factures par la plateforme.", &[]),
        (
            "تعتمد جميع الوزارات منصة موحدة اعتبارا من الأول من تموز 2030.",
            &["task 2030-07-01 جميع الوزارات"],
        ),
    ]);
}

#[test]
fn the_words_before_a_list_of_figures() {
    check(
        "Đến cuối năm 2030, tất cả các thôn đều phải triển khai phong trào, với các mức như sau: hộ cán bộ đạt 95%; hộ nông dân đạt 60%.",
        &[
            "target = 95 % 2030-12-31",
            "target = 60 % 2030-12-31",
            "task 2030-12-31 tất cả các thôn",
        ],
    );
}

#[test]
fn rows_of_a_table() {
    check(
        "APPENDIX: tasks of the plan\n\
         No. | Task | Lead | Deadline |\n\
         1 | To scan the land plans | The Archives Agency | 2nd Quarter/2030 |\n\
         2 | To publish the catalogue | Each ministry | Annual |\n",
        &["task 2030-06-30 The Archives Agency", "task - Each ministry"],
    );
    check(
        "The counts reached by 4 May 2030 were these:\n\
         Place | Item | Number\n\
         North | Accounts opened | 12,345\n\
         South | Cards printed | 6,789\n",
        &["baseline 12345 count", "baseline 6789 count"],
    );
}

#[test]
fn a_vision_as_a_heading_sets_its_day() {
    check(
        "Kế hoạch phát triển kinh tế số\n\
         I. MỤC TIÊU\n\
         1. Đến năm 2026\n\
         - Kinh tế số chiếm 12% GRDP.\n\
         2. Định hướng đến năm 2031\n\
         - Kinh tế số chiếm 25% GRDP.\n",
        &["target = 12 % 2026-12-31", "target = 25 % 2031-12-31"],
    );
}

#[test]
fn what_the_page_adds_is_left_out() {
    for text in [
        "Lire aussi : les tarifs montent de 5 % en 2030",
        "Read also: prices to rise by 5% in 2030",
        "Xem thêm: giá tăng 5% năm 2030",
        "The market could weigh 20 billion dollars in 2050.",
        "The country moved up 12 places in the ranking.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn the_day_of_a_comparison_is_not_the_day_of_what_is_asked() {
    let cases = [
        "Targets to the end of 2032:\n1. At least 90% of schools take digital payment, up from 41% in 2030.",
        "Cibles d’ici fin 2032 :\n1. Au moins 90 % des dossiers sont déposés en ligne, contre 41 % en 2030.",
        "Mục tiêu đến hết năm 2032:\n1. Trên 90% hồ sơ được nộp trực tuyến, so với 41% năm 2030.",
        "الأهداف حتى نهاية عام 2032:\n1. يجتاز ما لا يقل عن 90% من الموظفين الاختبار، مقابل 41% في عام 2030.",
    ];
    for text in cases {
        let reading = read(text);
        let target: Vec<_> = reading
            .targets
            .iter()
            .map(|own| (own.value.to_string(), own.due.as_ref().map(|due| due.day.year())))
            .collect();
        assert_eq!(target, [("90".to_owned(), Some(2032))], "{text}");
        let baseline: Vec<_> = reading.baselines.iter().map(|own| own.value.to_string()).collect();
        assert_eq!(baseline, ["41"], "{text}");
    }
}
