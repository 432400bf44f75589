//! The axes of a judgement beside the status. They are never mixed: how good a source is, how likely what it says is,
//! how sure the analyst is, and which of two questions the status answers.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! rating {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal, $gloss:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$about])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every value, in the order in which they are offered.
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$variant),*];

            /// As it stands in documents and filters.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// What it means, in a few words.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $gloss,)* }
            }

            /// The value that is written `word`, in capitals or not.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.name().eq_ignore_ascii_case(word))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.pad(self.name())
            }
        }
    };
}

rating! {
    /// How far a source can be relied on: the letters of the Admiralty scale. Belongs to the source, not to a claim.
    Reliability {
        /// No doubt about it.
        A = "A", "completely reliable";
        /// Minor doubts.
        B = "B", "usually reliable";
        /// Doubts, but right in the past.
        C = "C", "fairly reliable";
        /// Considerable doubts.
        D = "D", "not usually reliable";
        /// Wrong in the past.
        E = "E", "unreliable";
        /// Nothing to judge it by, as with a source that is new.
        F = "F", "cannot be judged";
    }
}

rating! {
    /// How likely a piece of information is by itself: the digits of the Admiralty scale.
    Credibility {
        /// Others say so independently.
        One = "1", "confirmed by other sources";
        /// Logical and in line with what is known.
        Two = "2", "probably true";
        /// Reasonable, not corroborated.
        Three = "3", "possibly true";
        /// Not logical, not corroborated.
        Four = "4", "doubtful";
        /// Contradicted by what is known.
        Five = "5", "improbable";
        /// Nothing to judge it by.
        Six = "6", "cannot be judged";
    }
}

rating! {
    /// How sure the analyst is of the judgement. The extraction's own confidence belongs to the statement.
    AnalystConfidence {
        /// It rests on little.
        Low = "low", "little to rest it on";
        /// Credible, but open to other readings.
        Moderate = "moderate", "credible, open to other readings";
        /// It rests on good evidence.
        High = "high", "good evidence";
    }
}

rating! {
    /// Which question the status answers.
    Layer {
        /// Whether it is so.
        Content = "content", "that it is so";
        /// Whether the source said it.
        Attribution = "attribution", "that they said it";
    }
}

#[expect(clippy::derivable_impls, reason = "the macro gives no variant an attribute of its own")]
impl Default for Layer {
    fn default() -> Self {
        Self::Content
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_is_read_as_it_is_written() {
        for one in Reliability::ALL {
            assert_eq!(Reliability::parse(&one.to_string().to_lowercase()), Some(one));
            assert_eq!(serde_json::to_string(&one).unwrap(), format!("\"{one}\""));
        }
        for one in Credibility::ALL {
            assert_eq!(serde_json::from_str::<Credibility>(&format!("\"{one}\"")).unwrap(), one);
        }
        assert_eq!(AnalystConfidence::parse("Moderate"), Some(AnalystConfidence::Moderate));
        assert_eq!(Layer::parse("truth"), None);
    }
}
