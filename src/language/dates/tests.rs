use super::*;
use jiff::civil::date;
use rstest::rstest;

/// A Friday.
const READ_ON: Date = date(2025, 8, 8);

#[track_caller]
fn past(phrase: &str) -> When {
    resolve(phrase, READ_ON, Leaning::Past).unwrap_or_else(|| panic!("not understood: {phrase}")).when
}

#[track_caller]
fn future(phrase: &str) -> When {
    resolve(phrase, READ_ON, Leaning::Future).unwrap_or_else(|| panic!("not understood: {phrase}")).when
}

#[rstest]
#[case("Thursday", (2025, 8, 7))]
#[case("on Friday", (2025, 8, 8))]
#[case("Later Thursday", (2025, 8, 7))]
#[case("late Thursday night", (2025, 8, 7))]
#[case("last Thursday", (2025, 8, 7))]
#[case("Thursday morning", (2025, 8, 7))]
#[case("Sunday at about 3 a.m.", (2025, 8, 3))]
#[case("yesterday", (2025, 8, 7))]
#[case("this morning", (2025, 8, 8))]
#[case("last night", (2025, 8, 7))]
#[case("overnight", (2025, 8, 8))]
#[case("the day before yesterday", (2025, 8, 6))]
#[case("14 March", (2025, 3, 14))]
#[case("14 November", (2024, 11, 14))]
#[case("Aug. 8, 2025", (2025, 8, 8))]
#[case("8th of August", (2025, 8, 8))]
#[case("Friday, August 8, 2025", (2025, 8, 8))]
#[case("2025-08-08", (2025, 8, 8))]
#[case("1/2/2016", (2016, 1, 2))]
#[case("13/2/2016", (2016, 2, 13))]
#[case("Oct/2", (2024, 10, 2))]
#[case("two days ago", (2025, 8, 6))]
#[case("a week ago", (2025, 8, 1))]
#[case("Christmas", (2024, 12, 25))]
#[case("New Year's Day", (2025, 1, 1))]
#[case("Easter 2025", (2025, 4, 20))]
#[case("the twenty-ninth of May", (2025, 5, 29))]
fn days_said(#[case] phrase: &str, #[case] (year, month, day): (i16, i8, i8)) {
    assert_eq!(past(phrase), When::Day(date(year, month, day)));
}

#[rstest]
#[case("Monday", (2025, 8, 11))]
#[case("next Friday", (2025, 8, 15))]
#[case("in two weeks", (2025, 8, 22))]
#[case("in two weeks’ time", (2025, 8, 22))]
#[case("tomorrow", (2025, 8, 9))]
#[case("4 June", (2026, 6, 4))]
#[case("29 February", (2028, 2, 29))]
#[case("Christmas", (2025, 12, 25))]
fn days_planned(#[case] phrase: &str, #[case] (year, month, day): (i16, i8, i8)) {
    assert_eq!(future(phrase), When::Day(date(year, month, day)));
}

#[rstest]
#[case("last week", (2025, 7, 28), (2025, 8, 4))]
#[case("this week", (2025, 8, 4), (2025, 8, 11))]
#[case("last month", (2025, 7, 1), (2025, 8, 1))]
#[case("last year", (2024, 1, 1), (2025, 1, 1))]
#[case("in January", (2025, 1, 1), (2025, 2, 1))]
#[case("in March 2026", (2026, 3, 1), (2026, 4, 1))]
#[case("2027", (2027, 1, 1), (2028, 1, 1))]
#[case("the 1990s", (1990, 1, 1), (2000, 1, 1))]
#[case("last autumn", (2024, 9, 1), (2024, 12, 1))]
#[case("the first quarter of 2026", (2026, 1, 1), (2026, 4, 1))]
#[case("this weekend", (2025, 8, 9), (2025, 8, 11))]
#[case("the end of next week", (2025, 8, 14), (2025, 8, 18))]
#[case("the last week of July", (2025, 7, 28), (2025, 8, 4))]
#[case("from 2014 to 2018", (2014, 1, 1), (2018, 1, 1))]
#[case("April 9th through 17th", (2025, 4, 9), (2025, 4, 17))]
#[case("the last three months", (2025, 5, 8), (2025, 8, 8))]
fn periods(#[case] phrase: &str, #[case] start: (i16, i8, i8), #[case] end: (i16, i8, i8)) {
    let expected = When::Range { start: date(start.0, start.1, start.2), end: date(end.0, end.1, end.2) };
    assert_eq!(past(phrase), expected);
}

#[test]
fn open_sides_reach_the_end_of_the_calendar() {
    assert_eq!(past("since May"), When::Range { start: date(2025, 5, 1), end: Date::MAX });
    assert_eq!(past("before 2010"), When::Range { start: Date::MIN, end: date(2010, 1, 1) });
}

#[rstest]
#[case("soon")]
#[case("")]
#[case("31 June")]
#[case("Feb. 30")]
#[case("Thursday’s child")]
#[case("99999999999 days ago")]
#[case("2147483647 years ago")]
fn what_is_no_date_stays_open(#[case] phrase: &str) {
    assert_eq!(resolve(phrase, READ_ON, Leaning::Past), None);
}

#[rstest]
#[case("He told NBC on Friday that it closed in March 2026.", &["Friday", "March 2026"])]
#[case("Later Thursday, she may march to the gate.", &["Later Thursday"])]
#[case("The vote is set for the end of next week, two days after Christmas.", &["the end of next week", "two days after Christmas"])]
#[case("About 300 people left on Tuesday morning, 22 May, after 12 others.", &["Tuesday morning", "22 May"])]
#[case("a note, dated 6 April and sent in June, cites 2,400 cases since 2019.", &["6 April", "June", "2019"])]
#[case("They won 7-6 and 3-1.", &[])]
fn phrases_in_running_text(#[case] text: &str, #[case] expected: &[&str]) {
    let found: Vec<&str> = find(text).into_iter().map(|span| span.of(text)).collect();
    assert_eq!(found, expected);
}

proptest::proptest! {
    #[test]
    fn any_text_is_searched_and_read(text in "\\PC*", days in 0i32..3000) {
        let reference = READ_ON.checked_sub(jiff::Span::new().days(days)).unwrap();
        let _ = resolve(&text, reference, Leaning::Future);
        let mut end = 0;
        for span in find(&text) {
            proptest::prop_assert!(span.fits(&text) && span.start() >= end && !span.is_empty());
            end = span.end();
        }
    }

    #[test]
    fn words_of_dates_in_any_order(words in proptest::collection::vec(proptest::sample::select(vec![
        "the", "end", "of", "next", "last", "week", "May", "12", "2025", "-", "to", "from", "since", "two", "days", "ago", "after",
        "first", "3rd", "Friday", "quarter", "9999", "century", "decade", "/", "before", "years", "in", "Easter", "weekend", "0", "0s",
    ]), 0..9)) {
        let text = words.join(" ");
        let _ = resolve(&text, READ_ON, Leaning::Past);
        let _ = resolve(&text, Date::MIN, Leaning::Past);
        let _ = resolve(&text, Date::MAX, Leaning::Future);
        let _ = find(&text);
    }
}

/// Measures against cases kept outside the repository, named by `CLAIMDESK_DATES`; says nothing without them.
#[test]
fn share_of_cases_read_right() {
    let Ok(path) = std::env::var("CLAIMDESK_DATES") else { return };
    let file: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut tally = std::collections::BTreeMap::<String, (usize, usize)>::new();
    for case in file["cases"].as_array().unwrap() {
        let reference: Date = case["reference"].as_str().unwrap().get(..10).unwrap().parse().unwrap();
        let phrase = case["phrase"].as_str().unwrap();
        let got =
            [Leaning::Past, Leaning::Future].map(|leaning| resolve(phrase, reference, leaning).map(|found| found.when));
        let matches = |value: &serde_json::Value, when: When| {
            let is = |key: &str, date: Date| value[key].as_str().is_none_or(|day| day == date.to_string());
            match when {
                When::Day(date) => value["value"].as_str() == Some(date.to_string().as_str()),
                When::Range { start, end } => {
                    (value["start"].is_string() || value["end"].is_string()) && is("start", start) && is("end", end)
                }
            }
        };
        let right = case["values"]
            .as_array()
            .unwrap()
            .iter()
            .any(|value| got.iter().flatten().any(|when| matches(value, *when)));
        let entry = tally.entry(case["type"].as_str().unwrap().to_owned()).or_default();
        entry.0 += usize::from(right);
        entry.1 += 1;
        if !right {
            println!("{reference} {phrase:?}: {:?}, not {}", got[0], case["values"]);
        }
    }
    println!("{tally:?}");
    assert!(tally.values().all(|(right, all)| right * 2 > *all), "{tally:?}");
}
