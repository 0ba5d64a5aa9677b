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
    let found: Vec<char> = lower_case(found).take(LONGEST.saturating_add(1)).collect();
    if found.len() > LONGEST {
        return Vec::new();
    }
    let pattern = Pattern::of(&found);
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
            let distance = match &pattern {
                Some(pattern) => pattern.distance(&letters, allowed),
                None => distance(&found, &letters, allowed),
            };
            distance.map(|distance| (distance, word))
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

/// A word of at most 64 letters, made ready to be held against many: a row of the table of distances is kept as the differences of
/// neighbouring cells, a bit each (G. Myers, *A fast bit-vector algorithm for approximate string matching based on dynamic programming*, Journal of the ACM
/// 46, 1999; with the first row of H. Hyyrö, 2003). A file in which every name is wrong has each held against every known one.
struct Pattern {
    /// The places of each letter, a bit each, for the letters of ASCII and for others.
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
    /// The bit of the last place.
    last: u64,
    length: usize,
}

impl Pattern {
    fn of(letters: &[char]) -> Option<Self> {
        let last = 1_u64.checked_shl(u32::try_from(letters.len().checked_sub(1)?).ok()?)?;
        let mut pattern = Pattern { ascii: [0; 128], others: Vec::new(), last, length: letters.len() };
        let mut bit = 1_u64;
        for letter in letters {
            let number = usize::try_from(u32::from(*letter)).unwrap_or(usize::MAX);
            if let Some(places) = pattern.ascii.get_mut(number) {
                *places |= bit;
            } else if let Some((_, places)) = pattern.others.iter_mut().find(|(other, _)| other == letter) {
                *places |= bit;
            } else {
                pattern.others.push((*letter, bit));
            }
            bit = bit.wrapping_shl(1);
        }
        Some(pattern)
    }

    fn places(&self, letter: char) -> u64 {
        let number = usize::try_from(u32::from(letter)).unwrap_or(usize::MAX);
        let other = || self.others.iter().find(|(other, _)| *other == letter).map_or(0, |(_, places)| *places);
        self.ascii.get(number).copied().unwrap_or_else(other)
    }

    /// As [`distance`].
    fn distance(&self, word: &[char], most: usize) -> Option<usize> {
        // Where a cell is one more than the one above it, and where one less.
        let (mut more, mut less) = (u64::MAX, 0_u64);
        let mut distance = self.length;
        let mut left = word.len();
        for letter in word {
            let same = self.places(*letter);
            let diagonal = (same & more).wrapping_add(more) ^ more | same | less;
            let (right_more, right_less) = (less | !(diagonal | more), more & diagonal);
            if right_more & self.last != 0 {
                distance = distance.saturating_add(1);
            } else if right_less & self.last != 0 {
                distance = distance.saturating_sub(1);
            }
            // A letter makes it less by one at most.
            left = left.saturating_sub(1);
            if distance > most.saturating_add(left) {
                return None;
            }
            let (above_more, above_less) = (right_more << 1 | 1, right_less << 1);
            more = above_less | !(diagonal | above_more);
            less = above_more & diagonal;
        }
        Some(distance).filter(|distance| *distance <= most)
    }
}

/// Levenshtein distance: insertions, deletions and replacements of one letter. None if there are more than so many: nearly all
/// words are far away after a few letters.
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
                if let Some(pattern) = Pattern::of(&letters(left)) {
                    assert_eq!(pattern.distance(&letters(right), most), expected, "{left}, {right}, {most}");
                }
            }
        }
    }

    /// Words of few different letters, of every length up to what a pattern holds and beyond it.
    #[test]
    fn both_ways_to_count_edits_agree() {
        let mut random = fastrand::Rng::with_seed(1);
        let mut word = |longest: usize| -> Vec<char> {
            let length = random.usize(..=longest);
            (0..length).map(|_| ['a', 'b', '率', '死', '_'][random.usize(..5)]).collect()
        };
        let (mut near, mut far) = (0, 0);
        for _ in 0..20_000 {
            for longest in [6, 20, 64] {
                let (left, right) = (word(longest), word(longest));
                let Some(pattern) = Pattern::of(&left) else { continue };
                for most in [0, 2, left.len().max(right.len()).div_ceil(3), 100] {
                    let expected = distance(&left, &right, most);
                    assert_eq!(pattern.distance(&right, most), expected, "{left:?}, {right:?}, {most}");
                    *(if expected.is_some() { &mut near } else { &mut far }) += 1;
                }
            }
        }
        assert!(near > 10_000 && far > 10_000, "{near}, {far}");
        assert!(Pattern::of(&['a'; 64]).is_some() && Pattern::of(&['a'; 65]).is_none() && Pattern::of(&[]).is_none());
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
