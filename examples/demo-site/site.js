// The page works without this: the kinds of meeting are links to their own pages, and the clocks are left out.

const booker = document.querySelector('meeting-booker');
const kinds = [...document.querySelectorAll('.kinds a')];

for (const link of kinds) {
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    booker.setAttribute('type', link.dataset.type);
    for (const other of kinds) other.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'true');
  });
}

const clocks = [...document.querySelectorAll('.clock')];
const locale = document.documentElement.lang;

function tick() {
  const now = new Date();
  for (const clock of clocks) {
    const time = now.toLocaleTimeString(locale, {
      timeZone: clock.dataset.zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clock.textContent = clock.dataset.words.replace('{time}', time);
    clock.hidden = false;
  }
  setTimeout(tick, 60_000 - (now.getTime() % 60_000));
}

tick();
