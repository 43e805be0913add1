// What a record says, in words that take nobody's side: a report is a report, an act stands as a noun.

import { typeName } from '../../lib/format';
import type { ChainLink, Count, DateValue, EventRecord, PartyRef, Place, Span } from '../../lib/types';
import type { Article, Rec } from './model';

/** A piece of a sentence; parties and speakers are set apart. */
export interface Part { text: string; strong?: boolean; /** Not to be broken over two lines. */ keep?: boolean }

type Noun = [noun: string, by: string, to: string];

const NOUNS: Record<string, Noun> = {
  AGREE: ['an agreement or offer', 'by', 'with'],
  CONSULT: ['a meeting', 'of', 'with'],
  'CONSULT visit': ['a visit', 'by', 'to'],
  'CONSULT third-party': ['mediation', 'by', 'with'],
  'CONSULT phone': ['a telephone call', 'of', 'with'],
  SUPPORT: ['support', 'by', 'for'],
  CONCEDE: ['a concession', 'by', 'towards'],
  COOPERATE: ['cooperation', 'of', 'with'],
  AID: ['aid', 'by', 'for'],
  RETREAT: ['a giving way', 'by', 'towards'],
  'RETREAT withdraw': ['a withdrawal', 'by', 'towards'],
  'RETREAT release': ['a release', 'by', 'of'],
  'RETREAT disarm': ['a disarmament', 'by', 'towards'],
  'RETREAT ceasefire': ['a ceasefire', 'by', 'with'],
  'RETREAT access': ['a granting of access', 'by', 'to'],
  'RETREAT resign': ['a resignation', 'by', 'towards'],
  REQUEST: ['a request or demand', 'by', 'to'],
  'REQUEST assist': ['a request for help', 'by', 'to'],
  'REQUEST change': ['a request or demand for change', 'by', 'to'],
  'REQUEST yield': ['a request or demand to yield', 'by', 'to'],
  'REQUEST meet': ['a request to meet', 'by', 'to'],
  ACCUSE: ['an accusation', 'by', 'against'],
  'ACCUSE disapprove': ['criticism', 'by', 'of'],
  'ACCUSE investigate': ['an investigation', 'by', 'of'],
  REJECT: ['a refusal', 'by', 'towards'],
  'REJECT assist': ['a refusal to help', 'by', 'towards'],
  'REJECT change': ['a refusal of change', 'by', 'towards'],
  'REJECT yield': ['a refusal to yield', 'by', 'towards'],
  'REJECT meet': ['a refusal to meet', 'by', 'towards'],
  THREATEN: ['a threat or warning', 'by', 'to'],
  'THREATEN restrict': ['a threat or warning of restrictions', 'by', 'to'],
  'THREATEN arrest': ['a threat or order of arrest', 'by', 'to'],
  'THREATEN relations': ['a threat or warning of reduced relations', 'by', 'to'],
  'THREATEN expel': ['a threat or warning of expulsion', 'by', 'to'],
  'THREATEN violence': ['a threat or warning of force', 'by', 'to'],
  PROTEST: ['a protest', 'by', 'against'],
  'PROTEST demo': ['a demonstration', 'by', 'against'],
  'PROTEST riot': ['a riot', 'by', 'against'],
  'PROTEST strike': ['a strike', 'by', 'against'],
  'PROTEST hunger': ['a hunger strike', 'by', 'against'],
  'PROTEST boycott': ['a boycott', 'by', 'of'],
  'PROTEST obstruct': ['a blockade', 'by', 'of'],
  'PROTEST vandalize': ['damage in protest', 'by', 'against'],
  SANCTION: ['a sanction', 'by', 'against'],
  'SANCTION convict': ['a conviction', 'by', 'of'],
  'SANCTION expel': ['an expulsion or removal', 'by', 'of'],
  'SANCTION withdraw': ['a withdrawal from relations', 'by', 'with'],
  'SANCTION discontinue': ['a breaking off', 'by', 'with'],
  MOBILIZE: ['a move of forces', 'by', 'towards'],
  'MOBILIZE troops': ['a move of forces', 'by', 'towards'],
  'MOBILIZE weapons': ['a move of weapons', 'by', 'towards'],
  'MOBILIZE police': ['a deployment of police', 'by', 'towards'],
  COERCE: ['coercion', 'by', 'of'],
  'COERCE seize': ['a seizure or raid', 'by', 'of'],
  'COERCE restrict': ['a restriction', 'by', 'of'],
  'COERCE censor': ['censorship', 'by', 'of'],
  'COERCE curfew': ['a curfew', 'by', 'on'],
  'COERCE martial-law': ['martial law', 'by', 'on'],
  'COERCE arrest': ['an arrest', 'by', 'of'],
  'COERCE deport': ['a deportation', 'by', 'of'],
  'COERCE withhold': ['a withholding', 'by', 'from'],
  'COERCE misinformation': ['the spreading of false information', 'by', 'against'],
  'COERCE cyber': ['a cyber attack', 'by', 'on'],
  ASSAULT: ['an attack', 'by', 'on'],
  'ASSAULT abduct': ['an abduction or capture', 'by', 'of'],
  'ASSAULT beat': ['a beating', 'by', 'of'],
  'ASSAULT torture': ['torture', 'by', 'of'],
  'ASSAULT sexual': ['sexual violence', 'by', 'against'],
  'ASSAULT targeted': ['a targeted killing', 'by', 'of'],
  'ASSAULT destroy': ['destruction', 'by', 'of'],
  'ASSAULT firearms': ['an attack with firearms', 'by', 'on'],
  'ASSAULT explosives': ['an attack with explosives', 'by', 'on'],
  'ASSAULT suicide-attack': ['a suicide attack', 'by', 'on'],
  'ASSAULT aerial': ['an attack from the air', 'by', 'on'],
  'ASSAULT drone': ['an attack with drones', 'by', 'on'],
  'ASSAULT heavy-weapons': ['an attack with heavy weapons', 'by', 'on'],
  'ASSAULT crowd-control': ['force against a crowd', 'by', 'against'],
};

// Whether the words that follow are a whole clause ("says that B denies …") or a noun ("denies an arrest").
const ACTS: Record<string, [clause: string, noun: string]> = {
  states: ['states that', 'states that there was'],
  denies: ['denies that', 'denies'],
  doubts: ['doubts that', 'doubts'],
  believes: ['believes that', 'believes that there was'],
  predicts: ['predicts that', 'predicts'],
  wants: ['wants that', 'wants'],
  asks: ['asks that', 'asks for'],
  promises: ['promises that', 'promises'],
  threatens: ['threatens that', 'threatens'],
  'asks-whether': ['asks whether', 'asks whether there was'],
};

export function list(names: string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Name of a party: that of its actor, else its own words. */
export function partyName(it: Article, party: PartyRef): string {
  const actor = party.actor ? it.actors.get(party.actor) : undefined;
  return actor?.name ?? `“${it.text.slice(...party.span)}”`;
}

/**
 * A party in a sentence: in the words of the text where they hold its name and say more ("East Germany" for Germany),
 * by its name where they don't ("he", "American").
 */
export function saidName(it: Article, actor: string | null | undefined, span: Span | undefined): string {
  const name = actor ? it.actors.get(actor)?.name : undefined;
  const words = span ? it.text.slice(...span).replace(/\s+/g, ' ').trim() : '';
  if (!name) return `“${words}”`;
  if (words.length > 80 || !words.toLowerCase().includes(name.toLowerCase())) return name;
  // An article is small inside a sentence.
  return /^(the|an?) /i.test(name) ? words : words.replace(/^(The|An?) /, (article) => article.toLowerCase());
}

export function publisherName(it: Article): string {
  return it.reading.document.publisher || 'This document';
}

/** Name of a speaker; a source without name keeps the words that describe it. */
export function holderName(it: Article, link: ChainLink): string {
  const { holder } = link;
  if (holder.publisher) return publisherName(it);
  const actor = holder.actor ? it.actors.get(holder.actor) : undefined;
  if (actor && !holder.unnamed) return actor.name;
  const source = holder.in === 'byline' ? (it.reading.document.byline ?? '') : it.text;
  const words = holder.span ? source.slice(...holder.span) : '';
  if (words && words === (link.cue ? it.text.slice(...link.cue) : '')) return 'an unnamed source';
  return words ? `“${words}”` : 'an unnamed source';
}

/** What a speaker does in its link, in one word or two. */
export function actName(link: ChainLink): string {
  if (link.holder.publisher) return 'reports';
  return (link.act ?? 'states').replace('-', ' ');
}

function indefinite(noun: string, adjective: string): string {
  const bare = noun.replace(/^an? /, '');
  const article = noun === bare ? '' : /^[aeiou]/.test(adjective || bare) ? 'an ' : 'a ';
  return article + (adjective ? `${adjective} ` : '') + bare;
}

/** The act as a noun with its parties: "an arrest by police of 14 members". */
export function actParts(it: Article, event: EventRecord): Part[] {
  const noun = NOUNS[`${event.event} ${event.mode ?? ''}`] ?? NOUNS[event.event] ?? [event.event.toLowerCase(), 'by', 'towards'];
  const { realis, certainty } = event.factuality;
  const adjective = [
    certainty === 'probable' || certainty === 'possible' ? certainty : '',
    realis === 'future' ? 'coming' : realis === 'conditional' ? 'conditional' : realis === 'requested' ? 'requested' : realis === 'generic' ? 'recurring' : '',
  ].filter(Boolean).join(', ');
  const out: Part[] = [{ text: indefinite(noun[0], adjective) }];
  if (event.actor.length) out.push({ text: ` ${noun[1]} ` }, { text: list(event.actor.map((p) => saidName(it, p.actor, p.span))), strong: true });
  if (event.recipient.length) out.push({ text: ` ${noun[2]} ` }, { text: list(event.recipient.map((p) => saidName(it, p.actor, p.span))), strong: true });
  const where = event.location ? placeWords(event.location) : '';
  const when = event.date ? dateWords(event.date) : '';
  if (where) out.push({ text: `, ${where}` });
  if (when) out.push({ text: ', ' }, { text: when, keep: true });
  return out;
}

/** "The Courier reports that State Department denies …" */
export function carefulParts(it: Article, rec: Rec): Part[] {
  const chain = rec.it.chain;
  const out: Part[] = [];
  const name = (link: ChainLink) => {
    const { holder } = link;
    const said = holder.actor && !holder.unnamed && !holder.publisher && holder.in !== 'byline';
    out.push({ text: said ? saidName(it, holder.actor, holder.span) : holderName(it, link), strong: true });
  };
  const inner = chain.at(-1)!;
  const own = chain.length === 1;
  const act = ACTS[inner.act ?? 'states'] ?? ACTS.states!;
  // Everyone but the innermost speaker only passes a clause on.
  chain.slice(0, -1).forEach((link) => {
    name(link);
    out.push({ text: link.holder.publisher ? ' reports that ' : ` ${(ACTS[link.act ?? 'states'] ?? ACTS.states!)[0]} ` });
  });
  name(inner);
  if (rec.kind === 'event') {
    const event = rec.it;
    const denied = event.factuality.polarity === '-';
    // A denial is told by the verb; any other negative needs its "no".
    if (own) out.push({ text: denied ? ' reports that there was no ' : ' reports ' });
    else if (denied && inner.act !== 'denies') out.push({ text: ` ${act[1]} no ` });
    else out.push({ text: ` ${act[1]} ` });
    const parts = actParts(it, event);
    if (denied && (own || inner.act !== 'denies')) parts[0]!.text = parts[0]!.text.replace(/^an? /, '');
    out.push(...parts);
    if (event.standing === 'background') out.push({ text: ' (an older act, told as background)' });
  } else if (rec.kind === 'label') {
    const plain = own || inner.act === undefined || inner.act === 'states' || inner.act === 'believes';
    const label = { text: `“${rec.it.text ?? it.text.slice(...rec.at)}”`, strong: true };
    const target = { text: saidName(it, rec.it.target.actor, rec.it.target.span), strong: true };
    if (!plain) out.push({ text: ` ${act[0]} ` }, target, { text: ' may be called ' }, label);
    else if (rec.it.kind === 'comparison') out.push({ text: ' likens ' }, target, { text: ' to ' }, label);
    else out.push({ text: ' applies the label ' }, label, { text: ' to ' }, target);
  } else {
    const tie = rec.it;
    out.push({ text: own ? ' reports that ' : ` ${act[0]} ` });
    out.push({ text: saidName(it, tie.from.actor, tie.from.span), strong: true }, { text: ` ${tieWords(tie.kind, tie.change)} ` });
    out.push({ text: saidName(it, tie.to.actor, tie.to.span), strong: true });
    if (tie.since) out.push({ text: `, since: ${dateWords(tie.since)}` });
    if (tie.until) out.push({ text: `, until: ${dateWords(tie.until)}` });
  }
  out.push({ text: '.' });
  return out;
}

const TIES: Record<string, string> = {
  backs: 'backs', opposes: 'opposes', funds: 'funds', arms: 'arms', hosts: 'hosts', 'member-of': 'is a member of', leads: 'leads', owns: 'owns',
  'allied-with': 'is allied with', 'at-war-with': 'is at war with', designates: 'designates', 'part-of': 'is part of', 'relates-to': 'is related to',
};
export function tieWords(kind: string, change: string): string {
  const words = TIES[kind] ?? kind.replaceAll('-', ' ');
  return change === 'holds' ? words : `${words} (the tie ${change})`;
}

export function dateWords(date: DateValue): string {
  const { from } = date;
  const to = date.to === undefined ? from : date.to;
  if (from && to) return from === to ? `on ${from}` : `between ${from} and ${to}`;
  if (from) return `since ${from}`;
  if (to) return `on or before ${to}`;
  return 'at an unknown time';
}

const PRECISION: Record<string, string> = {
  point: 'exact point', place: 'town or place', admin: 'only the province is known', country: 'only the country is known', region: 'only a region is known',
};
export function placeWords(place: Place): string {
  return `in ${[place.name, place.admin1 && place.admin1 !== place.name ? place.admin1 : '', place.country ?? ''].filter(Boolean).join(', ')}`;
}
export function precisionWords(place: Place): string {
  return PRECISION[place.precision ?? ''] ?? place.precision ?? '';
}

export function countWords(count: Count): string {
  const { at_least: low, at_most: high } = count;
  const n = (value: number) => value.toLocaleString('en');
  const hedge = count.hedge ? `${count.hedge} ` : '';
  const unit = count.unit ? ` ${count.unit}` : '';
  if (low !== undefined && high !== undefined) return hedge + (low === high ? n(low) : `${n(low)} to ${n(high)}`) + unit;
  if (low !== undefined) return `at least ${n(low)}${unit}`;
  if (high !== undefined) return `at most ${n(high)}${unit}`;
  return `a number${unit}`;
}

/** Factuality in words: as the innermost speaker presents it. */
export function factualityWords(event: EventRecord): string {
  const { polarity, certainty, realis } = event.factuality;
  const how: Record<string, string> = { certain: 'as certain', probable: 'as probable', possible: 'as possible', unknown: 'without saying how sure' };
  const what: Record<string, string> = {
    actual: '', future: ', still to come', conditional: ', under a condition', requested: ', asked for', generic: ', as something that recurs',
  };
  return `${polarity === '-' ? 'as not so, ' : ''}${how[certainty] ?? certainty}${what[realis] ?? `, ${realis}`}`;
}

/** Short heading of a record: "Coerce: arrest". */
export function heading(rec: Rec): string {
  if (rec.kind === 'event') return typeName(rec.it.event, rec.it.mode);
  if (rec.kind === 'label') return rec.it.kind ? `Label: ${rec.it.kind}` : 'Label';
  return `Tie: ${rec.it.kind.replaceAll('-', ' ')}`;
}

export function flat(parts: Part[]): string {
  return parts.map((part) => part.text).join('');
}
