//! What on a page is no article: told by the names of elements and by what sites call their parts.

use super::dom::{Dom, Id};

/// Elements whose words nobody reads as the story.
const ELEMENTS: &[&str] = &[
    "head",
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "math",
    "canvas",
    "object",
    "embed",
    "applet",
    "video",
    "audio",
    "button",
    "input",
    "select",
    "textarea",
    "nav",
    "footer",
    "aside",
    "menu",
    "dialog",
    "map",
    "frameset",
    "frame",
    "datalist",
    "progress",
    "meter",
    "title",
    "amp-ad",
    "amp-embed",
    "amp-iframe",
];

/// Words of class names and ids that name a part beside the story, whole words between marks and capitals.
const WORDS: &[&str] = &[
    "ad",
    "ads",
    "adv",
    "advert",
    "adverts",
    "advertising",
    "advertisement",
    "adslot",
    "banner",
    "barrier",
    "bio",
    "blogroll",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "carousel",
    "cookie",
    "cookies",
    "comment",
    "comments",
    "commentlist",
    "consent",
    "copyright",
    "credit",
    "credits",
    "cta",
    "disclaimer",
    "disclosure",
    "discussion",
    "disqus",
    "flyout",
    "footer",
    "form",
    "gallery",
    "gdpr",
    "hidden",
    "infobox",
    "jp",
    "keywords",
    "login",
    "masthead",
    "menu",
    "meta",
    "metadata",
    "modal",
    "more",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paywall",
    "player",
    "popular",
    "popup",
    "postmeta",
    "print",
    "promo",
    "promos",
    "promoted",
    "promotion",
    "pubdate",
    "pullquote",
    "rail",
    "rating",
    "ratings",
    "readmore",
    "recirc",
    "recirculation",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "related",
    "relatedposts",
    "replies",
    "reply",
    "respond",
    "share",
    "sharebar",
    "sharedaddy",
    "sharing",
    "shop",
    "sidebar",
    "signup",
    "skip",
    "slideshow",
    "social",
    "sociable",
    "sponsor",
    "sponsored",
    "sponsors",
    "subscribe",
    "subscription",
    "syndication",
    "taboola",
    "tag",
    "taglist",
    "tags",
    "teaser",
    "teasers",
    "timestamp",
    "toolbar",
    "tools",
    "tooltip",
    "topics",
    "trending",
    "trinity",
    "widget",
    "widgets",
    "upsell",
    "video",
    "noprint",
    "offscreen",
    "zergnet",
    "rollover",
    "addthis",
    "addtoany",
    "optin",
];

/// Parts of class names and ids that say the same wherever they stand.
const PARTS: &[&str] = &[
    "sr-only",
    "screen-reader",
    "visually-hidden",
    "visuallyhidden",
    "a-hidden",
    "hide-for",
    "most-read",
    "mostread",
    "most-popular",
    "more-stories",
    "more-from",
    "read-more",
    "readmore",
    "read-next",
    "up-next",
    "you-may",
    "also-like",
    "social",
    "sharing",
    "newsletter",
    "related",
    "recirc",
    "comment-",
    "-comment",
    "comments",
    "disqus",
    "taboola",
    "outbrain",
    "breadcrumb",
    "sponsor",
    "advert",
    "subscri",
    "paywall",
    "author-",
    "-author",
    "authorbox",
    "byline",
    "post-date",
    "entry-date",
    "publish-date",
    "published-date",
    "pull-quote",
    "key-events",
];

/// Words of class names and ids of parts that are no story however long they are: what readers write, what a site asks.
const NEVER: &[&str] = &[
    "comments",
    "commentlist",
    "discussion",
    "disqus",
    "replies",
    "cookie",
    "cookies",
    "consent",
    "cookieconsent",
    "gdpr",
    "onetrust",
    "didomi",
    "truste",
    "usercentrics",
    "cmp2",
];

/// What sites call the words under a picture.
const CAPTIONS: &[&str] = &["caption", "captions", "figcaption", "photocredit", "imagecaption", "wpcaption"];

/// What a paragraph that is none of the story's is called.
const PARAGRAPHS: &[&str] = &["byline", "timestamp", "pubdate", "credit", "copyright"];

/// What sites call posts set into a story.
const EMBEDS: &[&str] = &["twitter-tweet", "social-media-embed", "social-embed", "tweet"];

/// What sites call the story itself. A part called so is never clutter.
const STORY: &[&str] = &[
    "articlebody",
    "article-body",
    "article__body",
    "article_body",
    "articlecontent",
    "article-content",
    "article__content",
    "article_content",
    "article-text",
    "articletext",
    "article__text",
    "body-copy",
    "bodycopy",
    "content-body",
    "content__body",
    "entry-content",
    "entry_content",
    "entrycontent",
    "newsbody",
    "news-body",
    "news-content",
    "post-body",
    "post-content",
    "post_content",
    "postcontent",
    "post__content",
    "rich-text",
    "richtext",
    "story-body",
    "story__body",
    "storybody",
    "story-content",
    "storytext",
    "story-text",
    "text-content",
    "main-content",
    "body-content",
    "content-article",
    "story_content",
    "zn-body",
    "td-post-content",
    "article-page",
];

/// Elements for a line or a paragraph. One called after the story it is in, "post-body-paragraph", is not all of it.
const LINES: &[&str] =
    &["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "ul", "ol", "figure", "blockquote"];

/// Whether `id` is nothing but clutter by its element or because it is hidden.
pub(super) fn is_apart(dom: &Dom, id: Id) -> bool {
    let name = dom.name(id);
    ELEMENTS.contains(&name)
        || dom.attribute(id, "role").is_some_and(|role| {
            matches!(
                role,
                "navigation" | "complementary" | "contentinfo" | "dialog" | "alert" | "search" | "menu" | "toolbar"
            )
        })
}

/// Whether a browser would not show `id`.
pub(super) fn is_hidden(dom: &Dom, id: Id) -> bool {
    let style = || dom.attribute(id, "style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    dom.attribute(id, "hidden").is_some()
        || dom.attribute(id, "aria-hidden") == Some("true")
        || dom.attribute(id, "style").is_some() && {
            let style = style();
            style.contains("display:none")
                || style.contains("visibility:hidden")
                || style.contains("font-size:0;")
                || style.ends_with("font-size:0")
        }
}

/// Whether the site calls `id` the story.
pub(super) fn is_story(dom: &Dom, id: Id) -> bool {
    dom.attribute(id, "itemprop").is_some_and(|prop| prop.eq_ignore_ascii_case("articleBody"))
        || !LINES.contains(&dom.name(id))
            && labels(dom, id).is_some_and(|labels| {
                labels.split_whitespace().any(|label| {
                    let lower = label.to_ascii_lowercase();
                    let after = |name: &str| lower.find(name).and_then(|at| label.get(at + name.len()..));
                    // "article-body__promo" is a part of the body's design, not the body.
                    STORY.iter().filter_map(|name| after(name)).any(|rest| !words(rest).any(|word| is_beside(&word)))
                })
            })
}

fn is_beside(word: &str) -> bool {
    WORDS.contains(&word)
}

/// Whether the site calls `id` what is never a story, however much of the page's prose it has.
pub(super) fn is_never_story(dom: &Dom, id: Id) -> bool {
    matches!(dom.name(id), "div" | "section" | "ol" | "ul")
        && labels(dom, id).is_some_and(|labels| words(&labels).any(|word| NEVER.contains(&word.as_str())))
}

/// Whether the site calls `id` something beside the story.
pub(super) fn is_called_clutter(dom: &Dom, id: Id) -> bool {
    if dom.name(id) == "p" {
        return labels(dom, id).is_some_and(|labels| words(&labels).any(|word| PARAGRAPHS.contains(&word.as_str())));
    }
    if matches!(
        dom.name(id),
        "" | "html"
            | "body"
            | "article"
            | "main"
            | "a"
            | "em"
            | "strong"
            | "b"
            | "i"
            | "tbody"
            | "tr"
            | "td"
            | "th"
            | "figure"
            | "figcaption"
    ) {
        return false;
    }
    let Some(labels) = labels(dom, id) else { return false };
    let lower = labels.to_ascii_lowercase();
    // Posts and pictures set into the story are of the story, whatever else their boxes are called.
    if EMBEDS.iter().any(|embed| lower.contains(embed)) || has_post(dom, id) {
        return false;
    }
    PARTS.iter().any(|part| lower.contains(part)) || words(&labels).any(|word| is_beside(&word))
}

/// Whether a post of a social network stands directly in `id`.
fn has_post(dom: &Dom, id: Id) -> bool {
    dom.children(id).iter().any(|child| {
        dom.name(*child) == "blockquote"
            && dom.attribute(*child, "class").is_some_and(|class| class.contains("twitter"))
    })
}

/// Whether `id` holds the words under a picture.
pub(super) fn is_caption(dom: &Dom, id: Id) -> bool {
    matches!(dom.name(id), "div" | "span" | "p" | "small" | "em" | "ul" | "li")
        && labels(dom, id).is_some_and(|labels| words(&labels).any(|word| CAPTIONS.contains(&word.as_str())))
}

/// The class names and the id of an element, if it has any.
fn labels(dom: &Dom, id: Id) -> Option<String> {
    let class = dom.attribute(id, "class");
    let own = dom.attribute(id, "id");
    let more = ["data-component", "data-module", "data-qa", "data-testid"];
    let more = more.iter().find_map(|name| dom.attribute(id, name));
    let all: Vec<&str> = [class, own, more].into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// The words of names such as `article-header__share` and `relatedPosts`, in lower case.
fn words(labels: &str) -> impl Iterator<Item = String> {
    let mut spaced = String::with_capacity(labels.len() + 8);
    let mut was_lower = false;
    for c in labels.chars() {
        if was_lower && c.is_uppercase() {
            spaced.push(' ');
        }
        was_lower = c.is_lowercase();
        spaced.extend(if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }.to_lowercase());
    }
    spaced.split_whitespace().map(str::to_owned).collect::<Vec<_>>().into_iter()
}
