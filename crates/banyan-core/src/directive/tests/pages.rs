//! Classes of wording from pages: tables, times to be shortened, wholes, days of others, bodies before a colon.

use super::check;

#[test]
fn a_column_names_the_unit_and_the_day_of_its_figures() {
    check(
        "Digital plan of the province\nIndicator | Result 2030 | Target 2033\nPayments made online | 40% | at least 85%\nNurses trained | 1,250 | 6,000\n",
        &[
            "target >= 85 % 2033-12-31",
            "target = 6000 count 2033-12-31",
            "baseline 40 %",
            "baseline 1250 count",
        ],
    );
    check(
        "Le pays au classement mondial des services en ligne\n\nAnnée | Rang\n2031 | 71\n2033 | 58\n",
        &["baseline 71 other", "baseline 58 other"],
    );
}

#[test]
fn a_time_to_be_shortened_has_the_time_that_was() {
    check(
        "The plan of the registry\nBy 2031, the time to register a company will be cut from 12 days to 2 days.\n",
        &["target = 2 other 2031-12-31", "baseline 12 other"],
    );
    check(
        "Plan de la direction\nLe délai de délivrance du permis sera ramené de 45 à 10 jours d'ici fin 2031.\n",
        &["target = 10 other 2031-12-31", "baseline 45 other"],
    );
}

#[test]
fn the_day_of_a_month_counts_nothing() {
    check(
        "Chỉ thị của Chủ tịch UBND tỉnh về hồ sơ trực tuyến\nGiao Văn phòng UBND tỉnh tổng hợp, báo cáo kết quả trước ngày 15 hằng tháng.\n",
        &["task - Văn phòng UBND tỉnh"],
    );
}

#[test]
fn who_came_and_how_large_a_town_is_are_no_states() {
    check(
        "Réunion sur les données publiques\nRéunis pendant trois jours, 60 experts venus de 9 pays ont échangé sur les données ouvertes.\n",
        &[],
    );
    check(
        "Circulaire sur l'état civil\nLes communes de plus de 20 000 habitants mettent en ligne leurs actes avant le 30 juin 2031.\n",
        &["task 2031-06-30 communes de plus de 20 000 habitants"],
    );
}

#[test]
fn the_whole_of_a_share_is_no_state() {
    check(
        "Báo cáo của tỉnh về thủ tục\nTính đến hết năm 2030, trong 4.200 thủ tục đã công bố, 71,5% được thực hiện trực tuyến.\n",
        &["baseline 71.5 %"],
    );
}

#[test]
fn a_french_participle_reports() {
    check(
        "Le guichet unique de la région\nLe guichet a traité 18 400 demandes en 2030 et ses agences ont raccordé 310 mairies.\n",
        &["baseline 18400 count", "baseline 310 count"],
    );
}

#[test]
fn a_goal_that_was_set_is_a_target() {
    check(
        "حصيلة الخطة\nكان المستهدف لعام 2031 بلوغ المرتبة 40، لكن البلاد جاءت في المرتبة 52.\n",
        &["target <= 40 rank 2031-12-31", "baseline 52 other"],
    );
}

#[test]
fn one_day_for_all_that_follows() {
    check(
        "Kế hoạch của ngành y tế\nMốc chung là năm 2031.\nMột là, 100% trạm y tế dùng phần mềm chung.\nHai là, 85% hồ sơ bệnh án được ký số.\n",
        &["target = 100 % 2031-12-31", "target = 85 % 2031-12-31"],
    );
}

#[test]
fn a_body_before_a_colon() {
    check(
        "قرار بتوزيع المهام\nوقد توزعت المهام كما يلي:\nهيئة البيانات: تنظيم السجل الوطني للبيانات وحمايته.\nأما وكالة الأمن الرقمي فيقع على عاتقها تأمين الشبكات الحكومية.\n",
        &["task - هيئة البيانات", "task - وكالة الأمن الرقمي"],
    );
}

#[test]
fn what_is_due_of_an_arabic_body() {
    check(
        "خطة الصحة الرقمية\nومن المقرر أن تنتهي هيئة التأمين من تطوير المنصة خلال الربع الأول من عام 2031.\nيتم تعميم المراسلات الرقمية بين الإدارات في موعد لا يتجاوز نهاية سبتمبر 2031.\n",
        &["task 2031-03-31 هيئة التأمين", "task 2031-09-30 -"],
    );
}

#[test]
fn thousands_and_hundreds_of_an_arabic_figure() {
    check(
        "أرقام السنة الجامعية\nبلغ عدد المسجلين سنة 2030 في الشعب الرقمية 31 ألفا و400 طالب.\n",
        &["baseline 31400 count"],
    );
}

#[test]
fn two_bodies_parted_by_while() {
    check(
        "Plan of the ministry\nThe National Laboratory is to complete the move by October 2031, while the Health Insurance Fund will digitise its archive by 2033.\n",
        &["task 2031-10-31 National Laboratory", "task 2033-12-31 Health Insurance Fund"],
    );
}
