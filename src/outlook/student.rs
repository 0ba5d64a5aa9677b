//! Student's t for the few degrees of freedom that a walk can have.
//!
//! With whole degrees of freedom the distribution is a finite sum (Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.7.3 and
//! 26.7.4). Of one to four it is written out here, with the tail as it is and not as what is left of one half, so that small
//! probabilities keep their digits.
#![allow(clippy::float_arithmetic)]

use std::f64::consts::FRAC_1_PI;

/// √3.
const SQRT_3: f64 = 1.732_050_807_568_877_2;

/// Student's t with one to four degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Student {
    One,
    Two,
    Three,
    Four,
}

impl Student {
    /// None for any other number of degrees.
    pub(super) const fn of(degrees: u16) -> Option<Student> {
        match degrees {
            1 => Some(Student::One),
            2 => Some(Student::Two),
            3 => Some(Student::Three),
            4 => Some(Student::Four),
            _ => None,
        }
    }

    /// The probability of no more than `t`; not a number where `t` is none.
    pub(super) fn cdf(self, t: f64) -> f64 {
        let tail = self.tail(t.abs());
        if t > 0.0 { 1.0 - tail } else { tail }
    }

    /// The probability of more than `t`, which is not negative.
    fn tail(self, t: f64) -> f64 {
        if t.is_infinite() {
            return 0.0;
        }
        match self {
            Student::One => 1.0_f64.atan2(t) * FRAC_1_PI,
            Student::Two => {
                // (1 − s) ÷ 2 with s = t ÷ √(t² + 2).
                let root = (t * t + 2.0).sqrt();
                1.0 / (root * (root + t))
            }
            Student::Three => {
                let sine_by_cosine = SQRT_3 / (t + 3.0 / t);
                (SQRT_3.atan2(t) - sine_by_cosine) * FRAC_1_PI
            }
            Student::Four => {
                // (1 − s)² (2 + s) ÷ 4 with s = t ÷ √(t² + 4), and 1 − s as it is.
                let root = (t * t + 4.0).sqrt();
                let (sine, rest) = (t / root, 4.0 / (root * (root + t)));
                rest * rest * (2.0 + sine) / 4.0
            }
        }
    }

    /// The value that nine in ten do not exceed: 80 percent lie within it on either side.
    pub(super) const fn ninth_decile(self) -> f64 {
        match self {
            Student::One => 3.077_683_537_175_253_4,
            Student::Two => 1.885_618_083_164_126_7,
            Student::Three => 1.637_744_353_696_210_2,
            Student::Four => 1.533_206_274_058_943_8,
        }
    }
}

#[cfg(test)]
// As they were worked out, to more digits than are kept.
#[allow(clippy::excessive_precision)]
mod tests {
    use super::Student;

    const ALL: [Student; 4] = [Student::One, Student::Two, Student::Three, Student::Four];

    /// By arbitrary-precision arithmetic (mpmath's regularized incomplete beta function, 50 digits).
    #[test]
    fn probabilities_have_their_digits() {
        for (t, each) in [
            (
                -30.0,
                [
                    0.010_606_402_405_535_423,
                    0.000_554_631_340_979_829_5,
                    4.067_640_213_581_98e-5,
                    3.676_428_048_830_661e-6,
                ],
            ),
            (
                -4.5,
                [
                    0.069_604_487_273_063_95,
                    0.023_000_953_997_138_01,
                    0.010_245_206_172_226_705,
                    0.005_411_275_231_304_126,
                ],
            ),
            (-1.0, [0.25, 0.211_324_865_405_187_12, 0.195_501_109_477_885_32, 0.186_950_483_150_029_44]),
            (
                -0.125,
                [0.460_416_575_839_434_46, 0.455_977_454_683_718_8, 0.454_214_709_321_291_6, 0.453_276_964_650_302_5],
            ),
            (0.0, [0.5; 4]),
            (
                0.25,
                [0.577_979_130_377_369_3, 0.587_038_827_977_848_9, 0.590_635_388_785_585_2, 0.592_548_994_270_409_4],
            ),
            (2.0, [0.852_416_382_349_566_7, 0.908_248_290_463_863, 0.930_337_015_720_578_4, 0.941_941_738_241_592_2]),
            (7.5, [0.957_807_536_841_158_6, 0.991_341_336_560_313_8, 0.997_544_512_537_005_8, 0.999_154_564_233_838_9]),
        ] {
            for (student, expected) in ALL.into_iter().zip(each) {
                let found = student.cdf(t);
                assert!((found - expected).abs() < 1e-14, "{student:?} {t}: {found} {expected}");
            }
        }
    }

    /// Where nearly nothing is left, the digits are still those of what is left; of three degrees only their place after the point.
    #[test]
    fn small_probabilities_are_not_what_is_left_of_one() {
        for (student, expected, relative) in [
            (Student::One, 3.183_097_800_805_589_4e-4, 1e-14),
            (Student::Two, 4.999_992_500_012_5e-7, 1e-14),
            (Student::Three, 1.102_653_821_288_296_4e-9, 1e-6),
            (Student::Four, 2.999_980_000_104_999_5e-12, 1e-14),
        ] {
            let found = student.cdf(-1000.0);
            assert!((found / expected - 1.0).abs() < relative, "{student:?}: {found} {expected}");
        }
    }

    #[test]
    fn ends_are_nothing_and_all() {
        for student in ALL {
            assert_eq!((student.cdf(f64::NEG_INFINITY), student.cdf(f64::INFINITY)), (0.0, 1.0));
            assert_eq!((student.cdf(-f64::MAX), student.cdf(f64::MAX)), (student.tail(f64::MAX), 1.0));
            assert!(student.tail(f64::MAX) >= 0.0 && student.cdf(f64::NAN).is_nan());
        }
    }

    /// The quantiles as they are printed in tables, and by the distribution itself.
    #[test]
    fn nine_in_ten_lie_below_the_ninth_decile() {
        for (student, printed) in ALL.into_iter().zip([3.078, 1.886, 1.638, 1.533]) {
            assert!((student.ninth_decile() - printed).abs() < 0.0005, "{student:?}");
            assert!((student.cdf(student.ninth_decile()) - 0.9).abs() < 1e-15, "{student:?}");
        }
    }

    #[test]
    fn there_is_none_of_other_degrees() {
        assert_eq!(
            [0, 1, 2, 3, 4, 5].map(Student::of),
            [None, Some(Student::One), Some(Student::Two), Some(Student::Three), Some(Student::Four), None]
        );
    }
}
