//! The nearest known words to an unknown one, for error messages.

/// At most this many are offered.
const OFFERED: usize = 3;
/// Longer texts are not compared: nobody mistypes a page.
const LONGEST: usize = 120;
/// Fewer letters say too little of how a word goes on.
const SHORTEST_BEGINNING: usize = 2;

/// The known words nearest to `found`, nearest first; words more than a third of their letters away are not near. If none is near, those
/// that begin with `found`, the shortest first: whoever wrote `lower` may have meant `lower_bound`.
pub(crate) fn nearest<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let found: Vec<char> = found.chars().flat_map(char::to_lowercase).take(LONGEST.saturating_add(1)).collect();
    if found.len() > LONGEST {
        return Vec::new();
    }
    let mut longer: Vec<(usize, &str)> = Vec::new();
    let mut candidates: Vec<(usize, &str)> = known
        .filter_map(|word| {
            let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
            if found.len() >= SHORTEST_BEGINNING && letters.starts_with(&found) {
                longer.push((letters.len(), word));
            }
            let allowed = letters.len().max(found.len()).div_ceil(3);
            // So many letters more or fewer are at least so many edits.
            if letters.len().abs_diff(found.len()) > allowed {
                return None;
            }
            distance(&found, &letters, allowed).map(|distance| (distance, word))
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

/// Levenshtein distance: insertions, deletions and replacements of one letter. None if there are more than so many: a file in which every
/// name is wrong has each held against every known one, and nearly all of them are far away after a few letters.
fn distance(left: &[char], right: &[char], most: usize) -> Option<usize> {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, letter) in left.iter().enumerate() {
        let mut diagonal = index;
        let mut previous = index.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = previous;
        }
        let mut least = previous;
        for (cell, other) in row.iter_mut().skip(1).zip(right) {
            let replaced = diagonal.saturating_add(usize::from(letter != other));
            diagonal = *cell;
            previous = replaced.min(previous.saturating_add(1)).min(diagonal.saturating_add(1));
            *cell = previous;
            least = least.min(previous);
        }
        // What follows makes it no less.
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_single_letter_edits() {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        // The textbook cases.
        for (left, right, edits) in [
            ("kitten", "sitting", 3),
            ("", "abc", 3),
            ("abc", "", 3),
            ("flaw", "lawn", 2),
            ("孕产妇死亡率", "孕产妇死亡", 1),
            ("same", "same", 0),
        ] {
            for most in 0..6 {
                let expected = (edits <= most).then_some(edits);
                assert_eq!(distance(&letters(left), &letters(right), most), expected, "{left}, {right}, {most}");
            }
        }
    }

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
        assert_eq!(nearest("infant_mortalty_rate", known.into_iter()), ["infant_mortality_rate"]);
        assert!(nearest("zzz", known.into_iter()).is_empty());
        // A beginning, but only if nothing is nearer.
        assert_eq!(nearest("maternal", known.into_iter()), ["maternal_mortality_ratio"]);
        assert_eq!(nearest("caries", ["caries_at_12", "carries"].into_iter()), ["carries"]);
        assert!(nearest("m", known.into_iter()).is_empty());
        assert!(nearest(&"a".repeat(1_000_000), known.into_iter()).is_empty());
    }
}
