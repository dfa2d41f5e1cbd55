//! A form with a file in it (`multipart/form-data`, RFC 7578), read from a body that is whole and bounded already.

use super::form::Typed;

/// The most parts that are read of one form.
const PARTS: usize = 40;
/// The longest head of a part.
const HEAD_OCTETS: usize = 4 * 1024;
/// The longest boundary (RFC 2046, 5.1.1).
const BOUNDARY_OCTETS: usize = 70;

/// A form with at most one file.
#[derive(Default)]
pub(super) struct Upload {
    /// What was typed beside it.
    pub(super) typed: Typed,
    /// The file, if one was chosen.
    pub(super) file: Option<File>,
}

/// A file out of a form.
pub(super) struct File {
    /// What it was called there. It is shown, and never used as a path.
    pub(super) name: String,
    /// What it holds.
    pub(super) octets: axum::body::Bytes,
}

impl Upload {
    /// Reads a form. `content_type` names its boundary.
    pub(super) fn parse(content_type: &str, body: &[u8]) -> Option<Self> {
        let boundary = boundary(content_type)?;
        let delimiter = [b"\r\n--".as_slice(), boundary.as_bytes()].concat();
        // The first delimiter may stand at the very beginning.
        let mut rest = match body.strip_prefix(delimiter.get(2..)?) {
            Some(rest) => rest,
            None => after(body, &delimiter)?,
        };
        let mut upload = Self::default();
        for _ in 0..PARTS {
            if rest.starts_with(b"--") {
                return Some(upload);
            }
            let part = rest.strip_prefix(b"\r\n")?;
            let end = find(part, &delimiter)?;
            upload.take(part.get(..end)?)?;
            rest = part.get(end + delimiter.len()..)?;
        }
        None
    }

    fn take(&mut self, part: &[u8]) -> Option<()> {
        let end = find(part.get(..part.len().min(HEAD_OCTETS))?, b"\r\n\r\n")?;
        let head = std::str::from_utf8(part.get(..end)?).ok()?;
        let octets = part.get(end + 4..)?;
        let disposition = head.split("\r\n").find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-disposition").then_some(value)
        })?;
        let name = parameter(disposition, "name")?;
        match parameter(disposition, "filename") {
            // A field for a file that nobody chose comes with an empty name and nothing in it.
            Some(file) if file.is_empty() && octets.is_empty() => {}
            Some(file) => {
                self.file = Some(File { name: file, octets: axum::body::Bytes::copy_from_slice(octets) });
            }
            None => {
                let value = String::from_utf8_lossy(octets).into_owned();
                self.typed = std::mem::take(&mut self.typed).with(&name, value);
            }
        }
        Some(())
    }
}

fn boundary(content_type: &str) -> Option<String> {
    let (media_type, parameters) = content_type.split_once(';')?;
    let fits = |text: &String| (1..=BOUNDARY_OCTETS).contains(&text.len());
    let is_form = media_type.trim().eq_ignore_ascii_case("multipart/form-data");
    let value = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"').to_owned())
    });
    value.filter(|value| is_form && fits(value))
}

/// A parameter of a header. Browsers write `"` inside a value as `%22` (HTML, multipart form data), so that the next
/// quotation mark is the end; a semicolon inside of a value is a semicolon.
fn parameter(header: &str, name: &str) -> Option<String> {
    let (_, mut rest) = header.split_once(';')?;
    loop {
        let (given, value) = rest.split_once('=')?;
        let (value, after) = value.trim_start().strip_prefix('"')?.split_once('"')?;
        if given.trim().eq_ignore_ascii_case(name) {
            return Some(value.replace("%22", "\""));
        }
        (_, rest) = after.split_once(';')?;
    }
}

fn after<'a>(text: &'a [u8], sought: &[u8]) -> Option<&'a [u8]> {
    text.get(find(text, sought)? + sought.len()..)
}

fn find(text: &[u8], sought: &[u8]) -> Option<usize> {
    let first = *sought.first()?;
    let mut from = 0;
    loop {
        // A delimiter begins with a rare octet, so that most of a large file is passed over quickly.
        from += text.get(from..)?.iter().position(|octet| *octet == first)?;
        if text.get(from..)?.starts_with(sought) {
            return Some(from);
        }
        from += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=----x";

    #[test]
    fn a_file_and_the_fields_beside_it_are_read_to_the_octet() {
        let body = b"------x\r\nContent-Disposition: form-data; name=\"revision\"\r\n\r\n7\r\n------x\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.csv\"\r\nContent-Type: text/csv\r\n\r\n\
            name\r\n--\r\n----\r\n\xff\r\n------x--\r\n";
        let upload = Upload::parse(TYPE, body).unwrap();
        assert_eq!(upload.typed.one("revision"), "7");
        let file = upload.file.unwrap();
        assert_eq!(
            (file.name.as_str(), &file.octets[..]),
            ("a \"b\".csv", &b"name\r\n--\r\n----\r\n\xff"[..])
        );
    }

    #[test]
    fn a_files_name_may_hold_what_separates_parameters() {
        for name in ["march; april.csv", "a=b; name=c.csv", "; filename=x.csv", "it's.csv"] {
            let body = format!(
                "------x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\nx\r\n------x--"
            );
            let upload = Upload::parse(TYPE, body.as_bytes()).unwrap();
            assert_eq!(upload.file.unwrap().name, name);
            assert!(!upload.typed.has("file"));
        }
    }

    #[test]
    fn a_file_that_nobody_chose_is_none() {
        let body =
            b"------x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n------x--";
        assert!(Upload::parse(TYPE, body).unwrap().file.is_none());
    }

    #[test]
    fn what_is_cut_off_or_endless_is_refused() {
        let whole = b"------x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n------x--";
        assert!(Upload::parse(TYPE, whole).is_some());
        for length in 0..whole.len() {
            assert!(Upload::parse(TYPE, &whole[..length]).is_none(), "{length}");
        }
        let part = "------x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n".repeat(PARTS + 1);
        assert!(Upload::parse(TYPE, format!("{part}------x--").as_bytes()).is_none());
        assert!(Upload::parse("multipart/form-data", whole).is_none());
        assert!(Upload::parse("text/plain; boundary=----x", whole).is_none());
    }

    proptest::proptest! {
        #[test]
        fn no_body_breaks_the_reader(body in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let _ = Upload::parse(TYPE, &[b"------x\r\n".as_slice(), &body].concat());
        }
    }
}
