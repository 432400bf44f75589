//! Mails: the newest body without the mails quoted under it, and what is attached. Pages saved as MHTML are mails, too.

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::draft::{Draft, Fault, Loader};
use super::formats::Format;
use super::model::Metadata;
use super::{forwarded, html, moment, parse};

/// Mails that a folder may hold.
const MAILS: usize = 10_000;

/// The mail and whatever is attached to it that is an article itself.
pub(super) fn articles(bytes: &[u8], depth: usize) -> Result<Vec<Draft>, Fault> {
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or_else(|| Fault::new("not readable as a mail; save it anew as EML"))?;
    let (mut drafts, mut warnings) = (Vec::new(), Vec::new());
    for part in message.attachments() {
        attached(part, depth, &mut drafts, &mut warnings);
    }
    let forwarded = plain(&message).and_then(|text| forwarded::article(text, newest));
    let has_forwarded = forwarded.is_some();
    drafts.splice(0..0, forwarded);
    match body(&message) {
        Some((text, cut)) => {
            if cut && has_forwarded {
                warnings.insert(0, "the mail forwarded in this one is an article of its own".to_owned());
            } else if cut {
                warnings.insert(0, "the mails quoted under the newest one are left out".to_owned());
            }
            let draft = Draft {
                text,
                meta: metadata(&message),
                loader: Some(Loader::of(Format::Mail)),
                warnings,
                ..Draft::default()
            };
            drafts.insert(0, draft);
        }
        None => match drafts.first_mut() {
            Some(first) => first.warnings.extend(warnings),
            None => return Err(Fault::new("the mail holds no text, and nothing attached to it does")),
        },
    }
    Ok(drafts)
}

/// The mails of a folder, in its order, each with what is attached to it.
pub(super) fn folder(bytes: &[u8], depth: usize) -> Result<Vec<Draft>, Fault> {
    let (mut drafts, mut left_out) = (Vec::new(), 0_usize);
    for (at, mail) in MessageIterator::new(bytes).enumerate() {
        match mail.ok().filter(|_| at < MAILS).map(|mail| articles(mail.contents(), depth)) {
            Some(Ok(found)) => drafts.extend(found),
            _ => left_out += 1,
        }
    }
    match drafts.first_mut() {
        Some(first) if left_out > 0 => first
            .warnings
            .push(format!("{left_out} mails of the folder hold no text or cannot be read and are left out")),
        Some(_) => {}
        None => return Err(Fault::new("the mail folder holds no mail with text")),
    }
    Ok(drafts)
}

/// The page in an MHTML file.
pub(super) fn page(bytes: &[u8]) -> Result<Draft, Fault> {
    let message =
        MessageParser::default().parse(bytes).ok_or_else(|| Fault::new("not readable as MHTML; save the page anew"))?;
    let html = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(html) => Some((part, html)),
        _ => None,
    });
    let (part, html) = html.ok_or_else(|| Fault::new("the MHTML file holds no page; save it anew from the browser"))?;
    let draft = html::page(html.as_bytes(), None)?;
    let saved = message.header_raw("Snapshot-Content-Location").map(|url| url.trim().to_owned());
    let seen = Metadata {
        title: message.subject().map(str::to_owned),
        url: saved.or_else(|| part.content_location().map(str::to_owned)).filter(|url| url.starts_with("http")),
        ..Metadata::default()
    };
    Ok(Draft { meta: draft.meta.clone().or(seen), loader: Some(Loader::of(Format::Mhtml)), ..draft })
}

fn attached(part: &MessagePart<'_>, depth: usize, drafts: &mut Vec<Draft>, warnings: &mut Vec<String>) {
    let name = part.attachment_name().unwrap_or("without a name").to_owned();
    let kind = part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("*")));
    let kind = kind.unwrap_or_else(|| "of no stated kind".to_owned());
    let media = ["image/", "audio/", "video/", "font/"].iter().any(|media| kind.starts_with(media));
    let bytes = match &part.body {
        PartType::Message(inner) => inner.raw_message(),
        _ => part.contents(),
    };
    let found = if media { None } else { parse::inside(bytes, None, depth).ok() };
    match found {
        Some(found) => drafts.extend(
            found.into_iter().map(|draft| Draft { label: draft.label.or_else(|| Some(name.clone())), ..draft }),
        ),
        None => warnings.push(format!("the attachment `{name}` ({kind}) is no article and left out")),
    }
}

fn metadata(message: &Message<'_>) -> Metadata {
    let senders = message.from().into_iter().flat_map(Address::iter);
    let names = senders.filter_map(|sender| sender.name().or(sender.address()).map(str::to_owned));
    let date = message.date().map(mail_parser::DateTime::to_rfc3339);
    let language = message.content_language().as_text().map(str::to_owned);
    Metadata {
        title: message.subject().map(str::trim).filter(|subject| !subject.is_empty()).map(str::to_owned),
        authors: names.collect(),
        published: date.and_then(|date| moment::published(&date)),
        language,
        ..Metadata::default()
    }
}

/// The newest body, and whether anything quoted was cut off it. Of two forms of one body the plain one is taken: it is
/// what the sender's program thinks the words are.
fn body(message: &Message<'_>) -> Option<(String, bool)> {
    let plain = plain(message).map(newest);
    if let Some((text, cut)) = plain.filter(|(text, _)| !text.trim().is_empty()) {
        return Some((text, cut));
    }
    let rich = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html::mail(html)),
        _ => None,
    });
    rich.filter(|(text, _)| !text.is_empty())
}

/// The body in plain text, if there is one.
fn plain<'a>(message: &'a Message<'_>) -> Option<&'a str> {
    message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    })
}

/// What stands above the mails quoted in `text`, and whether there are any.
fn newest(text: &str) -> (String, bool) {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.lines().collect();
    let mut end = lines.len();
    let mut cut = false;
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim();
        let rest = || lines.iter().skip(at + 1).map(|line| line.trim()).filter(|line| !line.is_empty());
        let said =
            bare.ends_with(':') && (bare.contains(" wrote") || bare.contains(" writes")) || bare.ends_with("wrote:");
        let introduced = said && rest().next().is_some_and(|next| next.starts_with('>'));
        let original =
            bare.starts_with("-----") && bare.to_lowercase().contains("original message") || forwarded::begins(bare);
        let outlook = bare.starts_with("From:")
            && rest()
                .take(4)
                .filter(|next| ["Sent:", "To:", "Subject:", "Date:"].iter().any(|key| next.starts_with(key)))
                .count()
                >= 2;
        if introduced || original || outlook {
            (end, cut) = (at, true);
            break;
        }
        if *line == "-- " {
            end = at;
            break;
        }
    }
    // "On Monday, … <a@b>" and "wrote:" on two lines.
    if cut
        && end > 0
        && lines.get(end).is_some_and(|line| line.trim() == "wrote:")
        && lines.get(end - 1).is_some_and(|line| line.starts_with("On "))
    {
        end -= 1;
    }
    let kept: Vec<&str> = lines.iter().take(end).copied().collect();
    // What is quoted at the very end without a word before it.
    let quoted = kept.iter().rev().take_while(|line| line.starts_with('>') || line.trim().is_empty()).count();
    let marked = kept.iter().rev().take(quoted).filter(|line| line.starts_with('>')).count();
    let kept = if marked > 2 && quoted < kept.len() { kept.get(..kept.len() - quoted).unwrap_or(&kept) } else { &kept };
    (format!("{}\n", kept.join("\n").trim()), cut || marked > 2)
}
