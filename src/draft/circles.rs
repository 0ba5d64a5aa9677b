//! What leads back to where it began.
//!
//! An order is not strict, so that a circle of orders, `a ≤ b` and `b ≤ a`, could be kept by figures that are all equal. No plan means
//! that: whoever writes a circle has turned one order round. Sums have no circles, and `same` holds in both directions.

use super::names::Names;
use super::words::quoted;
use super::{RelationDraft, Site};
use crate::relation::Relation;

/// How many ids of a circle a message names.
const SHOWN: usize = 5;

/// The ids of a circle; of a long one, the first.
pub(super) fn told<'a>(circle: impl Iterator<Item = &'a str>, arrow: &str) -> String {
    let mut shown: Vec<String> = circle.take(SHOWN.saturating_add(1)).map(quoted).collect();
    let first = shown.first().cloned();
    if let Some(further) = shown.get_mut(SHOWN) {
        "…".clone_into(further);
    }
    shown.extend(first);
    format!("a circle: {}", shown.join(arrow))
}

/// An order as an arrow to what is never less. One of an older registry has no site.
struct Edge<'d, S> {
    greater: &'d str,
    site: Option<&'d S>,
}

/// An indicator on the way from where the search began.
struct Step<'d, 'e, S> {
    id: &'d str,
    /// The order that led here, if it can be reported.
    site: Option<&'d S>,
    rest: std::slice::Iter<'e, Edge<'d, S>>,
}

/// Calls `report` for every circle of orders with an order in it that is new, and the circle in words. It is the order that closes the
/// circle or, if that is an old one, the last new one before. Without the orders that close circles there are no circles, so that
/// telling those tells all, and the effort grows with the orders alone.
pub(super) fn of_orders<'d, S: Site>(
    old: impl Iterator<Item = &'d Relation>,
    new: &'d [RelationDraft<S>],
    report: impl Fn(&S, &str),
) {
    let new = new.iter().map(|draft| (&draft.relation, Some(&draft.site)));
    let orders = old.map(|relation| (relation, None)).chain(new).filter_map(|(relation, site)| match relation {
        // One indicator in both places is a mistake of its own.
        Relation::Order { lesser, greater } if lesser != greater => Some((lesser.as_ref(), Edge { greater, site })),
        _ => None,
    });
    let mut edges: Names<Vec<Edge<'d, S>>> = Names::new();
    let mut begins: Vec<&str> = Vec::new();
    for (lesser, edge) in orders {
        match edges.get_mut(lesser) {
            Some(edges) => edges.push(edge),
            None => _ = edges.insert(lesser, vec![edge]),
        }
        begins.push(lesser);
    }
    let step = |id, site| Step { id, site, rest: edges.get(id).map(Vec::as_slice).unwrap_or_default().iter() };
    // Where an indicator stands on the path; none once all behind it was searched.
    let mut depths: Names<Option<usize>> = Names::new();
    for begin in begins {
        if depths.has(begin) {
            continue;
        }
        let mut path = vec![step(begin, None)];
        depths.insert(begin, Some(0));
        while let Some(last) = path.last_mut() {
            let Some(edge) = last.rest.next() else {
                depths.insert(last.id, None);
                path.pop();
                continue;
            };
            match depths.get(edge.greater) {
                Some(None) => {}
                Some(Some(depth)) => {
                    let circle = path.get(*depth..).unwrap_or_default();
                    let before = || circle.iter().skip(1).rev().find_map(|step| step.site);
                    if let Some(site) = edge.site.or_else(before) {
                        report(site, &told(circle.iter().map(|step| step.id), " ≤ "));
                    }
                }
                None => {
                    depths.insert(edge.greater, Some(path.len()));
                    path.push(step(edge.greater, edge.site));
                }
            }
        }
    }
}
