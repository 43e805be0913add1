// The name under which a person judges, kept in this browser.
const key = 'sayso.reviewer';

function stored(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}
let name = $state(stored());

export const reviewer = {
  get name() { return name; },
  set(next: string) {
    name = next.trim();
    try {
      if (name) localStorage.setItem(key, name);
      else localStorage.removeItem(key);
    } catch {
      // Without storage the name lasts as long as the page.
    }
  },
};
