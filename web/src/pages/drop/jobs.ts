import { ApiError } from '../../lib/api';

// One upload and the reading of it. Progress comes as server-sent events; where these fail (a proxy in between), by asking.
export interface JobFile {
  name: string;
  documents: number;
  events: number;
  problems: string[];
  state: 'waiting' | 'reading' | 'done' | 'failed';
  /** ids of its documents, at most a hundred */
  ids: string[];
  /** documents that were there already with the same text */
  unchanged: number;
}
export interface Job {
  job: string;
  state: 'waiting' | 'reading' | 'joining' | 'done' | 'failed';
  /** documents left to join */
  left: number;
  files: JobFile[];
}

function refusal(status: number, body: string): ApiError {
  try {
    const { error } = JSON.parse(body) as { error: { code: string; message: string; hint?: string } };
    return new ApiError(status, error.code, error.message, error.hint ?? '');
  } catch {
    return status === 413
      ? new ApiError(status, 'too_large', 'The upload is larger than the server takes.', 'Drop fewer or smaller files at once.')
      : new ApiError(status, 'not_json', status ? `The server answered ${status}.` : 'The server did not answer.', '');
  }
}

/** XMLHttpRequest, because fetch doesn't tell how much of an upload has gone out. */
export function upload(body: FormData | string, sent: (share: number) => void): Promise<string> {
  return new Promise((ok, no) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/documents');
    if (typeof body === 'string') request.setRequestHeader('content-type', 'application/json');
    request.upload.onprogress = (e) => e.lengthComputable && sent(e.loaded / e.total);
    request.onerror = () =>
      no(
        new ApiError(
          0,
          'unreachable',
          'The upload broke off.',
          'One upload may bring 128 MiB, and a server that refuses a larger one hangs up. If it was smaller: is `sayso serve` still running? The command `sayso add` reads files of any size.',
        ),
      );
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) ok(String((JSON.parse(request.responseText) as { job: string }).job));
      else no(refusal(request.status, request.responseText));
    };
    request.send(body);
  });
}

/** Follows a job to its end; `each` is called with every state. */
export function follow(id: string, each: (job: Job) => void, lost: (why: string) => void): void {
  let over = false;
  let missed = 0;
  const take = (job: Job) => {
    if (over) return;
    if (job.state === 'done' || job.state === 'failed') over = true;
    each(job);
  };
  const ask = async () => {
    if (over) return;
    try {
      const answer = await fetch(`/api/jobs/${id}`);
      if (!answer.ok) throw new Error(String(answer.status));
      missed = 0;
      take((await answer.json()) as Job);
    } catch {
      if (++missed > 10) {
        over = true;
        lost('The server no longer answers about this upload. What it has read so far is in the workspace.');
      }
    }
    if (!over) setTimeout(ask, 500);
  };
  if (typeof EventSource === 'undefined') {
    void ask();
    return;
  }
  const stream = new EventSource(`/api/jobs/${id}/stream`);
  const hear = (e: MessageEvent<string>) => {
    try {
      take(JSON.parse(e.data) as Job);
    } catch {
      // a line that is no JSON carries no news
    }
    if (over) stream.close();
  };
  stream.addEventListener('progress', hear as EventListener);
  stream.addEventListener('done', (e) => {
    hear(e as MessageEvent<string>);
    stream.close();
    // The last event may come without data: one question more settles it.
    if (!over) void ask();
  });
  stream.onerror = () => {
    stream.close();
    if (!over) void ask();
  };
}
