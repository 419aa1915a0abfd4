//! An even share of a list's first places.

/// How often each option would stand among the first `k` of a list, if those were drawn in proportion to the room there:
/// options with this much room (above 0) share `k` places, none more than one of them. Where there are no more options
/// than places, each has one. The shares add up to `k`, or to the number of options where that is smaller.
///
/// What a fair share of a capacity with an upper bound for each is: proportional, and what is above one is shared among
/// the rest (water filling).
pub(super) fn even_share(room: &[f64], k: usize) -> Vec<f64> {
    if room.len() <= k {
        return vec![1.0; room.len()];
    }
    let mut largest: Vec<usize> = (0..room.len()).collect();
    largest.sort_by(|a, b| room[*b].total_cmp(&room[*a]).then(a.cmp(b)));
    let mut shares = vec![0.0; room.len()];
    let (mut left, mut all) = (k as f64, room.iter().sum::<f64>());
    for option in largest {
        shares[option] = if left * room[option] >= all { 1.0 } else { left * room[option] / all };
        if shares[option] >= 1.0 {
            left -= 1.0;
            all -= room[option];
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_has_more_room_stands_there_more_often_and_nobody_twice_on_a_list() {
        assert_eq!(even_share(&[1.0, 9.0], 10), [1.0, 1.0]);
        assert_eq!(even_share(&[1.0, 1.0, 1.0, 1.0], 2), [0.5; 4]);
        // The large one has one place for sure; the other place is shared one to three.
        assert_eq!(even_share(&[1.0, 100.0, 3.0], 2), [0.25, 1.0, 0.75]);
        assert_eq!(even_share(&[], 10), [0.0; 0]);
    }

    proptest! {
        #[test]
        fn shares_add_up_and_grow_with_the_room(room in proptest::collection::vec(1_u32..40, 0..60), k in 1_usize..12) {
            let room: Vec<f64> = room.into_iter().map(f64::from).collect();
            let shares = even_share(&room, k);
            let sum: f64 = shares.iter().sum();
            prop_assert!((sum - k.min(room.len()) as f64).abs() < 1e-9, "{sum}");
            for (a, b) in (0..room.len()).flat_map(|a| (0..room.len()).map(move |b| (a, b))) {
                prop_assert!(shares[a] > 0.0 && shares[a] <= 1.0);
                prop_assert!(room[a] < room[b] || shares[a] >= shares[b] - 1e-12);
            }
        }
    }
}
