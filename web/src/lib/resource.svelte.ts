import { aborted, get, type ApiError, type Query } from './api';

export type Call = { path: string; query?: Query } | null;

/**
 * What a page draws from: asks anew when `call` gives something new, keeps the last answer meanwhile,
 * and says that it waits only after 100 ms, so that quick answers do not flicker.
 * Call it while a component is being set up.
 */
export function resource<T>(call: () => Call) {
  let data = $state.raw<T | null>(null);
  let error = $state.raw<ApiError | null>(null);
  let busy = $state(false);
  let waiting = $state(false);
  let again = $state(0);

  $effect(() => {
    void again;
    const now = call();
    if (!now) {
      // A question taken back before its answer came.
      busy = false;
      waiting = false;
      return;
    }
    const controller = new AbortController();
    busy = true;
    const late = setTimeout(() => (waiting = true), 100);
    get<T>(now.path, now.query ?? {}, controller.signal)
      .then((answer) => {
        data = answer;
        error = null;
      })
      .catch((e: unknown) => {
        if (!aborted(e)) error = e as ApiError;
      })
      .finally(() => {
        clearTimeout(late);
        if (controller.signal.aborted) return;
        busy = false;
        waiting = false;
      });
    return () => {
      clearTimeout(late);
      controller.abort();
    };
  });

  return {
    get data() { return data; },
    get error() { return error; },
    get busy() { return busy; },
    /** True once an answer has taken 100 ms. */
    get waiting() { return waiting; },
    reload() { again += 1; },
  };
}
export type Resource<T> = ReturnType<typeof resource<T>>;
