use super::*;
use crate::{Entity, Feats, Parse, ParseError, Relation, Sentence, Token, Upos};
use proptest::prelude::*;

const SAMPLE: &str = "\
# newdoc id = veld
# newpar
# sent_id = veld-1
# text = They don't talk.
1\tThey\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\ttalk\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
5\t.\t_\t_\t_\t_\t_\t_\t_\t_

# sent_id = veld-2
1\tWhy\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\t?\t_\t_\t_\t_\t_\t_\t_\t_
";

fn flat(given: &ConlluDocument) -> Parse {
    let sentences = given.sentences.iter().map(|sentence| {
        let token = |(index, word): (usize, &GivenWord)| Token {
            span: word.span,
            form: word.form.as_str().into(),
            lemma: word.form.to_lowercase().into(),
            upos: Upos::X,
            feats: Feats::default(),
            head: (index > 0).then_some(0),
            relation: Relation::parse(if index > 0 { "dep" } else { "root" }),
            cue: None,
            acts: None,
        };
        let tokens: Vec<Token> = sentence.words.iter().enumerate().map(token).collect();
        let span = Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end);
        Sentence { span, tokens, starts_paragraph: sentence.starts_paragraph }
    });
    Parse { sentences: sentences.collect(), entities: Vec::<Entity>::new(), coreference: None }
}

#[test]
fn what_was_given_is_kept() -> Result<(), ParseError> {
    let documents = read(SAMPLE)?;
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].document.text, "They don't talk. Why?");
    let written = write_given(&documents[0], &flat(&documents[0]));
    let again = read(&written)?;
    assert_eq!(again, documents);
    assert_eq!(write(&documents[0].document, &flat(&documents[0])), written);
    Ok(())
}

#[test]
fn words_without_characters_of_their_own_share_a_span() -> Result<(), ParseError> {
    let documents = read("1-2\tdunno\t_\n1\tdo\t_\n2\tknow\t_\n")?;
    let words = &documents[0].sentences[0].words;
    assert_eq!(words[0].span, words[1].span);
    Ok(())
}

#[test]
fn mistakes_are_named_with_their_line() {
    for (input, line) in [("1\ta\n3\tb\n", 2), ("1-2\tab\n1\ta\n\n", 3), ("word\n", 1), ("2-1\tab\n", 1), ("1\t \n", 1)]
    {
        match read(input) {
            Err(ParseError::Conllu { line: found, .. }) => assert_eq!(found, line, "{input:?}"),
            other => panic!("{input:?} gave {other:?}"),
        }
    }
}

proptest! {
    #[test]
    fn any_input_is_read_or_refused(input in "([#1-3a=.\\-\\t\\n ]|text|newdoc id|é){0,40}") {
        if let Ok(documents) = read(&input) {
            for document in documents {
                let written = write_given(&document, &flat(&document));
                prop_assert!(read(&written).is_ok(), "{}", written);
            }
        }
    }
}
