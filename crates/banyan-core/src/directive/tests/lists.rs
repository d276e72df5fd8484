//! Lists and tables as they are pasted: cells on lines of their own, labels, brackets, days before a colon.

use super::check;

#[test]
fn cells_on_lines_of_their_own_make_rows() {
    check(
        "Annex: measures\n\nMeasure\nResponsible\nTimeline\n\nDevelop the land registry portal\nLands Department\nQ2 2033\n\nDigitise 900 maps\nSurvey Office\nDecember 2034\n\nMigrate the archive to the new vault\nNational Archives\nBy March 2035\n",
        &[
            "target = 900 count 2034-12-31",
            "task 2033-06-30 Lands Department",
            "task 2035-03-31 National Archives",
        ],
    );
    check(
        "Phụ lục nhiệm vụ\n\nTT\nNội dung\nĐơn vị chủ trì\nThời hạn\n\n1\nXây dựng bản đồ số\nSở Xây dựng\nQuý I/2033\n\n2\nBan hành quy trình mẫu\nVăn phòng UBND tỉnh\n30/9/2033\n",
        &["task 2033-03-31 Sở Xây dựng", "task 2033-09-30 Văn phòng UBND tỉnh"],
    );
}

#[test]
fn labels_below_or_behind_an_action_name_its_body_and_day() {
    check(
        "Plan de la ville\n1. Ouvrir un guichet mobile\nResponsable : Direction de l'accueil\nÉchéance : juin 2033\n",
        &["task 2033-06-30 Direction de l'accueil"],
    );
    check(
        "Plan de la ville\nActions :\n- Rénover la salle des archives (responsable : service du patrimoine ; échéance : mai 2033) ;\n",
        &["task 2033-05-31 service du patrimoine"],
    );
}

#[test]
fn a_table_of_two_columns_with_days_is_one_of_measures() {
    check(
        "Mesures décidées\n\nMesure | Échéance\nPortail des familles | 2033\nAllègement des formulaires de bourse | fin 2034\n",
        &["task 2033-12-31 -", "task 2034-12-31 -"],
    );
}

#[test]
fn the_number_of_a_row_and_the_words_of_a_row() {
    check(
        "Minutes of the board\n\n| No | Recommendation | Responsible | Deadline |\n| 1 | Finalise the manual | Personnel Department | 30 June 2033 |\n| 2 | Equip 35 centres | Works Department | 31/12/2033 |\n",
        &["target = 35 count 2033-12-31", "task 2033-06-30 Personnel Department"],
    );
    let text = "Plan\nIndicator | Situation 2031 | Target 2033\nVillages with mail | 41 % | 90 %\n";
    let reading = super::read(text);
    assert_eq!(
        reading.targets.iter().map(|target| target.span.quote(text)).collect::<Vec<_>>(),
        ["Villages with mail | 41 % | 90 %"]
    );
}

#[test]
fn a_day_before_a_colon_is_that_of_what_follows() {
    check(
        "Le 3 mars 2032, le comité a arrêté son calendrier\n– 30 juin : ouverture du registre des ports ;\n– octobre : mise en ligne des plans ;\n",
        &["task 2032-06-30 -", "task 2032-10-31 -"],
    );
    check(
        "The registry was set up on 4 May 2019\n2015: creation of the first office\n2017: launch of the portal\n",
        &[],
    );
}

#[test]
fn a_section_stands_near_the_title() {
    check(
        "Registry scorecard 2032\n\nKey results\n• 240 of 310 forms online\n• 19 agencies on the bus\n\nTargets for 2034\n• Agencies on the bus: 40\n",
        &["target = 40 count 2034-12-31", "baseline 240 count", "baseline 19 count"],
    );
    check(
        "Bilan de la direction\n\nObjectifs au 31 décembre 2034\n- 350 téléservices ;\n- Paiements en ligne : 80 % ;\n",
        &["target = 350 count 2034-12-31", "target = 80 % 2034-12-31"],
    );
}

#[test]
fn labels_on_lines_tell_what_was_and_what_is_wanted() {
    let text = "Results framework\nIndicator: Number of mobile offices\nBaseline (2031): 37\nTarget (2034): 84\n";
    check(text, &["target = 84 count 2034-12-31", "baseline 37 count"]);
    let reading = super::read(text);
    let subject = reading.targets.first().map(|target| target.subject.as_str());
    assert!(subject.is_some_and(|subject| subject.contains("Number of mobile offices")));
}

#[test]
fn small_letters_in_brackets_stand_under_a_letter() {
    check(
        "Archives Act\n(a) The Director of Vaults shall—\n(i) maintain the list of vaults;\n(b) Every public body shall name an archivist not later than 30 June 2033;\n",
        &["task - The Director of Vaults", "task 2033-06-30 Every public body"],
    );
}
