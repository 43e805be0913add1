//! Opens `.gz` and `.zst` as they are read, so that no file has to be held whole, and knows where in the file it is.

use crate::problem::ReadError;
use flate2::bufread::GzDecoder;
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};
use std::io::{self, BufRead, BufReader, Cursor, Read};

/// Archives in archives are opened this often.
const LAYERS: usize = 3;

/// Bytes that are read at once.
const BUFFER: usize = 64 << 10;

const GZIP: &[u8] = &[0x1f, 0x8b, 0x08];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// The frame of a zstd file with the dictionary that its other frames are compressed with, as web archives have it.
const DICTIONARY: &[u8] = &[0x5d, 0x2a, 0x4d, 0x18];

/// Longest dictionary that is taken in, in bytes.
const LONGEST_DICTIONARY: u64 = 64 << 20;

/// Bytes as they come out of an input.
///
/// Errors carry a [`ReadError`]: see [`problem`]. What comes at once never reaches over the border of a compressed part
/// (a gzip member, a zstd frame).
pub(crate) trait Bytes: BufRead + Send {
    /// Where in the file the next byte stands: itself, or the compressed part that holds it. To be asked when
    /// `fill_buf` has given something.
    fn place(&self) -> u64;

    /// Whether parts of the file are compressed by themselves, so that one can be passed over without the others.
    fn has_parts(&self) -> bool {
        false
    }

    /// Goes to the next compressed part without reading this one to its end. False where there is none.
    fn skip_part(&mut self) -> io::Result<bool> {
        Ok(false)
    }
}

/// The content of `input`, which begins at byte `place` of its file, unpacked where it is compressed, up to `limit`
/// where one is given.
pub(crate) fn unpacked(
    input: impl Read + Send + 'static,
    place: u64,
    limit: Option<u64>,
) -> io::Result<Box<dyn Bytes>> {
    let mut bytes: Box<dyn Bytes> = Box::new(Plain { input: BufReader::with_capacity(BUFFER, input), place });
    for _ in 0..LAYERS {
        let head = bytes.fill_buf()?;
        bytes = if head.starts_with(GZIP) {
            Box::new(Parts::new(Gzip::over(bytes)))
        } else if head.starts_with(ZSTD) || is_skippable(head) {
            Box::new(Parts::new(Zstd { source: Recorded::over(bytes), decoder: FrameDecoder::new(), begun: false }))
        } else {
            break;
        };
    }
    Ok(match limit {
        Some(limit) => Box::new(Limited { bytes, left: limit, limit }),
        None => bytes,
    })
}

/// Bytes up to a limit, and an error where more follow.
struct Limited {
    bytes: Box<dyn Bytes>,
    left: u64,
    limit: u64,
}

impl Read for Limited {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Limited {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let bytes = self.bytes.fill_buf()?;
        if self.left == 0 && !bytes.is_empty() {
            return Err(io::Error::other(ReadError::TooLarge { limit: self.limit }));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
        Ok(bytes.get(..most).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount as u64);
        self.bytes.consume(amount);
    }
}

impl Bytes for Limited {
    fn place(&self) -> u64 {
        self.bytes.place()
    }

    fn has_parts(&self) -> bool {
        self.bytes.has_parts()
    }

    fn skip_part(&mut self) -> io::Result<bool> {
        self.bytes.skip_part()
    }
}

/// The content of `bytes`, unpacked where they are compressed, and what went wrong on the way.
pub(crate) fn unpack(bytes: Vec<u8>, limit: u64) -> (Vec<u8>, Option<ReadError>) {
    match unpacked(Cursor::new(bytes), 0, None) {
        Ok(bytes) => all(bytes, limit),
        Err(error) => (Vec::new(), Some(problem(error))),
    }
}

/// Everything that is left, but no more than `limit`, and what went wrong on the way.
pub(crate) fn all(bytes: impl Read, limit: u64) -> (Vec<u8>, Option<ReadError>) {
    let mut out = Vec::new();
    let result = bytes.take(limit.saturating_add(1)).read_to_end(&mut out);
    if out.len() as u64 > limit {
        out.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        return (out, Some(ReadError::TooLarge { limit }));
    }
    (out, result.err().map(problem))
}

/// What an error of [`Bytes`] says.
pub(crate) fn problem(error: io::Error) -> ReadError {
    match error.downcast::<ReadError>() {
        Ok(error) => error,
        Err(error) => ReadError::Unreadable(error),
    }
}

fn broken(format: &'static str, detail: impl ToString) -> io::Error {
    io::Error::other(ReadError::BrokenArchive { format, detail: detail.to_string() })
}

/// Bytes that are not compressed.
struct Plain<R> {
    input: BufReader<R>,
    place: u64,
}

impl<R: Read> Read for Plain<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(out)?;
        self.place += read as u64;
        Ok(read)
    }
}

impl<R: Read> BufRead for Plain<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.place += amount as u64;
        self.input.consume(amount);
    }
}

impl<R: Read + Send> Bytes for Plain<R> {
    fn place(&self) -> u64 {
        self.place
    }
}

/// Compressed bytes of which the last ones can be read again.
struct Recorded {
    bytes: Box<dyn Bytes>,
    /// What was read since the part began, or the end of it.
    kept: Vec<u8>,
    /// What is read again before `bytes` goes on.
    again: Vec<u8>,
    at: usize,
}

/// Bytes that can be read again: a decoder notices much sooner that what it reads is no part of what it began.
const KEPT: usize = 1 << 20;

impl Recorded {
    fn over(bytes: Box<dyn Bytes>) -> Recorded {
        Recorded { bytes, kept: Vec::new(), again: Vec::new(), at: 0 }
    }

    fn place(&self) -> u64 {
        self.bytes.place().saturating_sub(self.again.len().saturating_sub(self.at) as u64)
    }

    /// A part begins here.
    fn forget(&mut self) {
        self.kept.clear();
    }

    /// Goes back to the byte behind the first one of the part, or as far as bytes were kept.
    fn rewind(&mut self) {
        let mut again = std::mem::take(&mut self.kept);
        if !again.is_empty() {
            again.remove(0);
        }
        again.extend_from_slice(self.again.get(self.at..).unwrap_or_default());
        (self.again, self.at) = (again, 0);
    }
}

impl Read for Recorded {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Recorded {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.again.get(self.at..) {
            Some(again) if !again.is_empty() => Ok(again),
            _ => self.bytes.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if amount == 0 {
            return;
        }
        if self.kept.len() > 2 * KEPT {
            self.kept.drain(..self.kept.len() - KEPT);
        }
        if self.at < self.again.len() {
            let taken = self.again.get(self.at..).unwrap_or_default();
            self.kept.extend_from_slice(taken.get(..amount).unwrap_or(taken));
            self.at += amount;
            if self.at >= self.again.len() {
                (self.again, self.at) = (Vec::new(), 0);
            }
            return;
        }
        // What was shown before is there still.
        if let Ok(bytes) = self.bytes.fill_buf() {
            self.kept.extend_from_slice(bytes.get(..amount).unwrap_or(bytes));
        }
        self.bytes.consume(amount);
    }
}

/// Parts of one kind of compression, one after the other.
trait Parted: Send {
    const FORMAT: &'static str;
    const MARK: &'static [u8];
    /// The compressed bytes.
    fn source(&mut self) -> &mut Recorded;
    /// Begins the part that stands next. False where what stands there is passed over and holds nothing.
    fn begin(&mut self) -> io::Result<bool>;
    /// Bytes of the part; 0 at its end.
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize>;
}

struct Gzip(GzDecoder<Recorded>);

impl Gzip {
    fn over(source: Box<dyn Bytes>) -> Gzip {
        let mut gzip = Gzip(GzDecoder::new(Recorded::over(nothing())));
        // A decoder that is made over the source reads its head at once, before anybody can ask where it stands.
        *gzip.0.get_mut() = Recorded::over(source);
        gzip
    }
}

fn nothing() -> Box<dyn Bytes> {
    Box::new(Plain { input: BufReader::with_capacity(0, io::empty()), place: 0 })
}

impl Parted for Gzip {
    const FORMAT: &'static str = "gzip";
    const MARK: &'static [u8] = GZIP;

    fn source(&mut self) -> &mut Recorded {
        self.0.get_mut()
    }

    fn begin(&mut self) -> io::Result<bool> {
        let source = std::mem::replace(&mut self.0, GzDecoder::new(Recorded::over(nothing()))).into_inner();
        self.0 = GzDecoder::new(source);
        Ok(true)
    }

    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}

struct Zstd {
    source: Recorded,
    decoder: FrameDecoder,
    begun: bool,
}

impl Parted for Zstd {
    const FORMAT: &'static str = "zstd";
    const MARK: &'static [u8] = ZSTD;

    fn source(&mut self) -> &mut Recorded {
        &mut self.source
    }

    fn begin(&mut self) -> io::Result<bool> {
        self.begun = false;
        if is_skippable(self.source.fill_buf()?) {
            self.skip_frame()?;
            return Ok(false);
        }
        self.decoder.init(&mut self.source).map_err(io::Error::other)?;
        self.begun = true;
        Ok(true)
    }

    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if !self.begun {
            return Ok(0);
        }
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            let step = BlockDecodingStrategy::UptoBlocks(1);
            self.decoder.decode_blocks(&mut self.source, step).map_err(io::Error::other)?;
        }
        self.decoder.read(out)
    }
}

impl Zstd {
    /// Passes over a frame that holds no content; a dictionary in it is kept for the frames after it.
    fn skip_frame(&mut self) -> io::Result<()> {
        let mut head = [0; 8];
        self.source.read_exact(&mut head)?;
        let [.., a, b, c, d] = head;
        let length = u64::from(u32::from_le_bytes([a, b, c, d]));
        if !head.starts_with(DICTIONARY) || length > LONGEST_DICTIONARY {
            io::copy(&mut (&mut self.source).take(length), &mut io::sink())?;
            return Ok(());
        }
        let mut bytes = Vec::new();
        (&mut self.source).take(length).read_to_end(&mut bytes)?;
        if bytes.starts_with(ZSTD) {
            let (unpacked, problem) = unpack(bytes, LONGEST_DICTIONARY);
            if let Some(problem) = problem {
                return Err(io::Error::other(problem));
            }
            bytes = unpacked;
        }
        let dictionary = Dictionary::decode_dict(&bytes).map_err(io::Error::other)?;
        self.decoder.add_dict(dictionary).map_err(io::Error::other)
    }
}

/// Whether a zstd frame begins here that holds no content.
fn is_skippable(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// The content of all parts of a compressed file.
struct Parts<P> {
    parts: P,
    /// Where the part begins that `buffer` holds bytes of.
    place: u64,
    state: State,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a part, or after the last one.
    Between,
    /// In a part.
    Within,
    /// In a part that can't be read on.
    Broken,
}

impl<P: Parted> Parts<P> {
    fn new(parts: P) -> Parts<P> {
        Parts { parts, place: 0, state: State::Between, buffer: vec![0; BUFFER], at: 0, end: 0 }
    }

    /// Fills the buffer with bytes of one part; nothing at the end of the file.
    fn fill(&mut self) -> io::Result<()> {
        (self.at, self.end) = (0, 0);
        loop {
            match self.state {
                State::Broken => return Ok(()),
                State::Within => {
                    self.end = self.parts.read(&mut self.buffer)?;
                    if self.end > 0 {
                        return Ok(());
                    }
                    self.state = State::Between;
                }
                State::Between => {
                    if self.parts.source().fill_buf()?.is_empty() {
                        return Ok(());
                    }
                    self.place = self.parts.source().place();
                    self.parts.source().forget();
                    let head = self.parts.source().fill_buf()?;
                    // A single byte of the mark may end a buffer.
                    let mark = P::MARK.get(..head.len().min(P::MARK.len())).unwrap_or(P::MARK);
                    let is_part = head.starts_with(mark) || (P::MARK == ZSTD && is_skippable(head));
                    if !is_part {
                        return Err(io::Error::other("what follows is no part of it"));
                    }
                    self.state = State::Within;
                    if !self.parts.begin()? {
                        self.state = State::Between;
                    }
                }
            }
        }
    }
}

impl<P: Parted> Read for Parts<P> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

impl<P: Parted> BufRead for Parts<P> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.end
            && let Err(error) = self.fill()
        {
            self.state = State::Broken;
            // An error of an outer layer says what it is itself.
            return Err(match problem(error) {
                ReadError::Unreadable(error) => broken(P::FORMAT, error),
                error => io::Error::other(error),
            });
        }
        Ok(self.buffer.get(self.at..self.end).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.end);
    }
}

impl<P: Parted> Bytes for Parts<P> {
    fn place(&self) -> u64 {
        self.place
    }

    fn has_parts(&self) -> bool {
        true
    }

    fn skip_part(&mut self) -> io::Result<bool> {
        (self.at, self.end) = (0, 0);
        let source = self.parts.source();
        // A decoder may have taken the next part for more of the broken one.
        if self.state == State::Broken {
            source.rewind();
        }
        self.state = State::Between;
        loop {
            let head = source.fill_buf()?;
            if head.is_empty() {
                return Ok(false);
            }
            if head.starts_with(P::MARK) {
                return Ok(true);
            }
            // A mark that lies over the border of two buffers is passed over: the part after it is found.
            let next = find(head.get(1..).unwrap_or_default(), P::MARK).map_or(head.len(), |at| at + 1);
            source.consume(next);
        }
    }
}

/// Where `wanted` first stands in `bytes`.
pub(crate) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory")
    }

    fn zst(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn layers_are_opened() {
        assert_eq!(unpack(gz(&gz(b"text")), 100).0, b"text");
        let two = [zst(b"one "), zst(b"two")].concat();
        assert_eq!(unpack(two, 100).0, b"one two");
        let with_gap = [zst(b"one "), vec![0x53, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9], zst(b"two")].concat();
        assert_eq!(unpack(with_gap, 100).0, b"one two");
        assert_eq!(unpack(b"text".to_vec(), 2).0, b"te");
    }

    #[test]
    fn a_bomb_is_stopped() {
        let (out, problem) = unpack(gz(&vec![b'a'; 1 << 20]), 1000);
        assert_eq!(out.len(), 1000);
        assert!(matches!(problem, Some(ReadError::TooLarge { limit: 1000 })));
        let (out, problem) = unpack(zst(&vec![b'a'; 1 << 20]), 1000);
        assert_eq!(out.len(), 1000);
        assert!(matches!(problem, Some(ReadError::TooLarge { limit: 1000 })));
    }

    #[test]
    fn a_torn_file_gives_what_it_has() {
        let whole = gz("Talks failed. ".repeat(5000).as_bytes());
        let (out, problem) = unpack(whole.get(..whole.len() - 12).unwrap_or_default().to_vec(), 1 << 20);
        assert!(!out.is_empty());
        assert!(matches!(problem, Some(ReadError::BrokenArchive { format: "gzip", .. })));
        assert!(matches!(unpack(vec![0x28, 0xb5, 0x2f, 0xfd, 9, 9], 100).1, Some(ReadError::BrokenArchive { .. })));
    }

    /// Parts that can be read, with their places, going on behind those that can't.
    fn parts(file: Vec<u8>) -> Vec<(u64, String)> {
        let mut bytes = unpacked(Cursor::new(file), 0, None).expect("it begins");
        let mut found = Vec::new();
        loop {
            match bytes.fill_buf().map(<[u8]>::to_vec) {
                Ok(part) if part.is_empty() => return found,
                Ok(part) => {
                    bytes.consume(part.len());
                    found.push((bytes.place(), String::from_utf8_lossy(&part).into_owned()));
                }
                Err(_) => {
                    if !bytes.skip_part().expect("memory") {
                        return found;
                    }
                }
            }
        }
    }

    #[test]
    fn parts_have_places_and_are_found_behind_damage() {
        for pack in [gz, zst] {
            let [first, second, third] = [pack(b"first"), pack(b"second"), pack(b"third")];
            let torn = second.get(..second.len() - 6).unwrap_or_default();
            let file = [&first, torn, b"garbage", &third].concat();
            let found = parts(file);
            let place = (first.len() + torn.len() + 7) as u64;
            assert_eq!(found.first(), Some(&(0, "first".to_string())));
            assert_eq!(found.last(), Some(&(place, "third".to_string())));
        }
    }
}
