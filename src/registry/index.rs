//! Which indicators may have an id: a table of the ids' hashes, made when a registry is, or baked.

use std::borrow::Cow;

/// So few ids of one bucket are looked at one after the other.
const FEW: usize = 4;

/// Positions of indicators by the hash of their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct IdIndex {
    /// Where in `positions` each bucket begins, and where the last one ends. The number of buckets is a power of two.
    pub(crate) starts: Cow<'static, [u16]>,
    /// Bucket by bucket; in each, in the order of the ids, so that ids that were made to collide are still found quickly.
    pub(crate) positions: Cow<'static, [u16]>,
}

impl IdIndex {
    /// The index of ids in the order of their positions, of which there are at most 65,535.
    pub(crate) fn of<'a>(ids: impl ExactSizeIterator<Item = &'a str>) -> Self {
        // Twice as many buckets as ids, so that most hold one or none.
        let buckets = ids.len().saturating_mul(2).next_power_of_two();
        let last = u64::try_from(buckets).unwrap_or(u64::MAX).saturating_sub(1);
        let mut sorted: Vec<(u64, &str, u16)> =
            ids.zip(0_u16..=u16::MAX).map(|(id, position)| (hash(id) & last, id, position)).collect();
        sorted.sort_unstable();
        let begin = |bucket| sorted.partition_point(|(other, ..)| *other < bucket);
        let starts = (0..=last.saturating_add(1)).map(|bucket| u16::try_from(begin(bucket)).unwrap_or(u16::MAX));
        let starts = starts.collect::<Vec<u16>>().into();
        IdIndex { starts, positions: sorted.into_iter().map(|(.., position)| position).collect() }
    }

    /// The position of an id, given the ids of all positions.
    #[inline]
    pub(crate) fn find<'a>(&self, id: &str, id_at: impl Fn(u16) -> &'a str) -> Option<u16> {
        let candidates = self.candidates(id);
        if candidates.len() <= FEW {
            // As nearly always: that two ids are the same is told sooner than which one comes first.
            return candidates.iter().copied().find(|position| id_at(*position) == id);
        }
        let place = candidates.binary_search_by(|position| id_at(*position).cmp(id)).ok()?;
        candidates.get(place).copied()
    }

    /// The positions that may have an id, in the order of their ids.
    #[inline]
    fn candidates(&self, id: &str) -> &[u16] {
        let range = || {
            let last = self.starts.len().checked_sub(2)?;
            let bucket = usize::try_from(hash(id) & u64::try_from(last).ok()?).ok()?;
            let [begin, end] = *self.starts.get(bucket..)?.first_chunk::<2>()?;
            self.positions.get(usize::from(begin)..usize::from(end))
        };
        range().unwrap_or_default()
    }
}

/// A hash of an id, sixteen bytes at a step. It is part of the baked plans: another one needs them baked again.
#[inline]
fn hash(id: &str) -> u64 {
    let bytes = id.as_bytes();
    let (chunks, rest) = bytes.as_chunks::<16>();
    let mut hash = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    for chunk in chunks {
        hash = mix(hash, u128::from_le_bytes(*chunk));
    }
    // What is left of a long id is taken together with what was before it.
    let tail = bytes.last_chunk::<16>().map(|chunk| u128::from_le_bytes(*chunk));
    mix(hash, tail.unwrap_or_else(|| rest.iter().fold(0, |tail, byte| tail << 8 | u128::from(*byte))))
}

/// Every bit of both makes a difference: the halves of a product, one over the other.
#[inline]
fn mix(hash: u64, chunk: u128) -> u64 {
    const LOW: u128 = u64::MAX as u128;
    let (low, high) = (chunk & LOW, chunk >> 64);
    // Two factors of 64 bits cannot overflow 128.
    let product = (low ^ 0x9e37_79b9_7f4a_7c15).wrapping_mul(high ^ u128::from(hash) ^ 0xd1b5_4a32_d192_ed03);
    u64::try_from((product ^ (product >> 64)) & LOW).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(index: &IdIndex, ids: &[String], id: &str) -> Option<usize> {
        index.find(id, |position| &ids[usize::from(position)]).map(usize::from)
    }

    #[test]
    fn every_id_is_found_and_no_other() {
        for count in [0, 1, 2, 3, 329, 65_535] {
            let ids: Vec<String> =
                (0..count).map(|number| format!("{}.figure_{number}", "x".repeat(number % 40))).collect();
            let index = IdIndex::of(ids.iter().map(String::as_str));
            // Of so many ids, some share a bucket with more than are looked at one after the other.
            let crowded = ids.iter().any(|id| index.candidates(id).len() > FEW);
            assert!(crowded || count < 65_535);
            for (position, id) in ids.iter().enumerate() {
                assert_eq!(found(&index, &ids, id), Some(position), "{id}");
            }
            for id in ["", "x", "figure_0", ".figure_65535", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"] {
                assert_eq!(found(&index, &ids, id), None, "{id}");
            }
        }
        assert_eq!(found(&IdIndex::default(), &[], "x"), None);
    }

    /// Few ids share a bucket, short ones and those that differ in one place among them.
    #[test]
    fn ids_are_spread() {
        let ids: Vec<String> = (0..1_000).map(|number| format!("plan.domain.{number:03}.of_the_same_length")).collect();
        let short: Vec<String> = (0..1_000).map(|number| format!("{number}")).collect();
        for ids in [ids, short] {
            let index = IdIndex::of(ids.iter().map(String::as_str));
            let most = ids.iter().map(|id| index.candidates(id).len()).max();
            assert!(most.unwrap() <= 6, "{most:?}");
        }
    }
}
