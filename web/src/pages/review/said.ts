// What each field of a draft says, in a few words: for what was before, and for readings side by side.
import { typeName } from '../../lib/format';
import type { DateValue } from '../../lib/types';
import type { Article } from '../reader/model';
import { countWords, dateWords, holderName, list, partyName, placeWords, publisherName } from '../reader/words';
import { recordOf, type Draft, type DraftCount, type DraftDate, type DraftParty, type Field, type Spot } from './draft';

export const REALIS: Record<string, string> = { actual: 'actual', future: 'still to come', conditional: 'under a condition', requested: 'asked for', generic: 'recurring or general' };
export const POLARITY: Record<string, string> = { '+': 'yes', '-': 'no: denied or negated' };
export const STANDING: Record<string, string> = { reported: 'reported', background: 'background, an older act' };

export const wordsAt = (it: Article, span: Spot): string => (span ? it.text.slice(...span).replace(/\s+/g, ' ').trim() : '');
const quoted = (it: Article, span: Spot): string => (span ? `“${wordsAt(it, span)}”` : 'no words');

export function partySaid(it: Article, p: DraftParty): string {
  if (!p.span) return 'not told';
  const words = quoted(it, p.span);
  const name = partyName(it, { actor: p.actor, span: p.span });
  if (!p.actor) return `${words}, nobody named`;
  return name === words.slice(1, -1) ? name : `${words}: ${name}`;
}
function dateSaid(d: DraftDate | null): string {
  if (!d) return 'not told';
  const value: DateValue = { from: d.from || null, to: d.to || null, precision: d.precision };
  return `${dateWords(value)}${d.precision === 'day' ? '' : `, ${d.precision}`}`;
}
function countSaid(c: DraftCount): string {
  return `${c.name} ${countWords({ at_least: c.at_least ?? undefined, at_most: c.at_most ?? undefined, unit: c.unit || undefined, hedge: c.hedge || undefined })}`;
}
function chainSaid(it: Article, draft: Draft): string {
  const chain = recordOf(draft, it).chain;
  return chain.map((link, i) => (link.holder.publisher ? publisherName(it) : `${holderName(it, link)} ${(link.act ?? 'states').replace('-', ' ')} ${quoted(it, draft.chain[i]!.cue)}`)).join(' ← ');
}

export function said(it: Article, draft: Draft, field: Field): string {
  const value = draft[field];
  switch (field) {
    case 'trigger': return quoted(it, draft.trigger);
    case 'type': return typeName(draft.type);
    case 'mode': return draft.mode.replaceAll('-', ' ') || 'none';
    case 'contexts': return draft.contexts.join(', ').replaceAll('_', ' ') || 'none';
    case 'actor':
    case 'recipient': return list((value as DraftParty[]).filter((p) => p.span).map((p) => partySaid(it, p))) || 'not told';
    case 'target':
    case 'from':
    case 'to': return partySaid(it, value as DraftParty);
    case 'place': return draft.place ? placeWords(draft.place as never) : 'not told';
    case 'date':
    case 'since':
    case 'until': return dateSaid(value as DraftDate | null);
    case 'counts': return draft.counts.map(countSaid).join('; ') || 'none';
    case 'chain': return chainSaid(it, draft);
    case 'realis': return REALIS[draft.realis] ?? draft.realis;
    case 'polarity': return POLARITY[draft.polarity] ?? draft.polarity;
    case 'standing': return STANDING[draft.standing] ?? draft.standing;
    default: return String(value || 'none').replaceAll('-', ' ');
  }
}
