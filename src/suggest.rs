//! The nearest known words to an unknown one, for error messages.

use crate::edit_distance::Pattern;

/// At most this many are offered.
const OFFERED: usize = 3;
/// Fewer letters say too little of how a word goes on.
const SHORTEST_BEGINNING: usize = 2;

/// The known words nearest to `found`, nearest first; words more than a third of their letters away are not near. If none is near, those
/// that begin with `found`, the shortest first: whoever wrote `lower` may have meant `lower_bound`.
pub(crate) fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    nearest_of(found, &mut known.into_iter())
}

/// One for all kinds of iterators: the library is embedded, and this is no place that has to be fast.
fn nearest_of(found: &str, known: &mut dyn Iterator<Item = &str>) -> Vec<String> {
    let found: Vec<char> = lower_case(found).take(Pattern::LONGEST.saturating_add(1)).collect();
    // Nobody mistypes a page.
    let Some(pattern) = Pattern::of(&found) else { return Vec::new() };
    let mut longer: Vec<(usize, &str)> = Vec::new();
    let mut letters: Vec<char> = Vec::new();
    let mut candidates: Vec<(usize, &str)> = known
        .filter_map(|word| {
            let length = word.chars().count();
            if found.len() >= SHORTEST_BEGINNING && lower_case(word).take(found.len()).eq(found.iter().copied()) {
                longer.push((length, word));
            }
            let allowed = length.max(found.len()).div_ceil(3);
            // So many letters more or fewer are at least so many edits.
            if length.abs_diff(found.len()) > allowed {
                return None;
            }
            letters.clear();
            letters.extend(lower_case(word));
            pattern.distance(&letters, allowed).map(|distance| (distance, word))
        })
        .collect();
    if candidates.is_empty() {
        longer.sort_unstable();
        longer.dedup();
        return longer.into_iter().take(OFFERED).map(|(_, word)| word.to_owned()).collect();
    }
    candidates.sort_unstable();
    candidates.dedup();
    // A word twice as far away as the nearest one is not what was meant.
    let farthest = candidates.first().map_or(0, |(nearest, _)| nearest.saturating_mul(2));
    let near = candidates.into_iter().take_while(|(distance, _)| *distance <= farthest);
    near.take(OFFERED).map(|(_, word)| word.to_owned()).collect()
}

/// A letter for a letter: those few that would become two stay as they are.
fn lower_case(word: &str) -> impl Iterator<Item = char> {
    word.chars().map(|letter| {
        if letter.is_ascii() {
            return letter.to_ascii_lowercase();
        }
        let mut lower = letter.to_lowercase();
        lower.next().filter(|_| lower.len() == 0).unwrap_or(letter)
    })
}

/// Whether one word becomes another by one letter more, less or different, or by two neighbours changing places.
pub(crate) fn is_one_slip_away(word: &str, other: &str) -> bool {
    let same = |(left, right): &(char, char)| left == right;
    let front = word.chars().zip(other.chars()).take_while(same).count();
    let (word, other): (Vec<char>, Vec<char>) =
        (word.chars().skip(front).collect(), other.chars().skip(front).collect());
    let back = word.iter().rev().zip(other.iter().rev()).take_while(|(left, right)| left == right).count();
    let middle = |word: &[char]| word.get(..word.len().saturating_sub(back)).unwrap_or_default().to_vec();
    match (middle(&word).as_slice(), middle(&other).as_slice()) {
        ([first, second], [third, fourth]) => first == fourth && second == third,
        ([], []) => false,
        (word, other) => word.len() <= 1 && other.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_letter_or_two_that_change_places() {
        for slip in ["urbn", "urbann", "urben", "urbna", "rban", "xurban", "ruban"] {
            assert!(is_one_slip_away(slip, "urban"), "{slip}");
        }
        for other in ["urban", "rural", "urb", "nabru", "burna", ""] {
            assert!(!is_one_slip_away(other, "urban"), "{other}");
        }
    }

    #[test]
    fn nearest_first_and_nothing_far_away() {
        let known = ["maternal_mortality_ratio", "infant_mortality_rate", "caries_at_12"];
        assert_eq!(nearest("infant_mortalty_rate", known), ["infant_mortality_rate"]);
        assert!(nearest("zzz", known).is_empty());
        // A beginning, but only if nothing is nearer.
        assert_eq!(nearest("maternal", known), ["maternal_mortality_ratio"]);
        assert_eq!(nearest("caries", ["caries_at_12", "carries"]), ["carries"]);
        assert!(nearest("m", known).is_empty());
        assert!(nearest(&"a".repeat(1_000_000), known).is_empty());
    }
}
