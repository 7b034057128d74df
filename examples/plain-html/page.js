// What a page may do once somebody has booked: thank them, or tell its analytics.
document.addEventListener('mb-booked', (event) => {
  const start = new Date(event.detail.start);
  const day = start.toLocaleDateString(document.documentElement.lang, {
    timeZone: event.detail.timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  document.querySelector('#thanks').textContent = `Thank you. We look forward to ${day}.`;
});
