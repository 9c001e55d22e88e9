// Runs before the first paint, so that a remembered theme does not flash. A file of its own, because
// the Content-Security-Policy allows no inline script.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the page follows the system, which needs nothing from here.
}
