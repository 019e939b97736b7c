/* here.js — a page of the site, served by a kiosk: when the site has been built anew, the page shows it. */
(() => {
  'use strict';
  if (!('EventSource' in window)) return;
  const doc = document;
  let built = null, touched = false;
  addEventListener('input', () => { touched = true; });
  const draw = async () => {
    try {
      const answer = await fetch(location.href.split('#')[0]);
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const part of ['#main', '.foot']) {
        const old = doc.querySelector(part), other = fresh.querySelector(part);
        if (old && other && !old.contains(doc.activeElement) && old.innerHTML !== other.innerHTML) old.replaceWith(doc.adoptNode(other));
      }
    } catch { /* the next news brings it */ }
  };
  const source = new EventSource('/kiosk/events');
  source.addEventListener('news', e => {
    const site = JSON.parse(e.data).site;
    /* a page that a script fills (search, a drawing to turn) is left as it is */
    if (built !== null && site !== built && !touched && !doc.querySelector('#main canvas, #main [data-search]')) draw();
    built = site;
  });
  addEventListener('pagehide', () => source.close());
  addEventListener('pageshow', e => { if (e.persisted) location.reload(); });
})();
