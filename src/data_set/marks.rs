//! Which places of a long list are marked, and how many of those stand before a place.

/// How many places a block has.
const BLOCK: u32 = u64::BITS;

/// Marks on places: a bit each, and a count for 64 of them, so that a quarter of a byte is enough for a place.
#[derive(Debug, Clone)]
pub(super) struct Marks {
    blocks: Vec<Block>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Block {
    /// How many places are marked before this block.
    before: u32,
    bits: u64,
}

impl Marks {
    /// Marks on a list of places, none at all if no place is marked.
    pub(super) fn of(marks: impl ExactSizeIterator<Item = bool>) -> Marks {
        let length = marks.len();
        let mut marks = marks.enumerate().filter(|(_, marked)| *marked).map(|(place, _)| place).peekable();
        if marks.peek().is_none() {
            return Marks { blocks: Vec::new() };
        }
        let mut blocks = Vec::with_capacity(length.div_ceil(BLOCK as usize));
        let mut before = 0_u32;
        for start in (0..length).step_by(BLOCK as usize) {
            let mut block = Block { before, bits: 0 };
            while let Some(offset) = marks.peek().and_then(|place| bit(place.checked_sub(start)?)) {
                block.bits |= offset;
                marks.next();
            }
            before = before.saturating_add(block.bits.count_ones());
            blocks.push(block);
        }
        Marks { blocks }
    }

    /// How many marked places stand before a marked one; nothing if it is not marked.
    pub(super) fn rank(&self, place: usize) -> Option<usize> {
        let block = self.blocks.get(place.checked_div(BLOCK as usize)?)?;
        let own = bit(place.checked_rem(BLOCK as usize)?)?;
        let earlier = block.bits & own.checked_sub(1)?;
        let rank = usize::try_from(block.before.checked_add(earlier.count_ones())?).ok()?;
        (block.bits & own != 0).then_some(rank)
    }
}

/// The bit of a place in its block; nothing for a place in another one.
fn bit(offset: usize) -> Option<u64> {
    1_u64.checked_shl(u32::try_from(offset).ok()?)
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn ranks_count_the_marks_before() {
        for every in [1, 2, 63, 64, 65, 1000] {
            for length in [0, 1, 63, 64, 65, 128, 300] {
                let marks = Marks::of((0..length).map(|place| place % every == every - 1));
                let marked: Vec<usize> = (0..length + 70).filter(|place| marks.rank(*place).is_some()).collect();
                assert_eq!(marked, (0..length).filter(|place| place % every == every - 1).collect::<Vec<_>>());
                assert!(marked.iter().enumerate().all(|(rank, place)| marks.rank(*place) == Some(rank)));
            }
        }
    }
}
