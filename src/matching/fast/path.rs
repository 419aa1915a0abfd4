//! Which instructions the machine has. The source is the same for all, and so are the bits that come out.

/// A way through the columns, narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Path {
    /// What every machine of its kind has.
    Portable,
    /// 256 bits at a time (x86-64-v3).
    Avx2,
    /// 512 bits at a time (x86-64-v4).
    Avx512,
}

impl Path {
    /// All that this machine has; the last is the widest.
    pub fn all() -> Vec<Self> {
        [Self::Portable, Self::Avx2, Self::Avx512].into_iter().filter(|path| path.is_there()).collect()
    }

    /// The widest.
    pub fn widest() -> Self {
        [Self::Avx512, Self::Avx2].into_iter().find(|path| path.is_there()).unwrap_or(Self::Portable)
    }

    #[cfg(target_arch = "x86_64")]
    pub(super) fn is_there(self) -> bool {
        use std::arch::is_x86_feature_detected as has;
        let avx2 = || has!("avx2") && has!("bmi1") && has!("bmi2") && has!("lzcnt") && has!("popcnt");
        let avx512 = || {
            has!("avx512f")
                && has!("avx512bw")
                && has!("avx512cd")
                && has!("avx512dq")
                && has!("avx512vl")
                && has!("avx512vbmi2")
        };
        match self {
            Self::Portable => true,
            Self::Avx2 => avx2(),
            Self::Avx512 => avx2() && avx512(),
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    pub(super) fn is_there(self) -> bool {
        self == Self::Portable
    }
}
