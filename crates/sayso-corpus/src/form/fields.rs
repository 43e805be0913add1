//! Actors, and the fields of records that point into the text.

use super::heads::{list, put};
use super::lexer::Token;
use super::read::{Form, Told};
use super::values;
use crate::RULE;
use sayso_core::{
    Act, Actor, ActorId, ActorKind, CharSpan, DatePrecision, DateRange, Holder, HolderText, Link, Magnitude, Party,
    Place, Quote, codes,
};

impl Form<'_> {
    /// `KEY = NAME; KIND; COUNTRY; SECTOR SECTOR`
    pub(super) fn actor(&mut self, declared: &str) -> Told {
        let shape = "an actor is declared so: actor police = Police of Norland; organization; NOR; COP (- where nothing is known)";
        let (key, rest) = declared.split_once('=').ok_or(shape)?;
        let key = key.trim();
        let fields: Vec<&str> = rest.split(';').map(str::trim).collect();
        let &[full_name, kind, country, sectors] = fields.as_slice() else { return Err(shape.into()) };
        if key.is_empty() || key.contains([' ', '"']) || key == "unnamed" || key == "?" || full_name.is_empty() {
            return Err(format!("{key:?} can't stand for an actor; {shape}"));
        }
        if self.actors.iter().any(|actor| actor.id.0 == key) {
            return Err(format!("the actor {key:?} is declared twice"));
        }
        let kind: ActorKind = values::named(kind).ok_or_else(|| {
            format!("{kind:?} is no kind of actor: person, organization, state, group, place-as-state, unknown")
        })?;
        let country = Some(country).filter(|country| *country != "-");
        if let Some(code) =
            country.filter(|code| code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()))
        {
            return Err(format!(
                "{code:?} is no country: three capital letters (ISO 3166-1), one of {}, or -",
                codes::ABOVE_STATES.join(", ")
            ));
        }
        let sectors: Vec<String> =
            sectors.split([' ', ',']).filter(|code| !code.is_empty() && *code != "-").map(str::to_string).collect();
        if let Some(code) = sectors.iter().find(|code| !codes::SECTORS.contains(&code.as_str())) {
            return Err(format!("{code:?} is no sector; there are {}", codes::SECTORS.join(", ")));
        }
        self.actors.push(Actor {
            id: ActorId(key.to_string()),
            name: full_name.to_string(),
            aliases: Vec::new(),
            kind,
            country: country.map(str::to_string),
            country_how: None,
            sector: sectors,
            roles: Vec::new(),
            wikidata: None,
            mentions: Vec::new(),
        });
        Ok(())
    }

    /// `KEY "words"`; `?` where the words stand for nobody that is declared.
    pub(super) fn party(&self, number: usize, rest: &[Token]) -> Result<Party<CharSpan>, String> {
        let [Token::Word(key), Token::Quoted(words)] = rest else {
            return Err("a participant is a declared actor and the words: actor police \"the police\"; ? where it is nobody's name".into());
        };
        let actor = if key == "?" { None } else { Some(self.declared(key)?) };
        Ok(Party { actor, span: self.places.find(words, number)? })
    }

    pub(super) fn declared(&self, key: &str) -> Result<ActorId, String> {
        let found = self.actors.iter().find(|actor| actor.id.0 == key).map(|actor| actor.id.clone());
        found.ok_or_else(|| format!("no actor {key:?} is declared (actor {key} = NAME; KIND; COUNTRY; SECTORS)"))
    }

    /// `KEY|unnamed [byline] ["words"] [cue "said"] [ACT] [QUOTE]`
    pub(super) fn link(&self, number: usize, rest: &[Token]) -> Result<Link<CharSpan>, String> {
        let (key, mut rest) = match rest {
            [Token::Word(key), rest @ ..] => (key.as_str(), rest),
            _ => return Err(
                "a holder is a declared actor or unnamed: by ministry \"the ministry\" cue \"said\" states indirect"
                    .into(),
            ),
        };
        let mut link = Link {
            holder: Holder { publisher: false, actor: None, span: None, unnamed: key == "unnamed", place: None },
            cue: None,
            act: None,
            quote: None,
        };
        if key != "unnamed" {
            link.holder.actor = Some(self.declared(key)?);
        }
        loop {
            rest = match rest {
                [] => break,
                [Token::Word(word), Token::Quoted(words), rest @ ..] if word == "byline" => {
                    link.holder.span = Some(self.in_byline(&words.words)?);
                    link.holder.place = Some(HolderText::Byline);
                    rest
                }
                [Token::Word(word), Token::Quoted(words), rest @ ..] if word == "cue" => {
                    put(&mut link.cue, self.places.find(words, number)?)?;
                    rest
                }
                [Token::Quoted(words), rest @ ..] => {
                    put(&mut link.holder.span, self.places.find(words, number)?)?;
                    rest
                }
                [Token::Word(word), rest @ ..] => {
                    match (values::named::<Act>(word), values::named::<Quote>(word)) {
                        (Some(act), _) => put(&mut link.act, act)?,
                        (None, Some(quote)) => put(&mut link.quote, quote)?,
                        (None, None) => {
                            return Err(format!(
                                "{word:?} is no act ({}) and no quote (direct, indirect, mixed, scare)",
                                list(&Act::ALL)
                            ));
                        }
                    }
                    rest
                }
            };
        }
        if link.holder.unnamed && link.holder.span.is_none() {
            link.holder.span = link.cue;
        }
        if link.holder.span.is_none() && link.cue.is_none() {
            return Err("a holder needs the words that name it, or the cue that shows it".into());
        }
        link.act.get_or_insert(Act::States);
        link.quote.get_or_insert(Quote::Indirect);
        Ok(link)
    }

    pub(super) fn in_byline(&self, words: &str) -> Result<CharSpan, String> {
        let byline = self.sheet.document.byline.as_deref().unwrap_or("");
        let at = byline.find(words).ok_or_else(|| format!("the byline does not hold {words:?}"))?;
        let start = byline[..at].chars().count();
        Ok(CharSpan { start, end: start + words.chars().count() })
    }

    /// `2024-05-14 [PRECISION] ["words"]`
    pub(super) fn date(&self, number: usize, rest: &[Token]) -> Result<DateRange<CharSpan>, String> {
        let (text, rest) = match rest {
            [Token::Word(text), rest @ ..] => (text, rest),
            _ => return Err("a date is a day or an interval, and the words: date 2024-05-14 \"on Tuesday\"".into()),
        };
        let (from, to, mut precision) = values::days(text)?;
        let mut span = None;
        for token in rest {
            match token {
                Token::Word(word) => {
                    precision = values::named::<DatePrecision>(word).ok_or_else(|| {
                        format!("{word:?} is no precision: day, week, month, quarter, year, decade, unknown")
                    })?;
                }
                Token::Quoted(words) => put(&mut span, self.places.find(words, number)?)?,
            }
        }
        Ok(DateRange { from, to, precision, span })
    }

    /// `NAME; COUNTRY; PRECISION ["words"]`
    pub(super) fn place(&self, number: usize, rest: &[Token]) -> Result<Place<CharSpan>, String> {
        let shape = "a place is its name, country and precision, and the words: place Accra; GHA; place \"Accra\" (precision: point, place, admin, country, region; - where there is no country)";
        let mut span = None;
        let mut words: Vec<&str> = Vec::new();
        for token in rest {
            match token {
                Token::Word(word) => words.push(word),
                Token::Quoted(quoted) => put(&mut span, self.places.find(quoted, number)?)?,
            }
        }
        let joined = words.join(" ");
        let fields: Vec<&str> = joined.split(';').map(str::trim).collect();
        let &[place, country, precision] = fields.as_slice() else { return Err(shape.into()) };
        let known = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if place.is_empty() || !(country == "-" || known(country)) {
            return Err(shape.into());
        }
        Ok(Place {
            name: place.to_string(),
            span,
            lat: None,
            lon: None,
            admin1: None,
            country: Some(country).filter(|country| *country != "-").map(str::to_string),
            geonameid: None,
            precision: values::named(precision).ok_or(shape)?,
            feature: None,
            how: RULE.to_string(),
        })
    }

    /// `14 [unit UNIT] [hedge WORD] ["words"]`
    pub(super) fn magnitude(&self, number: usize, rest: &[Token]) -> Result<Magnitude<CharSpan>, String> {
        let (value, mut rest) = match rest {
            [Token::Word(value), rest @ ..] => (value, rest),
            _ => return Err("a number is 14, 14.., ..14 or 10..20, and the words: killed 14.. \"at least 14\"".into()),
        };
        let (at_least, at_most) = values::bounds(value)?;
        let mut magnitude = Magnitude { at_least, at_most, unit: None, hedge: None, span: None };
        loop {
            rest = match rest {
                [] => return Ok(magnitude),
                [Token::Word(word), Token::Word(value), rest @ ..] if word == "unit" => {
                    put(&mut magnitude.unit, value.clone())?;
                    rest
                }
                [Token::Word(word), Token::Word(value), rest @ ..] if word == "hedge" => {
                    put(&mut magnitude.hedge, value.clone())?;
                    rest
                }
                [Token::Quoted(words), rest @ ..] => {
                    put(&mut magnitude.span, self.places.find(words, number)?)?;
                    rest
                }
                [Token::Word(word), ..] => {
                    return Err(format!("behind a number stand unit, hedge or the words, no {word:?}"));
                }
            };
        }
    }
}
