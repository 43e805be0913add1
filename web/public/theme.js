// Runs before anything is drawn, so that a chosen theme does not flash the other one.
try {
  var chosen = localStorage.getItem('sayso.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch (e) {
  // Storage may be forbidden; the system's theme then stands.
}
