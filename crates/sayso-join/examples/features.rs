use std::io::BufRead;
fn main() {
    for line in std::io::stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let doc = |k: &str| {
            sayso_join::Text::new(&sayso_core::Document::new(
                v[k]["id"].as_str().unwrap(),
                v[k]["text"].as_str().unwrap(),
            ))
        };
        let (a, b) = (doc("a"), doc("b"));
        let o = sayso_join::compare(&a, &b);
        println!(
            "{} {} {:?} {:?} | {}",
            a.doc,
            b.doc,
            o.as_ref().map(|o| o.relation),
            o.map(|o| o.reasons),
            sayso_join::features(&a, &b)
        );
    }
}
