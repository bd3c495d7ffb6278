//! The floors of the server, by the same test as those of the domain, and that one place alone writes business state.

#[path = "../../../domain/tests/floors.rs"]
pub mod house;

/// The one way to write business state is called from one place.
#[test]
fn nothing_but_the_record_applies_events() {
    let root = house::root();
    let calls = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        text.contains("store::apply(")
    };
    let found: Vec<String> = house::sources(&root)
        .into_iter()
        .filter(calls)
        .map(|path| path.strip_prefix(&root).unwrap().display().to_string())
        .collect();
    assert_eq!(found, ["event_log/record.rs"]);
}
