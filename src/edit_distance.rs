//! The Levenshtein distance of one word to many: insertions, deletions and replacements of one letter.

/// A word made ready to be held against many: a row of the table of distances is kept as the differences of neighbouring cells, a
/// bit each (G. Myers, *A fast bit-vector algorithm for approximate string matching based on dynamic programming*, Journal of the ACM 46, 1999; with the
/// first row of H. Hyyrö, 2003). A file in which every name is wrong has each held against every known one.
pub(crate) struct Pattern {
    /// The places of each letter, a bit each, for the letters of ASCII and for others.
    ascii: [u128; 128],
    others: Vec<(char, u128)>,
    /// The bit of the last place.
    last: u128,
    length: usize,
}

impl Pattern {
    /// So many letters a word may have.
    pub(crate) const LONGEST: usize = 128;

    /// None for a word without letters or with too many.
    pub(crate) fn of(letters: &[char]) -> Option<Self> {
        let last = 1_u128.checked_shl(u32::try_from(letters.len().checked_sub(1)?).ok()?)?;
        let mut pattern = Pattern { ascii: [0; 128], others: Vec::new(), last, length: letters.len() };
        let mut bit = 1_u128;
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

    fn places(&self, letter: char) -> u128 {
        let number = usize::try_from(u32::from(letter)).unwrap_or(usize::MAX);
        let other = || self.others.iter().find(|(other, _)| *other == letter).map_or(0, |(_, places)| *places);
        self.ascii.get(number).copied().unwrap_or_else(other)
    }

    /// None if there are more than so many edits: nearly all words are far away after a few letters.
    pub(crate) fn distance(&self, word: &[char], most: usize) -> Option<usize> {
        // Where a cell is one more than the one above it, and where one less.
        let (mut more, mut less) = (u128::MAX, 0_u128);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, row by row, as every textbook has it.
    fn table(left: &[char], right: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=right.len()).collect();
        for (index, letter) in left.iter().enumerate() {
            let mut next = vec![index + 1];
            for (place, other) in right.iter().enumerate() {
                let replaced = row[place] + usize::from(letter != other);
                next.push(replaced.min(row[place + 1] + 1).min(next[place] + 1));
            }
            row = next;
        }
        row[right.len()]
    }

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
            assert_eq!(table(&letters(left), &letters(right)), edits, "{left}, {right}");
            for most in 0..6 {
                if let Some(pattern) = Pattern::of(&letters(left)) {
                    let expected = (edits <= most).then_some(edits);
                    assert_eq!(pattern.distance(&letters(right), most), expected, "{left}, {right}, {most}");
                }
            }
        }
    }

    /// Words of few different letters, of every length up to what a pattern holds.
    #[test]
    fn both_ways_to_count_edits_agree() {
        let mut random = fastrand::Rng::with_seed(1);
        let mut word = |longest: usize| -> Vec<char> {
            let length = random.usize(..=longest);
            (0..length).map(|_| ['a', 'b', '率', '死', '_'][random.usize(..5)]).collect()
        };
        let (mut near, mut far) = (0, 0);
        for _ in 0..10_000 {
            for longest in [6, 20, 128] {
                let (left, right) = (word(longest), word(longest));
                let Some(pattern) = Pattern::of(&left) else { continue };
                let edits = table(&left, &right);
                for most in [0, 2, left.len().max(right.len()).div_ceil(3), 200] {
                    let expected = Some(edits).filter(|edits| *edits <= most);
                    assert_eq!(pattern.distance(&right, most), expected, "{left:?}, {right:?}, {most}");
                    *(if expected.is_some() { &mut near } else { &mut far }) += 1;
                }
            }
        }
        assert!(near > 10_000 && far > 10_000, "{near}, {far}");
    }

    #[test]
    fn a_pattern_has_one_to_128_letters() {
        assert_eq!(Pattern::of(&['a'; 128]).unwrap().distance(&['a'; 128], 0), Some(0));
        assert!(Pattern::of(&['a'; 129]).is_none() && Pattern::of(&[]).is_none());
    }
}
