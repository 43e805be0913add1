//! Prints the chain and the factuality of every verb of documents whose trees are given as CoNLL-U.
//!
//! `chains_from_trees TREES.conllu PART-OF-ID`

use sayso_code::factuality::{self, FactualityLexicon};
use sayso_code::saying::{Attributions, SayingLexicon};
use sayso_code::scene::{Scene, Word};
use sayso_core::Document;
use sayso_parse::Upos;
use std::error::Error;

mod trees;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let conllu = std::fs::read_to_string(arguments.next().ok_or("which trees?")?)?;
    let wanted = arguments.next().unwrap_or_default();
    let saying = SayingLexicon::embedded()?;
    let words = FactualityLexicon::embedded()?;
    for tree in trees::documents(&conllu).into_iter().filter(|tree| tree.id.contains(&wanted)) {
        println!("=== {}", tree.id);
        let document = Document::new(tree.id.as_str(), tree.text.as_str());
        let scene = Scene::new(&document, &tree.parse);
        let found = Attributions::find(&scene, &saying);
        for (index, sentence) in tree.parse.sentences.iter().enumerate() {
            println!("\n{}", scene.words_at(sentence.span));
            let mut last = String::new();
            for (word, token) in sentence.tokens.iter().enumerate() {
                if token.upos != Upos::Verb {
                    continue;
                }
                let word = Word::new(index, word);
                let chain: Vec<String> = found
                    .chain(&scene, word, &())
                    .links()
                    .iter()
                    .skip(1)
                    .map(|link| {
                        let holder = link.holder.span.map_or("(marks)", |span| span.of(&tree.text));
                        let unnamed = if link.holder.unnamed { "?" } else { "" };
                        let cue = link.cue.map_or("-", |span| span.of(&tree.text));
                        let quote = link.quote.map_or(String::new(), |quote| format!("{quote:?}").to_lowercase());
                        format!("{holder}{unnamed} [{cue}, {:?}, {quote}]", link.act.unwrap_or(sayso_core::Act::States))
                    })
                    .collect();
                let chain = chain.join(" <- ");
                let fact = factuality::of(&scene, word, &found, &words);
                let fact = format!("{:?} {:?} {:?}", fact.polarity, fact.certainty, fact.realis)
                    .replace("Positive", "+")
                    .replace("Negative", "-")
                    .replace("Certain ", "")
                    .replace("Actual", "");
                let shown = if chain == last { "〃".to_string() } else { chain.clone() };
                println!("    {:<14} {fact:<22} {shown}", token.form);
                last = chain;
            }
        }
    }
    Ok(())
}
