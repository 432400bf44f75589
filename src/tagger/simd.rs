//! One source for every processor: loops over lanes of eight, compiled once more for what wide processors offer.

/// Numbers worked on at once.
pub(super) const LANES: usize = 8;

/// `[f32; 8]` fills one register of AVX2, two of NEON.
pub(super) type Lane = [f32; LANES];

/// Whether the plain build multiplies and adds in one instruction; where it does not, `mul_add` is a slow call.
pub(super) const PLAIN_FUSED: bool = cfg!(target_arch = "aarch64");

/// `a * b + c`
#[inline(always)]
pub(super) fn fused<const F: bool>(a: f32, b: f32, c: f32) -> f32 {
    if F { a.mul_add(b, c) } else { a * b + c }
}

/// Defines `fn name(args)` that runs `body::<true>(args)` built for AVX2 and FMA where the processor has them, else
/// `body::<PLAIN_FUSED>(args)`. `body` and what it calls are `#[inline(always)]`, or they stay plain.
macro_rules! vectorised {
    ($(#[$about:meta])* fn $name:ident($($arg:ident: $kind:ty),* $(,)?) = $body:ident) => {
        $(#[$about])*
        pub(super) fn $name($($arg: $kind),*) {
            #[cfg(target_arch = "x86_64")]
            {
                use archmage::SimdToken;

                #[archmage::arcane]
                fn wide(_token: archmage::X64V3Token, $($arg: $kind),*) {
                    $body::<true>($($arg),*);
                }
                if let Some(token) = archmage::X64V3Token::summon() {
                    return wide(token, $($arg),*);
                }
            }
            $body::<{ $crate::tagger::simd::PLAIN_FUSED }>($($arg),*);
        }
    };
}
pub(super) use vectorised;

/// Sum of the lanes.
#[inline(always)]
pub(super) fn total(lane: Lane) -> f32 {
    lane.iter().sum()
}

/// e^x in each lane, to 1e-5 of it; below -87 it is next to 0.
///
/// 2^n times a polynomial on half an octave each side (Cody and Waite's reduction, Cephes' degree).
#[inline(always)]
pub(super) fn exp<const F: bool>(x: Lane) -> Lane {
    /// 1.5 * 2^23: adding it leaves the whole number in the low bits.
    const ROUND: f32 = 12_582_912.0;
    x.map(|x| {
        let octaves = (if x > -87.0 { x } else { -87.0 }) * std::f32::consts::LOG2_E;
        let shifted = octaves + ROUND;
        let part = octaves - (shifted - ROUND);
        let mut p = 1.339_887_4e-3;
        for coefficient in [9.618_437e-3, 5.550_332_5e-2, 2.402_264_7e-1, std::f32::consts::LN_2, 1.0] {
            p = fused::<F>(p, part, coefficient);
        }
        f32::from_bits(p.to_bits().wrapping_add(shifted.to_bits() << 23))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_close() {
        for step in -800..=80 {
            let x = step as f32 * 0.1;
            let [y, ..] = exp::<false>([x; LANES]);
            assert!((y / x.exp() - 1.0).abs() < 1e-5, "{x}: {y}");
        }
        assert!(exp::<false>([f32::NEG_INFINITY; LANES])[0] < 1e-30);
    }
}
