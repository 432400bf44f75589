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

/// Defines `fn name(args)` that runs `body::<true>(args)` built for AVX-512, or for AVX2 and FMA, where the processor has
/// them, else `body::<PLAIN_FUSED>(args)`. `body` and what it calls are `#[inline(always)]`, or they stay plain.
macro_rules! vectorised {
    ($(#[$about:meta])* fn $name:ident($($arg:ident: $kind:ty),* $(,)?) = $body:ident) => {
        $(#[$about])*
        pub(super) fn $name($($arg: $kind),*) {
            #[cfg(target_arch = "x86_64")]
            {
                use archmage::SimdToken;

                #[archmage::arcane]
                fn widest(_token: archmage::X64V4xToken, $($arg: $kind),*) {
                    $body::<true>($($arg),*);
                }
                #[archmage::arcane]
                fn wide(_token: archmage::X64V3Token, $($arg: $kind),*) {
                    $body::<true>($($arg),*);
                }
                if let Some(token) = archmage::X64V4xToken::summon() {
                    return widest(token, $($arg),*);
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
