//! The mail that another forwards in its text: for a desk that is where the news is, below a line of "for your
//! information".

use super::draft::{Draft, Loader};
use super::formats::Format;
use super::model::Metadata;
use super::moment;

/// Whether `line` says that a forwarded mail begins.
pub(super) fn begins(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    lower.starts_with("-----") && lower.contains("forwarded message") || lower == "begin forwarded message:"
}

/// The mail forwarded in `text`: its words as `newest` finds them, and what its header lines say.
pub(super) fn article(text: &str, newest: impl Fn(&str) -> (String, bool)) -> Option<Draft> {
    let text = text.replace("\r\n", "\n");
    let mut rest = text.lines().skip_while(|line| !begins(line)).skip(1).skip_while(|line| line.trim().is_empty());
    let mut meta = Metadata::default();
    for line in rest.by_ref() {
        let Some((name, value)) = line.split_once(':').filter(|_| !line.trim().is_empty()) else { break };
        let value = value.trim().trim_matches('*').trim();
        match name.trim().trim_matches('*').to_lowercase().as_str() {
            "from" => {
                meta.authors = vec![value.split('<').next().unwrap_or_default().trim().trim_matches('"').to_owned()];
            }
            "subject" => meta.title = Some(value.to_owned()),
            "date" | "sent" => meta.published = moment::published(value),
            _ => {}
        }
    }
    meta.authors.retain(|name| !name.is_empty());
    let (text, cut) = newest(&rest.collect::<Vec<_>>().join("\n"));
    let warnings = cut.then(|| "the mails quoted under the forwarded one are left out".to_owned());
    let loader = Some(Loader::of(Format::Mail));
    (!text.trim().is_empty()).then(|| Draft {
        text,
        meta,
        loader,
        warnings: warnings.into_iter().collect(),
        ..Draft::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::mail::articles;

    const HEAD: &str =
        "From: Bo Dun <bo@quay.example>\r\nSubject: Fwd: Ferry\r\nDate: Mon, 03 Nov 2031 09:00:00 +0000\r\n\r\n";

    #[test]
    fn a_forwarded_mail_is_an_article_of_its_own() {
        for (own, line) in [
            ("FYI\r\n\r\n", "---------- Forwarded message ---------"),
            ("", "Begin forwarded message:\r\n"),
            ("For you.\r\n", "-------- Forwarded Message --------"),
        ] {
            let mail = format!(
                "{HEAD}{own}{line}\r\nFrom: Ana Roe <ana@quay.example>\r\nDate: Sun, 2 Nov 2031 18:00:00 +0000\r\n\
                 Subject: Ferry to stop\r\nTo: Bo\r\n\r\nThe ferry will stop, said Ada Brandt.\r\n\r\n-- \r\nAna\r\n"
            );
            let drafts = articles(mail.as_bytes(), 0).unwrap();
            let last = drafts.last().unwrap();
            assert_eq!(drafts.len(), 1 + usize::from(!own.is_empty()), "{line}");
            assert_eq!(last.text, "The ferry will stop, said Ada Brandt.\n");
            assert_eq!(last.meta.title.as_deref(), Some("Ferry to stop"));
            assert_eq!(last.meta.authors, ["Ana Roe"]);
            assert_eq!(last.meta.published.as_ref().unwrap().text, "2031-11-02T18:00:00Z");
            if drafts.len() > 1 {
                assert_eq!(drafts[0].text.trim(), own.trim());
                assert!(drafts[0].warnings[0].contains("an article of its own"));
            }
        }
    }

    #[test]
    fn an_answer_forwards_nothing() {
        let mail = format!("{HEAD}It will not stop.\r\n\r\nOn Sunday Ana wrote:\r\n> Will it stop?\r\n");
        let drafts = articles(mail.as_bytes(), 0).unwrap();
        assert_eq!(drafts.len(), 1);
        assert!(drafts[0].warnings[0].contains("are left out"));
    }
}
