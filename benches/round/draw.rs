//! Chance from a seed, and the few distributions that the families need.

/// SplitMix64.
pub struct Draw(pub u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// In [0, 1).
    pub fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// Box and Muller.
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// Marsaglia and Tsang, for a shape of at least 1.
    pub fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
            if v > 0.0 && (1.0 - self.uniform()).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// Shares that sum to 1.
    pub fn dirichlet(&mut self, shape: f64, parts: usize) -> Vec<f64> {
        let drawn: Vec<f64> = (0..parts).map(|_| self.gamma(shape)).collect();
        let sum: f64 = drawn.iter().sum();
        drawn.iter().map(|d| d / sum).collect()
    }

    /// Pareto II (Lomax).
    pub fn pareto(&mut self, shape: f64) -> f64 {
        (1.0 - self.uniform()).powf(-1.0 / shape) - 1.0
    }

    /// A place by its share of the last of the cumulated sums.
    pub fn by_share(&mut self, cumulated: &[f64]) -> usize {
        let at = self.uniform() * cumulated[cumulated.len() - 1];
        cumulated.partition_point(|&c| c < at).min(cumulated.len() - 1)
    }
}

/// Sums up to each place.
pub fn cumulated(shares: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    shares
        .iter()
        .map(|s| {
            sum += s;
            sum
        })
        .collect()
}
