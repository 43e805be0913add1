export type Theme = 'system' | 'light' | 'dark';
const key = 'sayso.theme';

function stored(): Theme {
  try {
    const t = localStorage.getItem(key);
    return t === 'light' || t === 'dark' ? t : 'system';
  } catch {
    return 'system';
  }
}
let theme = $state<Theme>(stored());

export const themes = {
  get now() { return theme; },
  set(next: Theme) {
    theme = next;
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (next === 'system') localStorage.removeItem(key);
      else localStorage.setItem(key, next);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  },
};
