// Questions that a newcomer may start from; two of them speak of the parties that this workspace holds.
import { quoted } from './query';

export interface Example {
  question: string;
  address: string;
  about: string;
}

const search = (q: string) => `/search?${new URLSearchParams({ q })}`;

export async function examples(): Promise<Example[]> {
  const list: Example[] = [
    { question: 'Where do the reports contradict each other?', address: '/contradictions', about: 'values side by side' },
    { question: 'Which acts are told by many reports?', address: '/incidents', about: 'incidents, the most told first' },
    { question: 'Who cites whom, and how often without a name?', address: '/sources', about: 'network and table' },
    { question: 'What is reported with weapons or violence?', address: search('type:ASSAULT'), about: 'type:ASSAULT' },
    { question: 'Who is reported to have threatened whom?', address: search('type:THREATEN'), about: 'type:THREATEN' },
  ];
  try {
    const answer = await fetch('/api/overview');
    if (!answer.ok) return list;
    const over = (await answer.json()) as {
      actors: { id: string; name: string; n: number }[];
      outlets: { key: string; n: number }[];
    };
    const [first, second] = over.actors;
    if (first && second) {
      const both = `actor:${quoted(first.name)} recipient:${quoted(second.name)}`;
      list.unshift(
        { question: `What is ${first.name} reported to have done to ${second.name}?`, address: search(both), about: both },
        {
          question: `On whose word is ${second.name} reported about?`,
          address: search(`party:${quoted(second.name)}`),
          about: `party:${quoted(second.name)}`,
        },
      );
    }
    const outlet = over.outlets[0];
    if (outlet)
      list.push({
        question: `What does ${outlet.key} report?`,
        address: search(`outlet:${quoted(outlet.key)}`),
        about: `outlet:${quoted(outlet.key)}`,
      });
  } catch {
    // The general questions stand without the workspace.
  }
  return list;
}
