//! What stands on printed paper, read with programs that are not ours: poppler draws and reads it, zbar finds the codes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// How finely the paper is looked at: less than a telephone's camera does.
const DOTS_PER_INCH: &str = "150";
const MILLIMETRES_PER_POINT: f64 = 25.4 / 72.0;

/// A printed document.
pub(super) struct Printed {
    folder: TempDir,
}

/// A word, and how far it stands from the left and the upper edge of its sheet, and from the other two.
pub(super) struct Word {
    pub(super) text: String,
    /// Left, top, right, bottom, in millimetres.
    pub(super) margins: [f64; 4],
}

impl Printed {
    pub(super) fn new(pdf: &[u8]) -> Self {
        assert!(pdf.starts_with(b"%PDF"), "not a PDF file");
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("printed.pdf"), pdf).unwrap();
        run(
            Command::new("pdftoppm").args(["-gray", "-r", DOTS_PER_INCH, "printed.pdf", "sheet"]),
            folder.path(),
        );
        Self { folder }
    }

    /// Everything written on it, in the order in which it was written.
    pub(super) fn text(&self) -> String {
        run(Command::new("pdftotext").args(["-raw", "printed.pdf", "-"]), self.folder.path())
    }

    /// Every word with its place.
    pub(super) fn words(&self) -> Vec<Word> {
        let listed = run(Command::new("pdftotext").args(["-bbox", "printed.pdf", "-"]), self.folder.path());
        let (mut words, mut sheet) = (Vec::new(), [0.0; 2]);
        for line in listed.lines().map(str::trim) {
            if line.starts_with("<page ") {
                sheet = ["width", "height"].map(|name| number(line, name));
            } else if line.starts_with("<word ") {
                let [left, top, right, bottom] =
                    ["xMin", "yMin", "xMax", "yMax"].map(|name| number(line, name));
                let margins = [left, top, sheet[0] - right, sheet[1] - bottom];
                let text = line.split(['>', '<']).nth(2).unwrap_or_default().to_owned();
                words.push(Word { text, margins: margins.map(|points| points * MILLIMETRES_PER_POINT) });
            }
        }
        words
    }

    /// What a scanner reads in all codes on it.
    pub(super) fn codes(&self) -> BTreeSet<String> {
        codes_in(&self.sheets())
    }

    /// How light each sheet is as a whole, in hundredths of white.
    pub(super) fn lightness(&self) -> Vec<usize> {
        self.sheets().iter().map(|sheet| lightness(&fs::read(sheet).unwrap())).collect()
    }

    /// The pictures of all sheets, in their order.
    fn sheets(&self) -> Vec<PathBuf> {
        let mut sheets: Vec<PathBuf> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "pgm"))
            .collect();
        sheets.sort();
        assert!(!sheets.is_empty(), "nothing was printed");
        sheets
    }
}

/// How light a picture in binary grey is: the third line of its head says the value of white, and octets follow.
fn lightness(picture: &[u8]) -> usize {
    let dots = picture.splitn(4, |octet| *octet == b'\n').last().unwrap_or_default();
    let sum: usize = dots.iter().map(|dot| usize::from(*dot)).sum();
    sum * 100 / (dots.len() * 255)
}

/// What a scanner reads in pictures.
fn codes_in(pictures: &[PathBuf]) -> BTreeSet<String> {
    let mut command = Command::new("zbarimg");
    command.args(["--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable"]).args(pictures);
    let output = command.output().expect("zbar-tools is installed");
    // 4 is its number for "nothing in one of them".
    assert!(matches!(output.status.code(), Some(0 | 4)), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// What a scanner reads in a picture of one code.
pub(super) fn code_in(picture: &[u8]) -> String {
    let file = tempfile::Builder::new().suffix(".png").tempfile().unwrap();
    fs::write(file.path(), picture).unwrap();
    let mut codes = codes_in(&[file.path().to_owned()]);
    assert_eq!(codes.len(), 1, "not one code: {codes:?}");
    codes.pop_first().unwrap_or_default()
}

fn number(line: &str, name: &str) -> f64 {
    let value = line.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
    value.and_then(|(value, _)| value.parse().ok()).unwrap_or_else(|| panic!("no {name} in {line}"))
}

fn run(command: &mut Command, folder: &Path) -> String {
    let output = command.current_dir(folder).output().expect("poppler-utils are installed");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
