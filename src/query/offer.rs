//! What to say where a name is not known: the names that are, the likeliest first.

use super::fold::fold;

/// What `known` calls `part`, or by the only name that begins so; else what would be right.
pub(super) fn pick<T: Copy>(part: &str, known: &[(&str, T)]) -> Result<T, String> {
    let part = fold(part);
    if let Some((_, value)) = known.iter().find(|(name, _)| *name == part) {
        return Ok(*value);
    }
    let starting: Vec<&(&str, T)> = known.iter().filter(|(name, _)| name.starts_with(part.as_str())).collect();
    let names = |of: &[&(&str, T)]| -> Vec<String> { of.iter().map(|(name, _)| (*name).to_owned()).collect() };
    match starting.as_slice() {
        [(_, value)] => Ok(*value),
        [] => Err(format!("there is no `{part}` here; {}", offer(&part, &names(&known.iter().collect::<Vec<_>>())))),
        several => Err(format!("`{part}` could be several; {}", offer(&part, &names(several)))),
    }
}

/// "use a, b or c", the likeliest first.
pub(super) fn offer(typed: &str, names: &[impl AsRef<str>]) -> String {
    let mut names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.sort_by_key(|name| distance(name, typed));
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("use {} or {last}", rest.join(", ")),
        _ => format!("use {}", names.join("")),
    }
}

/// How many letters must be put in, taken out or changed to get from `one` to `other`.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (from, a) in one.chars().enumerate() {
        let mut diagonal = from;
        let mut left = from + 1;
        row[0] = left;
        for (cell, b) in row.iter_mut().skip(1).zip(other.chars()) {
            let changed = diagonal + usize::from(a != b);
            diagonal = *cell;
            left = changed.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_will_do_and_a_whole_name_is_never_in_doubt() {
        let known = [("no", 1), ("no-comment", 2), ("fact", 3)];
        assert_eq!(pick("no", &known), Ok(1));
        assert_eq!(pick("NO-", &known), Ok(2));
        assert_eq!(pick("n", &known), Err("`n` could be several; use no or no-comment".into()));
        assert_eq!(pick("fcat", &known), Err("there is no `fcat` here; use fact, no or no-comment".into()));
    }
}
