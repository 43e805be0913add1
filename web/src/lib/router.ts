// Routes over the history API. Import from here; the state lives in a .svelte.ts file because it uses runes.
export * from './route.svelte';
