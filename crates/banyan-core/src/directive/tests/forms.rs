//! Verbs and bodies told by their form, days told by the year that the text speaks of, figures that measure nothing.

use super::check;

#[test]
fn a_future_makes_a_task_of_a_body() {
    check(
        "Port reform\nThe Harbour Department will frame rules for the docks.\nThe harbour will be busy.\n",
        &["task - Harbour Department"],
    );
    check(
        "Réforme des ports\nLa Direction des quais photographiera les épaves avant le 1er mai 2033.\n",
        &["task 2033-05-01 Direction des quais"],
    );
    check(
        "الميناء، 3 مارس 2032\nوفي ما يخص الأرصفة، ستصبغ هيئة الموانئ علامات جديدة خلال عام 2033.\n",
        &["task 2033-12-31 هيئة الموانئ"],
    );
}

#[test]
fn a_body_is_told_by_its_letters() {
    check(
        "Note sur les ports\nL'ANPQ publiera la carte des quais avant le 1er mai 2033.\nChaque SPT établira, pour le 1er juin 2033, sa liste.\n",
        &["task 2033-05-01 ANPQ", "task 2033-06-01 Chaque SPT"],
    );
    check(
        "Note on docks\nThe Workshop for Docks (WD) will provide free plans to boatmen.\nThe council asked the NHA to repair the cranes.\n",
        &["task - Workshop for Docks (WD)", "task - NHA"],
    );
}

#[test]
fn a_bare_infinitive_follows_a_whole_name() {
    check(
        "Next steps for the docks\nThe Harbour Renewal Office to publish a map in Q1 2033.\nAction: Registrar of Boats to submit a weekly note.\nThe office opens a road to the docks.\n",
        &["task 2033-03-31 Harbour Renewal Office", "task - Registrar of Boats"],
    );
}

#[test]
fn a_power_and_a_participle_are_no_duties() {
    check("Docks Act\nThe Minister may by order prescribe colours for boats.\n", &[]);
    check("Note sur les quais\nLe comité, présidé par le maire, se réunit chaque mois.\n", &[]);
}

#[test]
fn a_meeting_is_no_body() {
    check(
        "Hội nghị về bến cảng\nHội nghị tổ chức tại hội trường của bến.\nSở Xây dựng tổ chức kiểm tra bến cảng.\n",
        &["task - Sở Xây dựng"],
    );
}

#[test]
fn the_end_of_the_year_is_that_of_the_text() {
    check(
        "Ports, 4 mars 2032\nLe ministère des Ports a été chargé de finaliser le code des quais avant la fin de l'année.\n",
        &["task 2032-12-31 ministère des Ports"],
    );
    check(
        "الميناء، 4 مارس 2032\nكلف الوزير هيئة الموانئ بإصلاح الرافعات قبل نهاية العام الجاري.\n",
        &["task 2032-12-31 هيئة الموانئ"],
    );
    check(
        "Bến cảng, ngày 4/3/2032\nGiao Sở Xây dựng hoàn thiện cầu cảng xong trước cuối năm nay.\n",
        &["task 2032-12-31 Sở Xây dựng"],
    );
}

#[test]
fn a_part_that_only_sets_a_day_belongs_to_the_part_before() {
    check(
        "Công văn về bến cảng\n1. Sở Xây dựng chủ trì sửa chữa cầu cảng; hoàn thành trước ngày 30/6/2033.\n",
        &["task 2033-06-30 Sở Xây dựng"],
    );
}

#[test]
fn a_request_at_the_end_of_a_sentence_is_a_task_of_its_own() {
    check(
        "الميناء، 3 مارس 2032\nأكد الوزير أن الهيئة ستطلق الدورة الجديدة في الربع الثاني من 2032، داعيا الوزارات إلى رفع خططها قبل 15 أبريل 2032.\n",
        &["task 2032-06-30 الهيئة", "task 2032-04-15 الوزارات"],
    );
}

#[test]
fn things_that_are_there_are_not_asked_for() {
    check(
        "Plan for boats\nBy the end of 2033 the 26 boats in use will be joined by 40 more.\n",
        &["target = 40 count 2033-12-31"],
    );
    check("الميناء\nعقدت الهيئة ورشة شارك فيها 48 موظفا من الموانئ.\n", &[]);
}

#[test]
fn how_often_is_no_share_and_a_group_no_label() {
    check(
        "قرار بشأن الموانئ\nتعرض هيئة الموانئ تقريرا نصف سنوي على الحكومة.\n",
        &["task - هيئة الموانئ"],
    );
    check(
        "Kết quả của huyện năm 2032\n1. Kết quả đạt được\n- Cấp 3.215 thẻ thuyền viên.\n2. Khó khăn: thiếu cán bộ.\n",
        &["baseline 3215 count"],
    );
}

#[test]
fn towns_out_of_ten_make_a_share() {
    check(
        "Plan des quais\nL'objectif est que 9 ports sur 10 soient éclairés d'ici à 2034.\n",
        &["target = 90 % 2034-12-31"],
    );
}

#[test]
fn a_plain_present_reports() {
    check(
        "Lighthouses in figures of the coast\nThe network of lights is 57% complete, a keeper said.\n",
        &["baseline 57 %"],
    );
}

#[test]
fn a_colon_after_bodies_and_degrees_before_duties() {
    check(
        "Instruction sur les quais\nÀ cette fin, les communes :\n1° repeindront les bouées avant le 15 mai 2033 ;\n2° mobiliseront les équipes ;\n",
        &["task 2033-05-15 les communes", "task - les communes"],
    );
}

#[test]
fn the_chair_of_a_meeting_has_no_task() {
    check(
        "Bến cảng, ngày 4/3/2032\nPhó Chủ tịch UBND huyện chủ trì hội nghị về bến cảng.\nSở Xây dựng chủ trì hoàn thiện cầu cảng.\n",
        &["task - Sở Xây dựng"],
    );
}

#[test]
fn the_whole_before_a_comma_is_no_state() {
    check(
        "Les quais en chiffres\nSur 266 ports, 103 disposent désormais d'une balise.\n",
        &["baseline 103 count"],
    );
}

#[test]
fn one_request_after_the_other() {
    check(
        "Docks, 6 May 2032\nHe directed the Registrar of Boats to publish a list, and told registrars to stop taking paper from 1 September 2032.\n",
        &["task - Registrar of Boats", "task 2032-09-01 registrars"],
    );
}

#[test]
fn to_carry_out_is_not_now() {
    check(
        "Công văn về bến cảng\nBộ đề nghị các Sở Xây dựng:\n- Thực hiện 100% việc kiểm tra phao trước ngày 31/12/2033.\n",
        &["target = 100 % 2033-12-31"],
    );
}

#[test]
fn a_school_year_is_no_deadline() {
    check(
        "Công văn về sổ điểm số năm học 2032-2033\nSở Nội vụ có trách nhiệm bố trí máy quét.\nCác trường sử dụng sổ điểm số.\n",
        &["task - Sở Nội vụ", "task - Các trường"],
    );
}

#[test]
fn courtesy_is_no_task() {
    check("Statement of the cabinet\nCabinet extends its condolences to the families.\n", &[]);
}
