import type { DateValue, EventType, Quad } from './types';
import type { Incident } from './types';

const TYPES: Record<EventType, { quad: Quad; name: string; what: string }> = {
  AGREE: { quad: 1, name: 'Agree', what: 'agree, offer or promise to cooperate' },
  CONSULT: { quad: 1, name: 'Consult', what: 'meet, visit, phone, negotiate, mediate' },
  SUPPORT: { quad: 1, name: 'Support', what: 'praise, endorse, recognise, sign an agreement' },
  CONCEDE: { quad: 1, name: 'Concede', what: 'yield in words: ease restrictions, pardon, apologise' },
  COOPERATE: { quad: 2, name: 'Cooperate', what: 'trade, joint exercises, extradition, sharing intelligence' },
  AID: { quad: 2, name: 'Aid', what: 'give money, arms, relief, asylum; rescue' },
  RETREAT: { quad: 2, name: 'Retreat', what: 'give way in deed: withdraw, release, disarm, resign' },
  REQUEST: { quad: 3, name: 'Request', what: 'ask, demand, order, call for' },
  ACCUSE: { quad: 3, name: 'Accuse', what: 'condemn, criticise, allege, sue, investigate' },
  REJECT: { quad: 3, name: 'Reject', what: 'refuse, veto, deny a request, bar entry' },
  THREATEN: { quad: 3, name: 'Threaten', what: 'threaten, warn of action' },
  PROTEST: { quad: 4, name: 'Protest', what: 'demonstrate, riot, strike, boycott, block' },
  SANCTION: { quad: 4, name: 'Sanction', what: 'reduce relations, convict, expel, withdraw from' },
  MOBILIZE: { quad: 4, name: 'Mobilize', what: 'move forces short of using them' },
  COERCE: { quad: 4, name: 'Coerce', what: 'arrest, raid, seize, ban, censor, deport' },
  ASSAULT: { quad: 4, name: 'Assault', what: 'attack, kill, bomb, torture, abduct' },
};
export const EVENT_TYPES = Object.keys(TYPES) as EventType[];

export const QUADS: Record<Quad, { name: string; what: string }> = {
  1: { name: 'Verbal cooperation', what: 'agree, consult, support, concede' },
  2: { name: 'Material cooperation', what: 'cooperate, aid, retreat' },
  3: { name: 'Verbal conflict', what: 'request, accuse, reject, threaten' },
  4: { name: 'Material conflict', what: 'protest, sanction, mobilize, coerce, assault' },
};

export function typeName(type: string, mode?: string | null): string {
  const name = TYPES[type as EventType]?.name ?? type;
  return mode ? `${name}: ${mode.replaceAll('-', ' ')}` : name;
}
export const typeWhat = (type: string): string => TYPES[type as EventType]?.what ?? '';
export const quadOf = (type: string): Quad | null => TYPES[type as EventType]?.quad ?? null;
export const quadName = (quad: number): string => QUADS[quad as Quad]?.name ?? String(quad);

const whole = new Intl.NumberFormat('en');
export const number = (n: number | null | undefined): string => (n === null || n === undefined ? '–' : whole.format(n));
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
/** "1 account", "3 accounts". */
export const count = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;

/** What is counted by accounts: "at least 12", "12 to 40", "12". */
export function range(low: number | null | undefined, high: number | null | undefined): string {
  if (low == null && high == null) return 'no number';
  if (low == null) return `at most ${number(high)}`;
  if (high == null) return `at least ${number(low)}`;
  return low === high ? number(low) : `${number(low)} to ${number(high)}`;
}

/** Independent origins, where only bounds may be known. */
export const origins = (o: { at_least: number; at_most: number }): string =>
  o.at_least === o.at_most ? count(o.at_least, 'origin') : `${o.at_least} to ${o.at_most} origins`;

/** The day of an ISO time. */
export const isoDay = (iso: string | null | undefined): string => (iso ? iso.slice(0, 10) : '');

/** A day as read here: "1 May 1960". Years, months and days alike; never moved by a time zone. */
export function dayWords(iso: string | null | undefined): string {
  if (!iso) return '';
  const m = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso);
  if (!m) return iso;
  const [, y, mo, d] = m;
  if (!mo) return y!;
  const at = new Date(Date.UTC(2000, Number(mo) - 1, Number(d ?? 1)));
  at.setUTCFullYear(Number(y));
  return at.toLocaleDateString(undefined, { timeZone: 'UTC', year: 'numeric', month: 'long', ...(d ? { day: 'numeric' } : {}) });
}

/** ISO for a date of an act, open ends said in words. */
export function dateIso(date: DateValue | null | undefined): string {
  if (!date || (date.from === null && !date.to)) return 'no date';
  const from = date.from;
  const to = date.to === undefined ? from : date.to;
  if (from === null) return `by ${to}`;
  if (to === null) return `since ${from}`;
  if (from === to) return from;
  if (date.precision === 'month' && from.slice(0, 7) === to.slice(0, 7)) return from.slice(0, 7);
  if ((date.precision === 'year') && from.slice(0, 4) === to.slice(0, 4)) return from.slice(0, 4);
  return `${from} to ${to}`;
}

export function dateWords(date: DateValue | null | undefined): string {
  if (!date || (date.from === null && !date.to)) return 'no date given';
  const from = date.from;
  const to = date.to === undefined ? from : date.to;
  if (from === null) return `on or before ${dayWords(to)}`;
  if (to === null) return `since ${dayWords(from)}`;
  if (from === to) return dayWords(from);
  return `${dayWords(from)} to ${dayWords(to)}, known to the ${date.precision}`;
}

const ACTS: Record<string, string> = {
  states: 'says', denies: 'denies', doubts: 'doubts', believes: 'believes', predicts: 'predicts', wants: 'wants', asks: 'asks for',
  promises: 'promises', threatens: 'threatens', 'asks-whether': 'asks whether',
};
export const actWords = (act: string | null | undefined): string => (act ? (ACTS[act] ?? act) : '');

const countries = (() => {
  try {
    return new Intl.DisplayNames(['en'], { type: 'region' });
  } catch {
    return null;
  }
})();
// The codes of bodies above states, which are no countries.
const BODIES: Record<string, string> = {
  IGO: 'Intergovernmental', UNO: 'United Nations', EUR: 'European Union', NGO: 'Non-governmental', ISM: 'International movement', IMG: 'Transnational armed group', MNC: 'Multinational company',
};
/** A country code in words where known; the code itself otherwise. */
export function countryName(code: string | null | undefined): string {
  if (!code) return '';
  if (BODIES[code]) return BODIES[code];
  const two = ALPHA[code];
  if (!two || !countries) return code;
  return countries.of(two) ?? code;
}
// alpha-3 to alpha-2: the browser knows names of the latter only.
const ALPHA: Record<string, string> = Object.fromEntries(
  ('AFGAF ALAAX ALBAL DZADZ ASMAS ANDAD AGOAO AIAAI ATGAG ARGAR ARMAM ABWAW AUSAU AUTAT AZEAZ BHSBS BHRBH BGDBD BRBBB BLRBY BELBE BLZBZ BENBJ BMUBM BTNBT BOLBO BESBQ BIHBA BWABW BRABR IOTIO VGBVG BRNBN BGRBG BFABF BDIBI CPVCV KHMKH CMRCM CANCA CYMKY CAFCF TCDTD CHLCL CHNCN COLCO COMKM COGCG CODCD COKCK CRICR CIVCI HRVHR CUBCU CUWCW CYPCY CZECZ DNKDK DJIDJ DMADM DOMDO ECUEC EGYEG SLVSV GNQGQ ERIER ESTEE SWZSZ ETHET FLKFK FROFO FJIFJ FINFI FRAFR GUFGF PYFPF GABGA GMBGM GEOGE DEUDE GHAGH GIBGI GRCGR GRLGL GRDGD GLPGP GUMGU GTMGT GGYGG GINGN GNBGW GUYGY HTIHT VATVA HNDHN HKGHK HUNHU ISLIS INDIN IDNID IRNIR IRQIQ IRLIE IMNIM ISRIL ITAIT JAMJM JPNJP JEYJE JORJO KAZKZ KENKE KIRKI PRKKP KORKR XKXXK KWTKW KGZKG LAOLA LVALV LBNLB LSOLS LBRLR LBYLY LIELI LTULT LUXLU MACMO MDGMG MWIMW MYSMY MDVMV MLIML MLTMT MHLMH MTQMQ MRTMR MUSMU MYTYT MEXMX FSMFM MDAMD MCOMC MNGMN MNEME MSRMS MARMA MOZMZ MMRMM NAMNA NRUNR NPLNP NLDNL NCLNC NZLNZ NICNI NERNE NGANG NIUNU NFKNF MKDMK MNPMP NORNO OMNOM PAKPK PLWPW PSEPS PANPA PNGPG PRYPY PERPE PHLPH POLPL PRTPT PRIPR QATQA REURE ROURO RUSRU RWARW SHNSH KNAKN LCALC SPMPM VCTVC WSMWS SMRSM STPST SAUSA SENSN SRBRS SYCSC SLESL SGPSG SXMSX SVKSK SVNSI SLBSB SOMSO ZAFZA SSDSS ESPES LKALK SDNSD SURSR SWESE CHECH SYRSY TWNTW TJKTJ TZATZ THATH TLSTL TGOTG TKLTK TONTO TTOTT TUNTN TURTR TKMTM TCATC TUVTV UGAUG UKRUA AREAE GBRGB USAUS URYUY UZBUZ VUTVU VENVE VNMVN WLFWF ESHEH YEMYE ZMBZM ZWEZW')
    .split(' ').map((x) => [x.slice(0, 3), x.slice(3)]),
);

/** Whom an incident of a list names: the first of them, and how many more there are. */
export function partyNames(i: Pick<Incident, 'party_names' | 'parties' | 'party_count'>): string {
  const names = i.party_names ?? i.parties;
  const more = (i.party_count ?? names.length) - names.length;
  return [...new Set(names)].join(', ') + (more > 0 ? ` and ${more} more` : '');
}
