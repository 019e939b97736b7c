//! How hard a masked symbol is to read: ISO/IEC 18004:2015, 7.8.3. A line of modules is one number, so
//! that a pattern is looked for at all its places at once.

/// The widest symbol whose lines fit a number: version 11 has 61 modules.
pub(crate) const WIDEST: usize = 64;

/// A symbol's rows and its columns; bit n is the n-th module, 1 is dark.
pub(crate) struct Grid {
    rows: Vec<u64>,
    columns: Vec<u64>,
}

impl Grid {
    /// From the modules row by row; `side` is at most [`WIDEST`].
    pub(crate) fn new(dark: &[bool], side: usize) -> Self {
        let mut columns = vec![0; side];
        let row = |(y, modules): (usize, &[bool])| {
            let mut row = 0;
            for ((x, &dark), column) in modules.iter().enumerate().zip(&mut columns) {
                row |= u64::from(dark) << x;
                *column |= u64::from(dark) << y;
            }
            row
        };
        let rows = dark.chunks(side.max(1)).enumerate().map(row).collect();
        Self { rows, columns }
    }
}

/// Points against a symbol; the mask with the fewest is taken. What every symbol of a size has alike (its
/// own finder patterns) is counted along, for it decides nothing.
pub(crate) fn penalty(grid: &Grid) -> u32 {
    let side = grid.rows.len();
    let lines = grid.rows.iter().chain(&grid.columns);
    let alone: u32 = lines.map(|&line| long_runs(line, side) + 40 * finders(line, side)).sum();
    let pairs = grid.rows.windows(2);
    let blocks: u32 =
        pairs.map(|pair| if let &[a, b] = pair { blocks(a, b, side) } else { 0 }).sum();
    alone + 3 * blocks + imbalance(grid, side)
}

/// The lowest `n` bits.
fn lowest(n: usize) -> u64 {
    u64::MAX.checked_shr(64_u32.saturating_sub(u32::try_from(n).unwrap_or(64))).unwrap_or(0)
}

/// N1: five modules of one colour in a line count three, and each further one counts one more.
fn long_runs(line: u64, side: usize) -> u32 {
    // Bit n: the modules n and n + 1 are alike; a run of five is four of those.
    let mut alike = !(line ^ (line >> 1)) & lowest(side.saturating_sub(1));
    let mut points = 0;
    while alike != 0 {
        alike >>= alike.trailing_zeros();
        let run = alike.trailing_ones();
        points += if run >= 4 { run - 1 } else { 0 };
        alike = alike.checked_shr(run).unwrap_or(0);
    }
    points
}

/// N2: squares of two by two of one colour, also such as overlap.
fn blocks(upper: u64, lower: u64, side: usize) -> u32 {
    let alike = |line: u64| !(line ^ (line >> 1));
    let squares = alike(upper) & alike(lower) & !(upper ^ lower);
    (squares & lowest(side.saturating_sub(1))).count_ones()
}

/// N3: what looks like the middle of a finder pattern (1:1:3:1:1) with four light modules on one side at
/// least; what lies outside of the symbol is light.
fn finders(line: u64, side: usize) -> u32 {
    let line = u128::from(line) << 4;
    let at = |n: u32| line >> n;
    let middle = at(4) & !at(5) & at(6) & at(7) & at(8) & !at(9) & at(10);
    let before = at(0) | at(1) | at(2) | at(3);
    let after = at(11) | at(12) | at(13) | at(14);
    let places = u128::from(lowest(side.saturating_sub(6)));
    (middle & !(before & after) & places).count_ones()
}

/// N4: how far the dark modules are from half of all: two points for a hundredth.
fn imbalance(grid: &Grid, side: usize) -> u32 {
    let dark: u32 = grid.rows.iter().map(|row| row.count_ones()).sum();
    let all = u32::try_from(side * side).unwrap_or(u32::MAX).max(1);
    (dark * 200 / all).abs_diff(100)
}
