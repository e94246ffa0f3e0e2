//! Times as people write them, as they are shown, and as they are in data.

use super::*;
use crate::value::voice::Voice;

fn shown(text: &str) -> Option<(String, String)> {
    Period::parse(text).map(|period| (Voice::default().in_time(period), period.iso()))
}

#[test]
fn what_has_one_meaning_is_read() {
    for (text, words, iso) in [
        ("1 October 2018", "on 1 October 2018", "2018-10-01"),
        ("1st Oct 2018", "on 1 October 2018", "2018-10-01"),
        ("Monday 1 October 2018", "on 1 October 2018", "2018-10-01"),
        ("October 1, 2018", "on 1 October 2018", "2018-10-01"),
        ("01/10/2018", "on 1 October 2018", "2018-10-01"),
        ("1.10.2018", "on 1 October 2018", "2018-10-01"),
        ("2027/03/31", "on 31 March 2027", "2027-03-31"),
        ("Mar-27", "in March 2027", "2027-03"),
        ("Sept 2027", "in September 2027", "2027-09"),
        ("03/2027", "in March 2027", "2027-03"),
        ("Q4 2026/27", "in January to March 2027", "2026-27 Q4"),
        ("FY27", "in 2026-27", "2026-27"),
        ("FY 2026/27", "in 2026-27", "2026-27"),
        ("FY26/27", "in 2026-27", "2026-27"),
        ("end of March 2027", "in March 2027", "2027-03"),
        ("at 31 March 2018", "at 31 March 2018", "2018-03-31"),
        ("Spring 2026", "in spring 2026", "2026-03/2026-05"),
        ("winter 2026/27", "in winter 2026-27", "2026-12/2027-02"),
        ("2014-16", "in 2014 to 2016", "2014-01/2016-12"),
        ("2014-2016", "in 2014 to 2016", "2014-01/2016-12"),
        ("October 2016 to September 2017", "from October 2016 to September 2017", "2016-10/2017-09"),
        ("April to January 2027", "from April 2026 to January 2027", "2026-04/2027-01"),
        ("2014-15 to 2016-17", "from 2014-15 to 2016-17", "2014-04/2017-03"),
        ("3 May 2026 to 7 June 2026", "from 3 May 2026 to 7 June 2026", "2026-05-03/2026-06-07"),
        ("2016-10/2017-09", "from October 2016 to September 2017", "2016-10/2017-09"),
        ("5 years to 2018-19", "in the 5 years to 2018-19", "2014-04/2019-03"),
        ("year to March 2018", "in the year to March 2018", "2017-04/2018-03"),
        ("12 months ending 31 December 2018", "in the year to December 2018", "2018-01/2018-12"),
        ("1/10/18", "on 1 October 2018", "2018-10-01"),
        ("school year 2025/26", "in the school year 2025-26", "2025-09/2026-08"),
        ("2025/26 academic year", "in the school year 2025-26", "2025-09/2026-08"),
    ] {
        assert_eq!(shown(text), Some((words.to_owned(), iso.to_owned())), "{text}");
    }
}

#[test]
fn what_has_several_meanings_is_not() {
    for text in [
        "Q2 2026",
        "early 2027",
        "2018/7",
        "2108/19",
        "2018/20",
        "04/13/2026",
        "March",
        "Mar 27",
        "1-10-18",
        "1/13/18",
        "2026 homes",
        "5 to 7",
        "2027 to 2026",
    ] {
        assert_eq!(shown(text), None, "{text}");
    }
}

#[test]
fn a_year_that_cannot_be_is_nearly_another() {
    for (text, meant) in [("2018/7", "2018-19"), ("2108/19", "2018-19"), ("2018/20", "2018-19"), ("2081/19", "2018-19")]
    {
        assert_eq!(meant_financial_year(text).map(Period::iso).as_deref(), Some(meant), "{text}");
    }
    for (year, meant) in [(2108, Some(2018)), (2107, Some(2017)), (2081, Some(2018)), (2118, Some(2018)), (1948, None)]
    {
        assert_eq!(Period::year_meant(year, 2018, 2019), meant, "{year}");
    }
}
