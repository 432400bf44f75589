//! How lists merge: entries by their ids, elements as they were added and removed, history by its moments.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{Merger, Taken};

impl Merger<'_> {
    /// Entries with ids. Ours keep their order; one that only the other side has stands behind the one it stands behind
    /// there.
    pub(super) fn entries(&mut self, base: &[Value], ours: &[Value], theirs: &[Value]) -> Vec<Value> {
        let mut order: Vec<&str> = ours.iter().filter_map(id).collect();
        let known: HashSet<&str> = order.iter().copied().collect();
        let mut before: Option<&str> = None;
        for name in theirs.iter().filter_map(id) {
            if !known.contains(name) {
                let at = before.and_then(|before| order.iter().position(|one| *one == before)).map_or(0, |at| at + 1);
                order.insert(at, name);
            }
            before = Some(name);
        }
        let index = |list: &'_ [Value]| -> std::collections::HashMap<String, usize> {
            list.iter().enumerate().filter_map(|(at, one)| Some((id(one)?.to_owned(), at))).collect()
        };
        let (in_base, in_ours, in_theirs) = (index(base), index(ours), index(theirs));
        let mut merged = Vec::with_capacity(order.len());
        for name in order {
            let get = |list: &'_ [Value], at: Option<&usize>| at.and_then(|at| list.get(*at)).cloned();
            let (was, our, their) =
                (get(base, in_base.get(name)), get(ours, in_ours.get(name)), get(theirs, in_theirs.get(name)));
            self.path.push(name.to_owned());
            let none = Map::new();
            let value = match (&our, &their) {
                (Some(Value::Object(our)), Some(Value::Object(their))) if our != their => {
                    let was = was.as_ref().and_then(Value::as_object).unwrap_or(&none);
                    Some(Value::Object(self.maps(was, our, their)))
                }
                _ => self.values(was.as_ref(), our.as_ref(), their.as_ref()),
            };
            merged.extend(value);
            self.path.pop();
        }
        merged
    }

    /// Elements of any kind: what either side added is there, what either side removed is not.
    pub(super) fn elements(&mut self, base: &[Value], ours: &[Value], theirs: &[Value]) -> Vec<Value> {
        let (added, removed) = (without(theirs, base), without(base, theirs));
        let mut merged = without(ours, &removed);
        let added = without(&added, &without(ours, base));
        if !added.is_empty() || removed.iter().any(|one| ours.contains(one)) {
            merged.extend(added);
            self.taken.push(Taken { path: self.path.clone(), value: Some(Value::Array(merged.clone())) });
        }
        merged
    }
}

/// The history: like elements, with what either side added in the order of time.
pub(super) fn history(base: &[Value], ours: &[Value], theirs: &[Value]) -> Vec<Value> {
    let gone: Vec<Value> = without(base, ours).into_iter().chain(without(base, theirs)).collect();
    let mut merged = without(base, &gone);
    let ours = without(ours, base);
    let theirs = without(&without(theirs, base), &ours);
    let mut new: Vec<Value> = ours.into_iter().chain(theirs).collect();
    let field = |one: &Value, name: &str| one.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let moment = |one: &Value| field(one, "at").parse::<Timestamp>().ok();
    new.sort_by_cached_key(|one| (moment(one), field(one, "by"), field(one, "set"), field(one, "to")));
    merged.extend(new);
    merged
}

fn id(entry: &Value) -> Option<&str> {
    entry.get("id").and_then(Value::as_str)
}

/// The elements of `list` without those of `less`, each as often as it stands there.
fn without(list: &[Value], less: &[Value]) -> Vec<Value> {
    let mut less: Vec<&Value> = less.iter().collect();
    let mut stays = |one: &&Value| match less.iter().position(|other| other == one) {
        Some(at) => {
            less.swap_remove(at);
            false
        }
        None => true,
    };
    list.iter().filter(|one| stays(one)).cloned().collect()
}
