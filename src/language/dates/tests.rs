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
#[case("2025/Jul/03", (2025, 7, 3))]
#[case("July-2025-03", (2025, 7, 3))]
#[case("last 14 March", (2025, 3, 14))]
#[case("the 3rd", (2025, 8, 3))]
#[case("the 21st", (2025, 7, 21))]
#[case("the 6th of last month", (2025, 7, 6))]
#[case("Monday 21", (2025, 7, 21))]
#[case("this past Monday", (2025, 8, 4))]
#[case("two Fridays ago", (2025, 7, 25))]
#[case("Tuesday two weeks ago", (2025, 7, 22))]
#[case("a week ago Tuesday", (2025, 7, 29))]
#[case("the last Friday of July", (2025, 7, 25))]
#[case("the first Monday in May", (2025, 5, 5))]
#[case("last week - Monday", (2025, 7, 28))]
#[case("Ash Wednesday 2025", (2025, 3, 5))]
#[case("St. Andrew’s Day", (2024, 11, 30))]
#[case("Black Friday of last year", (2024, 11, 29))]
#[case("Mothers’ Day", (2025, 5, 11))]
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
#[case("this coming Saturday", (2025, 8, 9))]
#[case("next 6 July", (2026, 7, 6))]
#[case("in ten days on Tuesday", (2025, 8, 19))]
#[case("Thursday three weeks from now", (2025, 8, 28))]
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
#[case("the 3 past months", (2025, 5, 8), (2025, 8, 8))]
#[case("3/4-3/9/2025", (2025, 3, 4), (2025, 3, 9))]
#[case("from 3/4 to 3/9", (2025, 3, 4), (2025, 3, 9))]
#[case("from 4 to 9 in last month", (2025, 7, 4), (2025, 7, 9))]
#[case("from March until the end of May", (2025, 3, 1), (2025, 6, 1))]
#[case("between the middle of 2021 and the end of 2023", (2021, 7, 2), (2024, 1, 1))]
#[case("the week beginning 9 June", (2025, 6, 9), (2025, 6, 16))]
#[case("w/c 9 June", (2025, 6, 9), (2025, 6, 16))]
#[case("the rest of the month", (2025, 8, 8), (2025, 9, 1))]
#[case("the end of year", (2025, 9, 1), (2026, 1, 1))]
#[case("year-end", (2025, 9, 1), (2026, 1, 1))]
#[case("the year to date", (2025, 1, 1), (2025, 8, 8))]
#[case("this calendar year", (2025, 1, 1), (2026, 1, 1))]
#[case("this working week", (2025, 8, 4), (2025, 8, 9))]
#[case("the last five business days", (2025, 8, 1), (2025, 8, 8))]
#[case("the next two working days", (2025, 8, 9), (2025, 8, 13))]
#[case("for ten days from 1 July", (2025, 7, 1), (2025, 7, 11))]
#[case("a week starting yesterday", (2025, 8, 7), (2025, 8, 14))]
#[case("2024 H2", (2024, 7, 1), (2025, 1, 1))]
#[case("6/2024", (2024, 6, 1), (2024, 7, 1))]
#[case("less than three days before Sunday", (2025, 7, 31), (2025, 8, 3))]
#[case("Memorial Day weekend", (2025, 5, 24), (2025, 5, 27))]
#[case("the weekend of Thanksgiving", (2024, 11, 28), (2024, 12, 2))]
#[case("Halloween weekend 2026", (2026, 10, 31), (2026, 11, 2))]
fn periods(#[case] phrase: &str, #[case] start: (i16, i8, i8), #[case] end: (i16, i8, i8)) {
    let expected = When::Range { start: date(start.0, start.1, start.2), end: date(end.0, end.1, end.2) };
    assert_eq!(past(phrase), expected);
}

#[test]
fn open_sides_reach_the_end_of_the_calendar() {
    assert_eq!(past("since May"), When::Range { start: date(2025, 5, 1), end: Date::MAX });
    assert_eq!(past("before 2010"), When::Range { start: Date::MIN, end: date(2010, 1, 1) });
    assert_eq!(past("no later than 1 June"), When::Range { start: Date::MIN, end: date(2025, 6, 1) });
    assert_eq!(past("2024 or later"), When::Range { start: date(2024, 1, 1), end: Date::MAX });
    assert_eq!(past("later than 2024"), When::Range { start: date(2025, 1, 1), end: Date::MAX });
    assert_eq!(past("June 2024 or earlier"), When::Range { start: Date::MIN, end: date(2024, 7, 1) });
    assert_eq!(past("more than two weeks ago"), When::Range { start: Date::MIN, end: date(2025, 7, 25) });
    assert_eq!(past("as early as May"), When::Range { start: date(2025, 5, 1), end: Date::MAX });
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
#[case("This 7-6 win was the second this month, on Monday 21 people said.", &["this month", "Monday"])]
#[case("Police held 2 last month and 12 last week in a new year crackdown.", &["last month", "last week"])]
#[case("She spoke on Friday and later, on the 18th floor, of year-end figures.", &["Friday"])]
#[case("The bridge shut the weekend of Thanksgiving, she said on the last Friday of July.", &["the weekend of Thanksgiving", "the last Friday of July"])]
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
