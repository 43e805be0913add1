//! A folder with a model whose files are cut, damaged or swapped.

use super::*;

/// The small model in a folder of its own.
fn model(folder: &Path) -> std::io::Result<PathBuf> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/small");
    let to = folder.join("model");
    std::fs::create_dir_all(&to)?;
    for file in std::fs::read_dir(from)? {
        let file = file?;
        std::fs::copy(file.path(), to.join(file.file_name()))?;
    }
    Ok(to)
}

fn read_with(folder: &Path, model: &Path) -> std::io::Result<Output> {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("sayso"));
    command.current_dir(folder).arg("--model").arg(model).args(["--workspace", "a.db", "add", "reports"]).output()
}

#[test]
fn a_model_that_is_cut_damaged_or_swapped_is_named_and_nothing_is_read() -> Tried {
    let mut random = Random::new("models");
    let folder = tempfile::tempdir()?;
    reports(folder.path(), 2)?;
    let model = model(folder.path())?;
    let weights = model.join("weights.safetensors");
    let whole = std::fs::read(&weights)?;
    let other = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/base/weights.safetensors"))?;
    let refused = |bytes: &[u8], what: &str| -> Tried {
        std::fs::write(&weights, bytes)?;
        let output = read_with(folder.path(), &model)?;
        let told = errors(&output);
        assert_eq!(output.status.code(), Some(1), "{what}: {told}");
        assert!(told.contains("weights.safetensors") && told.contains("model in"), "{what}: {told}");
        assert!(!told.contains("panicked"), "{what}: {told}");
        Ok(())
    };
    for sums in [true, false] {
        if !sums {
            std::fs::remove_file(model.join("SHA256SUMS"))?;
        }
        for _ in 0..if long() { 20 } else { 2 } {
            refused(&whole[..random.below(whole.len())], "cut")?;
            // The head of the file, which says where each tensor lies, is a few thousand bytes.
            let mut damaged = whole.clone();
            let from = random.below(if sums { whole.len() - 64 } else { 8 });
            let put = random.bytes(64);
            damaged[from..from + 64].copy_from_slice(&put);
            refused(&damaged, "damaged")?;
        }
        refused(&other, "of another model")?;
        refused(b"", "empty")?;
    }
    std::fs::remove_file(&weights)?;
    let told = errors(&read_with(folder.path(), &model)?);
    assert!(told.contains("weights.safetensors"), "{told}");
    std::fs::write(&weights, &whole)?;
    assert!(read_with(folder.path(), &model)?.status.success());
    assert_eq!(whole_documents(&folder.path().join("a.db"))?.len(), 2);
    Ok(())
}
