//! Directives through HTTP: a sample is read, corrected, added to; bad input gets a sentence and loses nothing.

mod corrections;
mod meanwhile;

use axum::http::StatusCode;
use banyan_core::words::Language;

use crate::tests::{Answer, House, words_of};

async fn draft(house: &House, sample: &str) -> String {
    let answer = house.post(&format!("/directives/samples/{sample}"), "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    answer.location
}

#[tokio::test]
async fn every_sample_becomes_a_draft_with_targets_and_tasks() {
    let house = House::furnished().await;
    for (sample, language) in
        [("vi", "Vietnamese"), ("fr", "French"), ("ar", "Arabic"), ("en", "English")]
    {
        let page = house.get(&draft(&house, sample).await, Language::English).await;
        let words = words_of(&page.body);
        assert!(words.contains(&format!("{language}, recognised")), "{sample}: {words}");
        assert!(
            page.body.contains("mark class=\"target") && page.body.contains("mark class=\"task"),
            "{sample}"
        );
        assert!(words.contains("Gaps by clear"), "{sample}");
    }
}

#[tokio::test]
async fn place_resolves_in_the_territory_of_the_directive() {
    let house = House::furnished().await;
    let words = words_of(&house.get(&draft(&house, "vi").await, Language::English).await.body);
    assert!(words.contains("Thị xã Hoàng Mai 432"), "{words}");
    assert!(words.contains("It ended on 30 June 2025."), "{words}");
}

#[tokio::test]
async fn corrected_line_is_kept_and_a_wrong_figure_is_quoted() {
    let house = House::furnished().await;
    let path = draft(&house, "en").await;
    let form =
        "do=keep&subject=Villages&comparator=%3E%3D&value=ninety&unit=%25&due=&level=&indicator=";
    let answer = house.post(&format!("{path}/items/0"), form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words_of(&answer.body).contains("“ninety” is no number"));
    let form = form.replace("ninety", "91.5");
    assert_eq!(house.post(&format!("{path}/items/0"), &form).await.status, StatusCode::SEE_OTHER);
    let words = words_of(&house.get(&path, Language::English).await.body);
    assert!(words.contains("at least 91.5 %"), "{words}");
}

#[tokio::test]
async fn dropped_line_is_gone_and_a_selected_passage_becomes_one() {
    let house = House::furnished().await;
    let path = draft(&house, "en").await;
    let count = |page: &str| page.matches("id=\"item-").count();
    let before = count(&house.get(&path, Language::English).await.body);
    house.post(&format!("{path}/items/0"), "do=drop&subject=x").await;
    assert_eq!(count(&house.get(&path, Language::English).await.body), before - 1);
    let refused =
        house.post(&format!("{path}/items"), "quote=nowhere+to+be+found&class=task").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let added = house.post(&format!("{path}/items"), "quote=village&class=task").await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    assert!(words_of(&house.get(&path, Language::English).await.body).contains("added by hand"));
}

#[tokio::test]
async fn passage_is_left_out_only_with_a_reason() {
    let house = House::furnished().await;
    let path = draft(&house, "vi").await;
    assert_eq!(
        house.post(&format!("{path}/passages/0"), "do=leave&reason=+").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        house.post(&format!("{path}/passages/0"), "do=leave&reason=no+duty").await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn unreadable_file_gets_a_sentence_and_what_was_typed_stays() {
    let house = House::furnished().await;
    for (name, bytes, expected) in [
        ("text.txt", &b""[..], "There is no text"),
        ("text.txt", &b"   \n "[..], "holds no words"),
        ("broken.docx", &b"PK\x03\x04 and no more"[..], "is damaged"),
        ("picture.png", &b"\x89PNG\r\n\x1a\n\0\0\0\0"[..], "is not TXT, HTML, DOCX or PDF"),
    ] {
        let typed = if bytes.is_empty() { "" } else { "what I typed" };
        let answer = house.upload(name, bytes, typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(words_of(&answer.body).contains(expected), "{name}: {}", words_of(&answer.body));
        assert!(answer.body.contains(typed));
    }
}

#[tokio::test]
async fn same_text_again_opens_the_draft_that_is_there_and_says_since_when() {
    let house = House::furnished().await;
    let text = plan_of("12 tháng 3 năm 2025");
    let first = house.upload("", b"", &text).await.location;
    let words = words_of(&house.get(&first, Language::English).await.body);
    assert!(!words.contains("was read before"), "{words}");
    let again = house.upload("", b"", &text).await.location;
    assert_eq!(again, format!("{first}?again=true"));
    for (language, sentence) in [
        (
            Language::English,
            "This text was read before, on 14 July 2025, by Nguyễn Thu Hà; here is its draft.",
        ),
        (
            Language::French,
            "Ce texte a déjà été lu, le 14 juillet 2025, par Nguyễn Thu Hà ; voici son ébauche.",
        ),
        (
            Language::Vietnamese,
            "Văn bản này đã được Nguyễn Thu Hà cho đọc ngày 14 tháng 7 năm 2025; đây là dự thảo của nó.",
        ),
        (
            Language::Arabic,
            "قرئ هذا النص من قبل، في ١٤ يوليو ٢٠٢٥، بطلب من Nguyễn Thu Hà؛ وهذه مسودته.",
        ),
    ] {
        let words = words_of(&house.get(&again, language).await.body);
        assert!(words.contains(sentence), "{language}: {words}");
    }
}

#[tokio::test]
async fn same_text_pasted_twice_at_once_makes_one_draft() {
    let house = House::furnished().await;
    let text = plan_of("12 tháng 3 năm 2025");
    let (one, other) = tokio::join!(house.upload("", b"", &text), house.upload("", b"", &text));
    let id = |answer: &Answer| answer.location.split('?').next().unwrap().to_owned();
    assert_eq!(id(&one), id(&other));
    assert_ne!(one.location, other.location, "one of them is the second");
}

#[tokio::test]
async fn file_and_text_together_are_refused_and_the_text_stays() {
    let house = House::furnished().await;
    let answer =
        house.upload("plan.txt", plan_of("12 tháng 3 năm 2025").as_bytes(), "my own words").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains(">my own words</textarea>"), "{}", answer.body);
    assert!(words_of(&answer.body).contains("The file “plan.txt” and a text were sent together"));
    let words = words_of(&house.get("/directives", Language::English).await.body);
    assert!(words.contains("No text has been read yet."), "{words}");
}

/// A text of Nghệ An of the day, in which a district's committee has two duties.
fn plan_of(day: &str) -> String {
    format!(
        "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN\nSố: 77/KH-UBND\nNghệ An, ngày {day}\n\nKẾ HOẠCH\nSố hóa hồ sơ lưu trữ\n\n\
         II. NHIỆM VỤ\n1. Ủy ban nhân dân huyện Nghi Lộc hoàn thành số hóa hồ sơ lưu trữ trước ngày 31/12/2025.\n\
         2. UBND huyện Nghi Lộc báo cáo kết quả trước ngày 31/12/2025.\n"
    )
}

#[tokio::test]
async fn district_in_a_text_newer_than_its_end_is_said_to_have_ended() {
    let house = House::furnished().await;
    let path = house.upload("", b"", &plan_of("12 tháng 3 năm 2025")).await.location;
    let words = words_of(&house.get(&path, Language::English).await.body);
    assert_eq!(words.matches("Huyện Nghi Lộc 429").count(), 2, "{words}");
    assert!(words.contains("It ended on 30 June 2025. Its territory lies today in:"), "{words}");
    let path = house.upload("", b"", &plan_of("05 tháng 8 năm 2025")).await.location;
    let words = words_of(&house.get(&path, Language::English).await.body);
    let before =
        "It ended on 30 June 2025, before the day of this text. Nobody is put in its place.";
    assert_eq!(words.matches(before).count(), 2, "{words}");
    assert!(words.contains("Xã Nghi Lộc") && words.contains("Custodian: Nghe An"), "{words}");
    assert!(!words.contains("40-UBND"), "{words}");
    // The words stay, and nobody is made responsible for it.
    let id = path.trim_start_matches("/drafts/");
    let adopted = house.post(&format!("/programmes/adopt/{id}"), "").await;
    assert_eq!(adopted.status, StatusCode::SEE_OTHER);
    let task = words_of(&house.get("/tasks/77-KH-UBND.40-K01", Language::English).await.body);
    assert!(task.contains("Responsibility missing"), "{task}");
}
