//! Threads and wide instructions, natively; neither changes a bit of any result.

/// Calls a function for every number below `count`, on all threads; the results are in order.
#[cfg(not(target_family = "wasm"))]
pub(super) fn each<T: Send>(count: usize, of: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    use rayon::prelude::*;
    (0..count).into_par_iter().map(of).collect()
}

/// Calls a function for every number below `count`.
#[cfg(target_family = "wasm")]
pub(super) fn each<T: Send>(count: usize, of: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    (0..count).map(of).collect()
}

/// Calls a function for every so many items, on all threads, with the place of these among all such.
#[cfg(not(target_family = "wasm"))]
pub(super) fn each_chunk<T: Send>(all: &mut [T], size: usize, of: impl Fn(usize, &mut [T]) + Sync + Send) {
    use rayon::prelude::*;
    all.par_chunks_mut(size).enumerate().for_each(|(place, chunk)| of(place, chunk));
}

/// Calls a function for every so many items, with the place of these among all such.
#[cfg(target_family = "wasm")]
pub(super) fn each_chunk<T: Send>(all: &mut [T], size: usize, of: impl Fn(usize, &mut [T]) + Sync + Send) {
    all.chunks_mut(size).enumerate().for_each(|(place, chunk)| of(place, chunk));
}

/// Runs loops with the widest instructions that the processor has. Products and sums stay apart: they are not fused,
/// which would round once instead of twice.
#[cfg(not(target_family = "wasm"))]
#[inline]
pub(super) fn wide<T>(loops: impl FnOnce() -> T) -> T {
    pulp::Arch::new().dispatch(loops)
}

/// Runs loops.
#[cfg(target_family = "wasm")]
#[inline]
pub(super) fn wide<T>(loops: impl FnOnce() -> T) -> T {
    loops()
}
