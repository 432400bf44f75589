//! The file of weights: reads what `training/export.py` wrote, which documents the layout.

use thiserror::Error;

use super::arcs::{ARC, Arcs, BUCKETS};
use super::chain::{Chain, LABELS};
use super::matrix::Matrix;
use super::network::{Embedding, GROUPS, HIDDEN, Head, INNER, Layer, Network, Norm, PLACES};

const MAGIC: &[u8] = b"cdtagger";
const VERSION: u32 = 3;
const LAYERS: usize = 6;
const RELATIONS: usize = 3;
/// Rows of the tables of features: case, quotation, edge.
const FEATURES: [usize; 3] = [5, 3, 3];

/// Why a file of weights cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum WeightsError {
    /// It begins otherwise.
    #[error("not a file of tagger weights")]
    Magic,
    /// Written by another exporter.
    #[error("weights of version {0}, not {VERSION}")]
    Version(u32),
    /// It ends too soon.
    #[error("weights end within {0}")]
    Short(&'static str),
}

/// How many layers an exit comes after, and which head belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// After half of the layers: twice as fast.
    Early,
    /// After all of them.
    Last,
}

impl Exit {
    fn layers(self) -> usize {
        match self {
            Self::Early => LAYERS / 2,
            Self::Last => LAYERS,
        }
    }
}

/// Reads the layers up to `exit` and its head; `vocabulary`: how many pieces there are.
pub(super) fn read(bytes: &[u8], vocabulary: usize, exit: Exit) -> Result<Network<'_>, WeightsError> {
    let mut from = Reader(bytes);
    if from.take(MAGIC.len(), "the first bytes").ok() != Some(MAGIC) {
        return Err(WeightsError::Magic);
    }
    match from.take(4, "the version")? {
        [a, b, c, d] => match u32::from_le_bytes([*a, *b, *c, *d]) {
            VERSION => {}
            other => return Err(WeightsError::Version(other)),
        },
        _ => return Err(WeightsError::Short("the version")),
    }
    let embedding = Embedding {
        words: from.take(vocabulary * HIDDEN / 2, "the pieces")?,
        shares: from.take(vocabulary * GROUPS, "the scales of the pieces")?,
        scales: from.floats(vocabulary, "the scales of the pieces")?,
        places: from.table(PLACES, "the places")?,
        features: [
            from.floats(FEATURES[0] * HIDDEN, "the features")?,
            from.floats(FEATURES[1] * HIDDEN, "the features")?,
            from.floats(FEATURES[2] * HIDDEN, "the features")?,
        ],
        norm: from.norm()?,
    };
    let mut layers = Vec::with_capacity(exit.layers());
    for n in 0..LAYERS {
        // What lies behind the exit is passed over, not packed.
        if n < exit.layers() { layers.push(from.layer()?) } else { from.pass_layer()? }
    }
    let early = from.head()?;
    let head = if exit == Exit::Early { early } else { from.head()? };
    Ok(Network { embedding, layers, head })
}

/// What is left of the file.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize, what: &'static str) -> Result<&'a [u8], WeightsError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(WeightsError::Short(what))?;
        self.0 = rest;
        Ok(taken)
    }

    fn floats(&mut self, count: usize, what: &'static str) -> Result<Vec<f32>, WeightsError> {
        let bytes = self.take(count * size_of::<f32>(), what)?;
        Ok(bytes.as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    /// Rows of `HIDDEN` numbers of 8 bits and what 1 stands for in each.
    fn table(&mut self, rows: usize, what: &'static str) -> Result<Vec<f32>, WeightsError> {
        let numbers = self.take(rows * HIDDEN, what)?;
        let scales = self.floats(rows, what)?;
        let rows = numbers.chunks_exact(HIDDEN).zip(scales);
        Ok(rows.flat_map(|(row, scale)| row.iter().map(move |x| f32::from(x.cast_signed()) * scale)).collect())
    }

    fn norm(&mut self) -> Result<Norm, WeightsError> {
        Ok(Norm { weight: self.floats(HIDDEN, "a norm")?, bias: self.floats(HIDDEN, "a norm")? })
    }

    fn matrix(&mut self, outputs: usize, inputs: usize, what: &'static str) -> Result<Matrix, WeightsError> {
        let factors = self.floats(inputs, what)?;
        let weights = self.take(outputs * inputs, what)?;
        let (scales, bias) = (self.floats(outputs, what)?, self.floats(outputs, what)?);
        Ok(Matrix::new(weights, &scales, &bias, factors))
    }

    fn layer(&mut self) -> Result<Layer, WeightsError> {
        Ok(Layer {
            qkv: self.matrix(3 * HIDDEN, HIDDEN, "queries, keys and values")?,
            out: self.matrix(HIDDEN, HIDDEN, "the end of attention")?,
            after_attention: self.norm()?,
            up: self.matrix(INNER, HIDDEN, "the way up")?,
            down: self.matrix(HIDDEN, INNER, "the way down")?,
            after_inner: self.norm()?,
        })
    }

    fn pass_layer(&mut self) -> Result<(), WeightsError> {
        let matrix = |outputs: usize, inputs: usize| outputs * inputs + size_of::<f32>() * (inputs + 2 * outputs);
        let norms = 4 * HIDDEN * size_of::<f32>();
        let matrices =
            matrix(3 * HIDDEN, HIDDEN) + matrix(HIDDEN, HIDDEN) + matrix(INNER, HIDDEN) + matrix(HIDDEN, INNER);
        self.take(matrices + norms, "a layer").map(|_| ())
    }

    fn head(&mut self) -> Result<Head, WeightsError> {
        let what = "a head";
        let row = |from: &mut Self| -> Result<[f32; LABELS], WeightsError> {
            from.floats(LABELS, what)?.try_into().map_err(|_| WeightsError::Short(what))
        };
        let emit = (self.floats(LABELS * HIDDEN, what)?, self.floats(LABELS, what)?);
        let mut step = [[0.0; LABELS]; LABELS];
        for to in &mut step {
            *to = row(self)?;
        }
        let chain = Chain { step, start: row(self)?, end: row(self)? };
        let arcs = Arcs {
            query: (self.table(RELATIONS * ARC, what)?, self.floats(RELATIONS * ARC, what)?),
            key: (self.table(RELATIONS * ARC, what)?, self.floats(RELATIONS * ARC, what)?),
            nothing: self.floats(RELATIONS * ARC, what)?,
            distance: self.floats(RELATIONS * 2 * BUCKETS, what)?,
        };
        Ok(Head { emit, chain, arcs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_of_weights_is_said() {
        assert_eq!(read(b"GGUF", 1, Exit::Last).err(), Some(WeightsError::Magic));
        assert_eq!(read(b"cdtagger\x01\0\0\0", 1, Exit::Last).err(), Some(WeightsError::Version(1)));
        assert_eq!(read(b"cdtagger\x03\0\0\0abc", 1, Exit::Last).err(), Some(WeightsError::Short("the pieces")));
    }
}
