//! Shapes from STL files, made small for the viewer in the page: equal corners once, in sixteen bits.
//!
//! STL is the triangle soup of 3D Systems (Stereolithography Interface Specification, 1988), in its
//! binary and its text form. It names no unit; millimetres are what people mean. What cannot be read
//! has no viewer, and the file is offered for download like any other.

use std::collections::HashMap;

/// Triangles that a phone still turns without stuttering.
const MOST_TRIANGLES: usize = 200_000;

/// A shape in its own units.
#[derive(Debug, Clone, PartialEq)]
pub struct Mesh {
    /// Corners, each once.
    corners: Vec<[f32; 3]>,
    /// Three corners for each triangle.
    triangles: Vec<[u32; 3]>,
}

impl Mesh {
    /// Reads an STL file in either form. `None` when it is none, holds no triangle, or more than a
    /// page should draw.
    pub fn read_stl(bytes: &[u8]) -> Option<Self> {
        let soup = binary(bytes).or_else(|| text(bytes))?;
        if soup.is_empty() || soup.len() > MOST_TRIANGLES {
            return None;
        }
        let mut known: HashMap<[u32; 3], u32> = HashMap::new();
        let mut mesh = Self { corners: Vec::new(), triangles: Vec::new() };
        for triangle in soup {
            let numbers = triangle.map(|corner| mesh.number(&mut known, corner));
            let [a, b, c] = numbers;
            if a != b && b != c && c != a {
                mesh.triangles.push(numbers);
            }
        }
        (!mesh.triangles.is_empty()).then_some(mesh)
    }

    fn number(&mut self, known: &mut HashMap<[u32; 3], u32>, corner: [f32; 3]) -> u32 {
        // Adding nothing makes the two zeros one.
        let key = corner.map(|n| (n + 0.0).to_bits());
        *known.entry(key).or_insert_with(|| {
            self.corners.push(corner);
            u32::try_from(self.corners.len() - 1).unwrap_or(0)
        })
    }

    fn bounds(&self) -> ([f32; 3], [f32; 3]) {
        let fold = |start: f32, pick: fn(f32, f32) -> f32| {
            [0, 1, 2].map(|axis: usize| {
                self.corners.iter().filter_map(|c| c.get(axis)).copied().fold(start, pick)
            })
        };
        (fold(f32::MAX, f32::min), fold(f32::MIN, f32::max))
    }

    /// Width, depth and height, in the file's units.
    pub fn size(&self) -> [f32; 3] {
        let (low, high) = self.bounds();
        std::array::from_fn(|axis| high.get(axis).zip(low.get(axis)).map_or(0.0, |(h, l)| h - l))
    }

    /// The shape as the script that the viewer loads; `name` is what the page calls it.
    pub fn script(&self, name: &str) -> String {
        let (low, _) = self.bounds();
        let size = self.size();
        let half = size.iter().copied().fold(0.0, f32::max).max(f32::MIN_POSITIVE) / 2.0;
        let mut at = Vec::with_capacity(self.corners.len() * 6);
        for corner in &self.corners {
            for ((n, low), size) in corner.iter().zip(low).zip(size) {
                let middle = low + size / 2.0;
                #[expect(clippy::cast_possible_truncation, reason = "between -32767 and 32767")]
                let step = ((n - middle) / half * 32767.0).round().clamp(-32767.0, 32767.0) as i16;
                at.extend(step.to_le_bytes());
            }
        }
        let wide = self.corners.len() > usize::from(u16::MAX);
        let numbers = self.triangles.iter().flatten();
        let of: Vec<u8> = if wide {
            numbers.flat_map(|n| n.to_le_bytes()).collect()
        } else {
            numbers.flat_map(|n| u16::try_from(*n).unwrap_or(0).to_le_bytes()).collect()
        };
        let shape = serde_json::json!({ "at": base64(&at), "of": base64(&of), "wide": wide });
        format!("COMMONSTEAD_MODEL({}, {shape});\n", serde_json::Value::from(name))
    }
}

/// Eighty bytes of anything, a count, and fifty bytes for each triangle.
fn binary(bytes: &[u8]) -> Option<Vec<[[f32; 3]; 3]>> {
    let count = usize::try_from(u32::from_le_bytes(bytes.get(80..84)?.try_into().ok()?)).ok()?;
    let body = bytes.get(84..)?;
    if count == 0 || body.len() != count.checked_mul(50)? || count > MOST_TRIANGLES {
        return None;
    }
    body.chunks_exact(50).map(|facet| triangle(facet.get(12..48)?)).collect()
}

fn triangle(bytes: &[u8]) -> Option<[[f32; 3]; 3]> {
    let mut numbers = bytes.chunks_exact(4).map(|n| n.try_into().ok().map(f32::from_le_bytes));
    let mut corner =
        || -> Option<[f32; 3]> { finite([numbers.next()??, numbers.next()??, numbers.next()??]) };
    Some([corner()?, corner()?, corner()?])
}

fn finite(corner: [f32; 3]) -> Option<[f32; 3]> {
    corner.iter().all(|n| n.is_finite()).then_some(corner)
}

/// `solid … vertex x y z …`: three vertices in a row are a triangle.
fn text(bytes: &[u8]) -> Option<Vec<[[f32; 3]; 3]>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut words = text.split_ascii_whitespace();
    if words.next() != Some("solid") {
        return None;
    }
    let mut corners = Vec::new();
    while let Some(word) = words.next() {
        if word == "vertex" {
            let mut number = || words.next()?.parse::<f32>().ok();
            corners.push(finite([number()?, number()?, number()?])?);
        }
        if corners.len() > MOST_TRIANGLES * 3 {
            return None;
        }
    }
    let triangles = corners.chunks_exact(3);
    triangles
        .remainder()
        .is_empty()
        .then(|| triangles.filter_map(|three| three.try_into().ok()).collect())
}

/// Base64 (RFC 4648 §4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            let six = usize::try_from(bits >> (18 - 6 * n) & 63).unwrap_or(0);
            let letter = LETTERS.get(six).copied().map_or('=', char::from);
            out.push(if n <= three.len() { letter } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WEDGE: &str = "solid wedge\nfacet normal 0 0 1\n outer loop\n  vertex 0 0 0\n  vertex 10 0 0\n  vertex 0 20 0\n endloop\nendfacet\nfacet normal 0 0 1\n outer loop\n  vertex 10 0 0\n  vertex 0 0 0\n  vertex 0 0 5\n endloop\nendfacet\nendsolid\n";

    fn as_binary(triangles: &[[[f32; 3]; 3]]) -> Vec<u8> {
        let mut out = b"solid, but not as text".to_vec();
        out.resize(80, 0);
        out.extend(u32::try_from(triangles.len()).unwrap().to_le_bytes());
        for triangle in triangles {
            out.extend([0; 12]);
            out.extend(triangle.iter().flatten().flat_map(|n| n.to_le_bytes()));
            out.extend([0; 2]);
        }
        out
    }

    #[test]
    fn both_forms_of_a_file_are_one_shape_with_each_corner_once() {
        let from_text = Mesh::read_stl(WEDGE.as_bytes()).unwrap();
        let soup = text(WEDGE.as_bytes()).unwrap();
        assert_eq!(Mesh::read_stl(&as_binary(&soup)).unwrap(), from_text);
        assert_eq!(from_text.corners.len(), 4);
        assert_eq!(from_text.size().map(f32::to_bits), [10.0_f32, 20.0, 5.0].map(f32::to_bits));
    }

    #[test]
    fn what_cannot_be_drawn_has_no_viewer() {
        let flat = [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]];
        let odd = [[f32::NAN, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
        for bytes in [as_binary(&[flat]), as_binary(&[odd]), as_binary(&[]), b"solid x".to_vec()] {
            assert_eq!(Mesh::read_stl(&bytes), None);
        }
    }

    #[test]
    fn the_script_is_a_call_with_plain_letters() {
        let script = Mesh::read_stl(WEDGE.as_bytes()).unwrap().script("a\"</script>");
        assert!(script.starts_with("COMMONSTEAD_MODEL(\"a\\\"</script>\", {"), "{script}");
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"M"), "TQ==");
    }

    proptest! {
        #[test]
        fn no_bytes_ever_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mesh = Mesh::read_stl(&bytes);
            prop_assert!(mesh.is_none_or(|mesh| mesh.size().iter().all(|n| !n.is_nan())));
        }
    }
}
