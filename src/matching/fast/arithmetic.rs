//! ln, exp and rounding over whole columns: plain operations without branches, so that the compiler takes as many at a
//! time as the machine has lanes. Never fused, so the bits are the same on every path.
//!
//! They need not be those of `libm`: what they give is within [`DOUBT`] of a millionth, and where that leaves open to
//! which millionth U is rounded, the plain definition is asked. So the rounded U is exactly that of the definition.

/// How near, in millionths, a value may be to the middle between two before we ask. The series below err by less than
/// 1e-14 of the value (a test), `libm` by less than 1e-15: together under 1e-7 of a millionth of U. A hundredfold of
/// that is kept; one in 50,000 listings is asked.
const DOUBT: f64 = 1e-5;

const LN_2: f64 = std::f64::consts::LN_2;
/// The bits of 2^52: whole numbers below it stand in the low bits of a float of this size.
const WHOLE: u64 = 0x4330_0000_0000_0000;
const TWO_52: f64 = 4_503_599_627_370_496.0;

/// ln of a number in [2^-20, 2].
#[inline(always)]
pub(super) fn ln(x: f64) -> f64 {
    // x = m · 2^e with m in [√½, √2).
    let bits = x.to_bits() + (0x3ff0_0000_0000_0000 - 0x3fe6_a09e_667f_3bcd);
    let e = f64::from_bits(WHOLE | bits >> 52) - (TWO_52 + 1023.0);
    let m = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) + 0x3fe6_a09e_667f_3bcd);
    // ln m = 2·artanh s, s = (m − 1)/(m + 1), |s| < .172.
    let s = (m - 1.0) / (m + 1.0);
    let t = s * s;
    let series = 1.0 / 15.0 + t * (1.0 / 17.0 + t * (1.0 / 19.0));
    let series = 1.0 / 9.0 + t * (1.0 / 11.0 + t * (1.0 / 13.0 + t * series));
    let series = t * (1.0 / 3.0 + t * (1.0 / 5.0 + t * (1.0 / 7.0 + t * series)));
    e * LN_2 + (s + s) * (1.0 + series)
}

/// e to the power of a number in [−20, 1].
#[inline(always)]
pub(super) fn exp(x: f64) -> f64 {
    // x = k · ln 2 + r with |r| ≤ ½ ln 2; k + 64 is not negative.
    let shifted = x * (1.0 / LN_2) + (TWO_52 + 64.0);
    let k = shifted - (TWO_52 + 64.0);
    let r = (x - k * 0.693_147_180_369_123_8) - k * 1.908_214_929_270_587_7e-10;
    let series = 1.0 / 39_916_800.0 + r * (1.0 / 479_001_600.0);
    let series = 1.0 / 40_320.0 + r * (1.0 / 362_880.0 + r * (1.0 / 3_628_800.0 + r * series));
    let series = 1.0 / 120.0 + r * (1.0 / 720.0 + r * (1.0 / 5_040.0 + r * series));
    let series = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * series))));
    let power = (shifted.to_bits() & 0xff) + (1023 - 64);
    series * f64::from_bits(power << 52)
}

/// A number in [0, 1] in millionths, rounded, and whether another rounding is possible.
#[inline(always)]
pub(super) fn millionths(u: f64) -> (u32, bool) {
    let v = u * 1e6;
    let whole = v + TWO_52;
    let off = v - (whole - TWO_52);
    ((whole.to_bits() & 0xffff_ffff) as u32, off.abs() > 0.5 - DOUBT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_are_those_of_libm_to_a_hundredth_of_a_millionth_of_a_millionth() {
        for n in 0..=1_000_000 {
            let x = 0.04 + f64::from(n) * 1.0e-6;
            assert!((ln(x) - libm::log(x)).abs() < 1e-14, "ln {x}");
            let y = -16.0 + f64::from(n) * 16.5e-6;
            assert!((exp(y) / libm::exp(y) - 1.0).abs() < 1e-14, "exp {y}");
        }
    }

    #[test]
    fn millionths_are_rounded_and_halves_are_in_doubt() {
        assert_eq!(millionths(0.05), (50_000, false));
        assert_eq!(millionths(1.0), (1_000_000, false));
        assert_eq!(millionths(0.123_456_4), (123_456, false));
        assert_eq!(millionths(0.123_456_6), (123_457, false));
        assert!(millionths(0.123_456_5).1);
    }
}
