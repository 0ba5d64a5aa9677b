//! The nearest known words to an unknown one, for error messages.

/// At most this many are offered.
const OFFERED: usize = 3;
/// Longer texts are not compared: nobody mistypes a page.
const LONGEST: usize = 120;

/// The known words nearest to `found`, nearest first; words more than a third of their letters away are not near.
pub(crate) fn nearest<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let found: Vec<char> = found.chars().flat_map(char::to_lowercase).take(LONGEST.saturating_add(1)).collect();
    if found.len() > LONGEST {
        return Vec::new();
    }
    let mut candidates: Vec<(usize, &str)> = known
        .filter_map(|word| {
            let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
            let allowed = letters.len().max(found.len()).div_ceil(3);
            // So many letters more or fewer are at least so many edits.
            if letters.len().abs_diff(found.len()) > allowed {
                return None;
            }
            let distance = distance(&found, &letters);
            (distance <= allowed).then_some((distance, word))
        })
        .collect();
    candidates.sort_unstable();
    candidates.dedup();
    // A word twice as far away as the nearest one is not what was meant.
    let farthest = candidates.first().map_or(0, |(nearest, _)| nearest.saturating_mul(2));
    let near = candidates.into_iter().take_while(|(distance, _)| *distance <= farthest);
    near.take(OFFERED).map(|(_, word)| word.to_owned()).collect()
}

/// Levenshtein distance: insertions, deletions and replacements of one letter.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, letter) in left.iter().enumerate() {
        let mut diagonal = index;
        let mut previous = index.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = previous;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(right) {
            let replaced = diagonal.saturating_add(usize::from(letter != other));
            diagonal = *cell;
            previous = replaced.min(previous.saturating_add(1)).min(diagonal.saturating_add(1));
            *cell = previous;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_single_letter_edits() {
        let count =
            |left: &str, right: &str| distance(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>());
        // The textbook cases.
        assert_eq!(count("kitten", "sitting"), 3);
        assert_eq!(count("", "abc"), 3);
        assert_eq!(count("abc", ""), 3);
        assert_eq!(count("flaw", "lawn"), 2);
        assert_eq!(count("孕产妇死亡率", "孕产妇死亡"), 1);
    }

    #[test]
    fn nearest_first_and_nothing_far_away() {
        let known = ["maternal_mortality_ratio", "infant_mortality_rate", "caries_at_12"];
        assert_eq!(nearest("infant_mortalty_rate", known.into_iter()), ["infant_mortality_rate"]);
        assert!(nearest("zzz", known.into_iter()).is_empty());
        assert!(nearest(&"a".repeat(1_000_000), known.into_iter()).is_empty());
    }
}
