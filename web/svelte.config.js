/** Runes everywhere: one way of writing state. */
export default { compilerOptions: { runes: true } };
