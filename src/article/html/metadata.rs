//! What a page says of its article: JSON-LD first, then `OpenGraph` and other `meta` elements, then what readers see.

use std::collections::HashSet;

use super::super::model::{Metadata, Published};
use super::super::moment;
use super::dom::{Dom, Id, ROOT};
use super::json_ld;

/// Everything the page says.
pub(super) fn read(dom: &Dom) -> Metadata {
    let metas = Metas::of(dom);
    let said = json_ld::read(dom).or(metas.read(dom));
    let outlet = said.outlet.clone().unwrap_or_default();
    let mut all = said.or(seen(dom));
    let titles = metas.titles().chain(dom.named("h1").map(|id| dom.words(id)));
    all.title = all.title.map(|title| without_site(title, &outlet, titles));
    let mut names = HashSet::new();
    all.authors.retain(|name| names.insert(name.clone()));
    // Some write "Ana Roe, The Quay" where names belong.
    if all.authors.iter().any(|name| !is_outlet(name, &outlet)) {
        all.authors.retain(|name| !is_outlet(name, &outlet));
    }
    all
}

/// Whether `name` is that of the outlet, or one in the other: "Quay News" of "The Quay News", "quay.example".
fn is_outlet(name: &str, outlet: &str) -> bool {
    let fold =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (name, outlet) = (fold(name), fold(outlet));
    name.len() > 2 && outlet.len() > 2 && (name.contains(&outlet) || outlet.contains(&name))
}

/// `title` as another of the page's titles has it, where that is the same less the outlet's name: "Ferry stops | Quay".
fn without_site(title: String, outlet: &str, mut others: impl Iterator<Item = String>) -> String {
    let shorter = |other: &String| {
        let rest = title.strip_prefix(other.as_str()).map(str::trim_start);
        let rest = rest.and_then(|rest| rest.strip_prefix(['|', '-', '–', '—', '·', '•', '»', ':']));
        rest.is_some_and(|site| is_outlet(site, outlet))
    };
    others.find(|other| !other.is_empty() && shorter(other)).unwrap_or(title)
}

/// What sites call the title in `meta` elements.
const TITLES: &[&str] = &["og:title", "twitter:title", "sailthru.title", "parsely-title", "dc.title", "headline"];

/// The `meta` elements, names in lower case, in the order of the page.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(dom: &Dom) -> Self {
        let pair = |id: Id| {
            let names = ["property", "name", "itemprop", "http-equiv"];
            let name = names.iter().find_map(|key| dom.attribute(id, key))?.trim().to_ascii_lowercase();
            let content = json_ld::plain(dom.attribute(id, "content").or_else(|| dom.attribute(id, "value"))?);
            (!content.is_empty()).then_some((name, content))
        };
        Self(dom.named("meta").filter_map(pair).collect())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.iter().find(|(key, _)| key == name)).map(|(_, content)| content.clone())
    }

    fn titles(&self) -> impl Iterator<Item = String> + '_ {
        let named = self.0.iter().filter(|(name, _)| TITLES.contains(&name.as_str()));
        named.map(|(_, content)| content.clone())
    }

    fn moment(&self, names: &[&str]) -> Option<Published> {
        names.iter().find_map(|name| self.first(&[name]).and_then(|text| moment::published(&text)))
    }

    fn authors(&self) -> Vec<String> {
        let keys = [
            "author",
            "article:author",
            "article:author_name",
            "byl",
            "sailthru.author",
            "parsely-author",
            "dc.creator",
            "dcterms.creator",
            "citation_author",
        ];
        let named = |key: &&str| {
            let all = self.0.iter().filter(|(name, _)| name == key);
            let names: Vec<String> =
                all.map(|(_, content)| content.clone()).filter(|name| !name.contains("://")).collect();
            (!names.is_empty()).then_some(names)
        };
        keys.iter().find_map(named).unwrap_or_default().iter().flat_map(|names| people(names)).collect()
    }

    fn read(&self, dom: &Dom) -> Metadata {
        let canonical = dom.named("link").find(|id| {
            dom.attribute(*id, "rel")
                .is_some_and(|rel| rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical")))
        });
        let canonical = canonical.and_then(|id| dom.attribute(id, "href")).filter(|url| url.starts_with("http"));
        let language =
            dom.named("html").next().and_then(|id| dom.attribute(id, "lang").or_else(|| dom.attribute(id, "xml:lang")));
        let language = language.filter(|tag| !tag.trim().is_empty()).map(|tag| tag.trim().to_owned());
        let tier = self.first(&["article:content_tier", "cxenseparse:content_tier", "content_tier"]);
        Metadata {
            title: self.first(TITLES),
            outlet: self.first(&[
                "og:site_name",
                "application-name",
                "dc.publisher",
                "citation_journal_title",
                "publisher",
            ]),
            authors: self.authors(),
            dateline: None,
            published: self.moment(&[
                "article:published_time",
                "og:article:published_time",
                "datepublished",
                "sailthru.date",
                "parsely-pub-date",
                "dc.date.issued",
                "dc.date",
                "dcterms.created",
                "dcterms.issued",
                "dcterms.date",
                "og:published_time",
                "date",
                "pubdate",
                "publishdate",
                "publish-date",
                "citation_publication_date",
                "datecreated",
            ]),
            modified: self
                .moment(&["article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified"])
                .map(|moment| moment.text),
            url: canonical.map(str::to_owned).or_else(|| self.first(&["og:url"])).filter(|url| url.starts_with("http")),
            language: language.or_else(|| self.first(&["content-language", "og:locale", "dc.language", "language"])),
            paywalled: tier.filter(|tier| tier != "free").map(|_| true),
        }
    }
}

/// What stands on the page itself.
fn seen(dom: &Dom) -> Metadata {
    let itemprop = |wanted: &str| {
        let wanted = wanted.to_owned();
        let has = move |id: &Id| {
            dom.attribute(*id, "itemprop").is_some_and(|props| props.split_whitespace().any(|prop| prop == wanted))
        };
        dom.descend(ROOT, |_| false).filter(has)
    };
    let valued = |id: Id| {
        dom.attribute(id, "content")
            .or_else(|| dom.attribute(id, "datetime"))
            .map_or_else(|| dom.words(id), str::to_owned)
    };
    let heading = || dom.named("h1").map(|id| dom.words(id)).find(|words| !words.is_empty());
    let title = || dom.named("title").map(|id| dom.words(id)).find(|words| !words.is_empty());
    let authors = itemprop("author").map(|id| {
        let named = dom.descend(id, |_| false).find(|id| dom.attribute(*id, "itemprop") == Some("name"));
        named.map_or_else(|| dom.words(id), valued)
    });
    let mut authors: Vec<String> = authors.flat_map(|names| people(&names)).collect();
    if authors.is_empty() {
        let linked = dom.named("a").filter(|id| {
            dom.attribute(*id, "rel").is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "author"))
        });
        authors = linked.flat_map(|id| people(&dom.words(id))).collect();
    }
    if authors.is_empty() {
        let called =
            |id: &Id| dom.attribute(*id, "class").is_some_and(|class| class.to_ascii_lowercase().contains("byline"));
        let lines = dom.descend(ROOT, |_| false).filter(called).map(|id| dom.words(id));
        // With "By" in front it is a name, else it may be a date or a place.
        let mut named =
            lines.filter(|words| words.len() < 120 && words.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")));
        authors = named.next().map(|words| people(&words)).unwrap_or_default();
    }
    authors.dedup();
    let times = || dom.named("time").filter_map(|id| dom.attribute(id, "datetime")).find_map(moment::published);
    Metadata {
        title: itemprop("headline").map(valued).find(|words| !words.is_empty()).or_else(heading).or_else(title),
        authors,
        published: itemprop("datePublished").find_map(|id| moment::published(&valued(id))).or_else(times),
        modified: itemprop("dateModified").find_map(|id| moment::published(&valued(id))).map(|moment| moment.text),
        ..Metadata::default()
    }
}

/// The names in "By Ana Roe and Bo Dun".
fn people(names: &str) -> Vec<String> {
    let bare = ["By ", "by ", "BY "].iter().find_map(|by| names.strip_prefix(by)).unwrap_or(names);
    if bare.len() > 200 {
        return Vec::new();
    }
    let parts = bare.replace(" and ", ", ").replace(" & ", ", ").replace(';', ",");
    let mut names: Vec<String> = Vec::new();
    for name in parts.split(", ").map(|name| name.trim().trim_end_matches(',')).filter(|name| !name.is_empty()) {
        match names.last_mut() {
            Some(before) if before.contains(' ') && is_degree(name) => {
                before.push_str(", ");
                before.push_str(name);
            }
            _ => names.push(name.to_owned()),
        }
    }
    names
}

/// Whether `word` follows a name and is none: "MD", "Ph.D.", "Jr.".
fn is_degree(word: &str) -> bool {
    let letters: String = word.chars().filter(|c| *c != '.').collect();
    let shouted = (2..=4).contains(&letters.len()) && letters.chars().all(|c| c.is_ascii_uppercase());
    shouted || matches!(letters.as_str(), "Jr" | "Sr" | "PhD" | "Esq" | "MSc" | "BSc")
}
